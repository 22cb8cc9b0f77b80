"""The supervisors' questions: patrols, findings, appeals, circulars, accountability."""

from hall.rulebook.kinds import Bool, Choice, Int, Text
from hall.rulebook.lists import Table, Texts
from hall.rulebook.rule import Rule
from hall.rulebook.times import Duration

LEADERS = {"deputy": "分管领导", "leader": "中心领导"}
CIRCULARS = {"oral": "口头通报", "interview": "约谈通报", "written": "书面通报"}

Rule("patrol.checklist", Texts(), "巡查依据的制度", "检查清单采用哪些制度的条款，写条款编号的前两个字母。")
Rule("patrol.floors", Texts(), "巡查的楼层", "巡查范围包括哪些楼层。")
Rule("patrol.daily_min", Int(0), "每日巡查次数", "每个工作日至少几次。", unit="次")
Rule("patrol.joint_month_min", Int(0), "每月联合巡查次数", "每个自然月至少几次。", unit="次")
Rule(
    "patrol.joint_departments_min", Int(1), "联合巡查的部门数", "至少几个派驻两人以上的部门参加。", unit="个"
)
Rule(
    "patrol.joint_posted_min", Int(1), "联合巡查部门的派驻人数", "派驻几人以上的部门参加联合巡查。", unit="人"
)
Rule("patrol.leader_month_min", Int(0), "每月领导巡查次数", "每个自然月至少几次。", unit="次")
Rule("patrol.leader_may_merge", Bool(), "领导巡查可结合联合巡查", "合并进行的是否两种都计数。")

Rule(
    "finding.repeat_count",
    Int(2),
    "重复问题的次数",
    "同一人同类问题达到几次为重复出现。",
    unit="次",
    off="不自动认定",
)
Rule("finding.repeat_days", Int(1), "重复问题的期间", "几日之内累计。", unit="日", off="不自动认定")
Rule("finding.appeal", Duration(), "申诉的期限", "公布问题之后多久可以举证解释、申诉申辩。", off="不限")

Rule("circular.interview_day", Int(1, 28), "约谈的日期", "次月几日前约谈。", unit="日前", off="不定期")
Rule(
    "circular.monthly_day",
    Int(1, 28),
    "书面通报的日期",
    "每月几日前通报上月情况。",
    unit="日前",
    off="不定期",
)
Rule(
    "circular.interview_problems",
    Int(1),
    "“问题较多”的标准",
    "当月问题达到几个即应约谈。",
    unit="个",
    off="由中心判断",
)
Rule("circular.urgent", Duration(), "严重问题通报的期限", "发现问题之后向派驻部门书面通报。", off="未规定")
Rule(
    "circular.approvers",
    Table(kind=("通报形式", Choice(CIRCULARS)), approver=("审定人", Choice(LEADERS))),
    "通报的审定人",
    "每种通报由谁审定。",
)
Rule(
    "accountability.before_archive",
    Bool(),
    "投诉属实须先决定是否问责",
    "属实的投诉，决定如何追究责任（含不予追责）之后方可归档。",
)
Rule("accountability.measures", Texts(), "问责的方式", "作出处理时从中选择。")
Rule(
    "score.table",
    Table(ground=("扣分情形", Text()), points=("扣分", Int(1)), target=("对象", Text())),
    "考核扣分表",
    "各种情形扣多少分；变更只自生效之日起适用。",
)
