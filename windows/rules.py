"""The windows' questions: seals, closures, suspensions, peaks."""

from hall.rulebook.kinds import Bool, Choice, Fraction, Int, Text
from hall.rulebook.lists import Choices, Texts
from hall.rulebook.rule import Rule
from hall.rulebook.times import Duration, MonthDay

Rule(
    "window.model",
    Choice({"own": "部门窗口", "integrated": "综合受理窗口"}),
    "窗口设置",
    "事项原则上由部门窗口还是综合窗口受理。",
)
Rule(
    "window.own_integrated",
    Choice({"any": "各进驻部门", "listed": "部门资料中注明的部门"}),
    "可以自行设置综合受理窗口的部门",
    "哪些部门可以设置自己的综合受理窗口。",
)
Rule(
    "window.pause_minutes",
    Int(1),
    "短时离岗的时间",
    "摆放暂停服务牌离岗最多几分钟。",
    unit="分钟",
    off="不限",
)
Rule(
    "window.change_min",
    Duration(),
    "窗口变更的最短时间",
    "持续不足这一期限的不作为窗口变更，应当申请临时关闭。",
    off="不限",
)

Rule("seal.required", Bool(), "盖章方为有效", "批准决定是否须加盖审批专用章后方才生效。")
Rule("seal.only_in_hall", Bool(), "审批专用章只在大厅使用", "是否只能在大厅窗口用印。")
Rule(
    "seal.custodian",
    Choice({"first_representative": "首席代表", "by_letter": "授权委托书载明的人（电子印章）"}),
    "审批专用章的保管人",
    "日常保管和使用印章的人。",
)

Rule(
    "seal.electronic",
    Choices({"procedure": "程序文书专用章", "approval": "行政审批专用章"}),
    "电子印章",
    "哪些印章盖在文书上的同时，文书的电子文件加盖电子印章（电子签名）。",
    off="不使用电子印章",
)

Rule(
    "seal.further_signing",
    Duration(),
    "另处签署意见、加盖公章的期限",
    "已盖审批专用章的批文送到本地另一处签署意见、加盖公章的，凭章多久办完。",
    off="不另定",
)

Rule("closure.notice", Duration(), "临时关闭申请的提前期限", "关闭开始之前多久提出申请。", off="不限")
Rule(
    "closure.min_windows",
    Int(1),
    "可以申请关闭的窗口数",
    "部门至少有几个窗口方可申请关闭其中一个。",
    unit="个",
)
Rule(
    "closure.quota_fraction",
    Fraction(),
    "关闭窗口的上限",
    "同时关闭的窗口不超过本部门窗口总数的比例。",
    off="不限",
)
Rule("closure.small_unit_size", Int(1), "窗口较少的部门", "窗口不多于此数的部门适用单独的上限。", unit="个")
Rule("closure.small_unit_max", Int(1), "窗口较少的部门关闭上限", "这类部门最多同时关闭几个窗口。", unit="个")
Rule("closure.quota_strict", Bool(), "关闭上限不得突破", "否则为“原则上”，可以由领导说明理由批准例外。")
Rule("closure.quota_counts_seasonal", Bool(), "季节性窗口计入上限", "按计划停用的季节性窗口是否计入关闭数。")
Rule(
    "closure.reclaim_after",
    Duration(),
    "收回窗口的期限",
    "临时关闭超过这一期限的可以收回作备用窗口。",
    off="不收回",
)
Rule("closure.restart_notice", Duration(), "重启申请的提前期限", "重新启用窗口之前多久提出申请。", off="不限")
Rule(
    "closure.seasonal_plan_before",
    MonthDay(),
    "季节性窗口计划的截止日",
    "每年在这一天之前报送本年度窗口使用计划。",
    off="不要求报送",
)
Rule(
    "closure.surge_waiting",
    Int(1),
    "关闭期间拥堵的警戒人数",
    "部门等候人数超过此数即提醒恢复窗口。",
    unit="人",
    off="不提醒",
)

Rule(
    "suspension.filing",
    Duration(),
    "业务停办备案的提前期限",
    "停办开始之前多久报大厅管理室备案。",
    off="不限",
)
Rule(
    "suspension.public_notice",
    Duration(),
    "业务停办公告的提前期限",
    "停办开始之前多久向社会公告。",
    off="不限",
)
Rule("suspension.channels_min", Int(1), "停办公告的渠道数", "至少通过几种渠道公告。", unit="种", off="不限")
Rule(
    "suspension.staff_min", Int(0), "停办期间留守人数下限", "窗口至少留几名咨询人员。", unit="人", off="不限"
)
Rule(
    "suspension.staff_max", Int(1), "停办期间留守人数上限", "窗口最多留几名咨询人员。", unit="人", off="不限"
)
Rule("suspension.causes", Texts(), "业务高峰、停办的原因", "备案时从中选择，“其他”须写明。")
Rule("peak.plan_notice", Duration(), "业务高峰预案的提前期限", "高峰到来之前多久报送工作预案。", off="不限")

Rule(
    "bulletin.read_within",
    Duration(),
    "通知的阅读期限",
    "通知发出之后首席代表多久未阅的，列入大厅管理室的提醒。",
    off="不提醒",
)
Rule(
    "queue.room",
    Int(1),
    "等候区容纳人数",
    "等候人数达到此数时暂不放号，绿色通道和预约除外。",
    unit="人",
    off="不限",
)
Rule("queue.green_where", Text(), "绿色通道的地点", "哪些楼层、区域为军人、老弱病残孕等人员提供绿色通道。")
Rule("queue.calls", Int(1), "过号前的叫号次数", "至少叫几次无人应答方可过号。", unit="次")
Rule("appointment.slot_minutes", Int(5, 240), "预约时段的长短", "每个预约时段有几分钟。", unit="分钟")
Rule("appointment.days_ahead", Int(1), "可以提前预约的天数", "最多提前几日预约。", unit="日")
