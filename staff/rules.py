"""The staff's questions: postings, training, attendance, leave, guides."""

from hall.people.roles import Role
from hall.rulebook.kinds import Bool, Choice, Int, Text
from hall.rulebook.lists import Choices, Table, Texts
from hall.rulebook.rule import Rule
from hall.rulebook.times import Duration, Time, TimeRange, TimeRanges

STATUS = {
    "civil_servant": "公务员",
    "established": "在编人员",
    "pooled": "各部门整合人员",
    "purchased": "政府购买服务人员",
}
# Each has an act of its own, done by whom the text names (WS13-3.2.2).
EXIT_STEPS = {
    "work": "工作移交",
    "badge": "工作牌、钥匙收回",
    "equipment": "设备清点",
    "attendance": "考勤核对",
}
PUBLIC_FIELDS = {"name": "姓名", "duty": "工作职责", "contact": "联系方式", "office_phone": "办公电话"}

# What the daily rows of an assessment are about; the points of each are the hall's.
GROUNDS = {
    "late": "迟到",
    "early": "早退",
    "absent": "旷工",
    "deserted": "脱岗、擅自离岗",
    "overstayed": "短时离岗超时",
    "first_asked": "首问负责",
    "told_once": "一次性告知",
    "overdue": "超期办结",
    "complaint": "有效投诉",
    "patrol": "巡查发现问题",
    "inspection": "监督检查",
    "circular": "通报批评、限期整改",
    "praise": "表扬",
}

Rule("staff.status", Choices(STATUS), "窗口人员的身份", "哪些身份的人员可以派驻窗口。", off="不限")
Rule("staff.public_fields", Choices(PUBLIC_FIELDS), "公示的人员信息", "在窗口或者公示栏公布的内容。")
Rule("staff.first_representatives", Int(1), "首席代表人数", "每个部门派驻几名首席代表。", unit="名")
Rule("staff.result_use", Text(), "考核结果的运用", "窗口工作考核结果怎样用于本单位考核。", off="未规定")

Rule("assessment.criteria", Texts(), "考核的内容", "考核表的各项，缺一不可。")
Rule(
    "assessment.points",
    Table(ground=("事由", Choice(GROUNDS)), points=("分值", Int(-100, 100))),
    "考核计分表",
    "每条日常记录加（扣）多少分，扣分写成负数；改动只从其生效之日起适用。",
)

Rule(
    "posting.min_months",
    Int(1),
    "派驻的最短期限",
    "窗口人员、首席代表至少派驻几个月。",
    unit="个月",
    off="不限",
)
Rule(
    "posting.min_exception",
    Choice({"file": "报中心备案", "approve": "须经中心批准"}),
    "未满期限调离",
    "未满最短期限而须调离的办理什么手续。",
)
Rule("posting.in_notice", Duration(), "入岗申请的提前期限", "到岗之前多久提出申请。", off="不限")
Rule("posting.out_notice", Duration(), "离岗申请的提前期限", "离岗之前多久提出申请。", off="不限")
Rule(
    "posting.change_needs",
    Choice({"filing": "备案", "consent": "中心同意", "approval": "中心审批"}),
    "调整窗口人员的手续",
    "部门调整窗口人员须经中心怎样办理。",
)
Rule(
    "posting.replacement",
    Duration(),
    "更换不适岗人员的期限",
    "收到中心书面意见之后多久调整到位。",
    off="及时，无具体期限",
)
Rule(
    "posting.stand_in_for_first",
    Bool(),
    "首席代表离岗须指定临时代表",
    "批准首席代表请假之前，是否须已指定临时代表并书面通知中心。",
)
Rule("posting.exit_steps", Choices(EXIT_STEPS), "离岗须办结的手续", "全部办结后方准离岗。")

Rule("training.required", Bool(), "岗前培训", "上岗之前是否必须培训合格。")
Rule(
    "training.by",
    Choice({"centre": "政务服务中心", "department": "派驻部门"}),
    "岗前培训的组织者",
    "由谁组织岗前培训。",
)
Rule("training.subjects", Texts(), "岗前培训的内容", "每项都须有培训记录。")
Rule(
    "training.proof_strict",
    Bool(),
    "无培训证明一律不予审核通过",
    "否则为“原则上”，可以由领导说明理由批准例外。",
)

Rule("attendance.sign_in_window", TimeRange(), "有效签到时间", "这一时段之外签到无效。", off="不限")
Rule("attendance.standard_in", Time(), "签到标准时间", "晚于此时为迟到。", off="不考勤")
Rule("attendance.sign_out_window", TimeRange(), "有效签退时间", "这一时段之外签退无效。", off="不限")
Rule("attendance.standard_out", Time(), "签退标准时间", "早于此时为早退。", off="不考勤")
Rule(
    "attendance.sign_out_after_extended",
    Bool(),
    "延时服务后可以补签退",
    "延时服务晚于有效签退时间的能否签退。",
)

Rule("leave.types", Texts(), "请假的种类", "请假时从中选择。")
Rule(
    "leave.approval_levels",
    Table(days=("不超过天数", Int(1)), approver=("批准人", Choice(Role))),
    "请假的审批权限",
    "按天数由少到多排列，由第一个够用的级别批准。",
)
Rule("leave.sick_after_fact", Bool(), "病假可以事后补办", "突发疾病不能提前请假的能否补办。")

Rule("guides.morning_meeting", Time(), "导服人员晨会时间", "晚于此时为迟到。", off="不召开")
Rule("guides.hours", TimeRanges(), "导服人员工作时间", "每个半天分别签到、签退。")
Rule("guides.absence_minutes", Int(1), "导服人员短时离岗的时间", "每次最多几分钟。", unit="分钟", off="不限")
Rule(
    "guides.absence_daily_max",
    Int(1),
    "导服人员短时离岗的次数",
    "每日最多几次，超过的提醒区域负责人。",
    unit="次",
    off="不限",
)
Rule("guides.peak_hours", TimeRanges(), "咨询高峰时段", "高峰时段不得短时离岗。", off="未划定")
