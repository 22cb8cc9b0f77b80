"""The ground floor's questions: the hall itself, how time is counted, what statute alone may say."""

from hall.papers import rules as paper_rules
from hall.rulebook.kinds import Bool, Choice, Int, Percent, Text
from hall.rulebook.lists import Texts
from hall.rulebook.rule import Rule
from hall.rulebook.times import Duration, Time, TimeRange

paper_rules.declare()

# --- The hall -----------------------------------------------------------------------------------------------
Rule("hall.opening_time", Time(), "每日开始办公的时刻", "窗口开始受理的时刻。")
Rule("hall.closing_time", Time(), "每日结束办公的时刻", "“当场”“当日”的期限到这一时刻为止。")
Rule("hall.lunch_break", TimeRange(), "午休时段", "午休期间窗口不受理。", off="不午休")
Rule("hall.zones", Texts(), "功能分区", "大厅应当设置的功能区；缺少的在大厅资料中列出。")
Rule("hall.zones_mergeable", Bool(), "功能区可以合并", "场地有限时功能区是否可以合并设置。")

PLACEHOLDERS = "place county township village department"
for level, title in {
    "league": "盟（市）级大厅名称",
    "county": "旗县级大厅名称",
    "township": "苏木乡镇级大厅名称",
    "village": "嘎查村级服务站名称",
}.items():
    Rule(
        f"hall.name.{level}",
        Text(PLACEHOLDERS),
        title,
        "名称的格式，花括号处填地名；不合格式的名称不予保存。",
        off="名称不限",
    )
Rule(
    "hall.sub_hall.name",
    Text(PLACEHOLDERS),
    "部门分厅名称",
    "部门单独设立的分厅（分中心）名称的格式。",
    off="名称不限",
)
Rule("hall.sub_hall.term", Text(), "部门分厅的称谓", "部门单独设立的大厅怎样称呼。")
Rule(
    "hall.sub_hall.needs_approval",
    Bool(),
    "分厅须经政府批准",
    "部门单独设立分厅是否须填写本级政府批准文号。",
)
Rule(
    "hall.policy_publication",
    Duration(),
    "政策措施公开期限",
    "政务服务政策措施自形成之日起多久向社会公开。",
    off="无期限要求",
)

# --- How time is counted ------------------------------------------------------------------------------------
DAY_UNITS = {"working_day": "按工作日", "day": "按自然日"}
Rule("clock.limit_day_unit", Choice(DAY_UNITS), "办理时限的计算单位", "事项办理时限中的“日”怎样计算。")
Rule(
    "clock.text_day_unit",
    Choice(DAY_UNITS),
    "本厅制度中“日”的读法",
    "制度只写“日”而未写“工作日”时（如五日、7日）按哪一种计算。",
)
Rule(
    "clock.calendar",
    Choice({"national": "国务院放假安排", "local": "国务院放假安排和本地假日"}),
    "工作日历",
    "工作日按哪一种日历计算，调休上班日算作工作日。",
)
Rule("clock.first_day_counts", Bool(), "起算当日计入期限", "期限开始的当日是否算作第一天。")
Rule(
    "clock.start",
    Choice({"accepted": "受理之日", "received": "收到申请之日"}),
    "办理时限的起算点",
    "事项没有专门规定时，办理时限从哪一日起算。",
)
Rule(
    "clock.count_from_correction",
    Choice({"next_day": "收到补正材料的次日", "same_day": "收到补正材料的当日"}),
    "补正后的起算",
    "材料补正齐全后，办理时限从哪一日开始计数。",
)
Rule(
    "light.yellow_used",
    Percent(),
    "黄灯：已用时限的比例",
    "承诺时限已用到这一比例仍未办结的亮黄灯。",
    off="不按比例提醒",
)
Rule(
    "light.yellow_remaining",
    Duration(),
    "黄灯：剩余时限",
    "剩余时限不多于此的亮黄灯。",
    off="不按剩余时限提醒",
)
Rule(
    "light.before_day_inclusive",
    Bool(),
    "“某日前”包含当日",
    "制度写“10日前”“3月1日前”时，当日完成是否算按时。",
)

# --- What statute alone may say; the limits of each stage stand in fixtures/statutes/ ---------------------------
Rule("statute.review", Duration(), "申请行政复议的期限", "自知道决定之日起。", by_statute=True)
Rule("statute.lawsuit", Duration(), "提起行政诉讼的期限", "自知道决定之日起。", by_statute=True)
Rule("statute.deliver", Duration(), "颁发、送达的期限", "自作出准予决定之日起。", by_statute=True)
Rule(
    "statute.announcement",
    Duration(),
    "公告送达的期间",
    "自发出公告之日起，经过这一期间视为送达。",
    by_statute=True,
)
Rule("statute.extension_times", Int(1), "延长决定的次数", "同一件最多延长几次。", unit="次", by_statute=True)
Rule(
    "statute.verifying_officers",
    Int(1),
    "实地核查的人数",
    "核查申请材料的实质内容至少指派几人。",
    unit="人",
    by_statute=True,
)
Rule("statute.assign_inspectors", Duration(), "指派检验检疫人员的期限", "自受理之日起。", by_statute=True)
Rule(
    "statute.ban_false_material",
    Duration(),
    "提供虚假材料后不得再次申请的期间",
    "直接关系公共安全、人身健康、生命财产安全的事项。",
    by_statute=True,
)
Rule(
    "statute.ban_fraud",
    Duration(),
    "欺骗、贿赂取得许可后不得再次申请的期间",
    "直接关系公共安全、人身健康、生命财产安全的事项。",
    by_statute=True,
)
