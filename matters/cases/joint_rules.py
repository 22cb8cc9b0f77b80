"""The questions of extension, joint handling and what is decided above; part of ``rules``."""

from hall.people.roles import Role
from hall.rulebook.kinds import Choice
from hall.rulebook.lists import Choices
from hall.rulebook.rule import Rule
from hall.rulebook.times import Duration

APPROVERS = {
    role.value: role.label
    for role in (
        Role.FIRST_REPRESENTATIVE,
        Role.DEPARTMENT_LEADER,
        Role.HALL_LEADER,
        Role.GOVERNMENT_LEADER,
    )
}

# --- Extension ----------------------------------------------------------------------------------------------
for _key, _who in (
    ("organ", "本行政机关负责人"),
    ("government", "本级人民政府负责人"),
    ("office", "工作机构负责人"),
):
    Rule(
        f"case.extension_by_{_key}",
        Choices(APPROVERS, ordered=True),
        f"延期的审批环节（{_who}批准的）",
        "按顺序审批，缺一不可；法定批准人不能省。",
        keeps_national=True,
    )

# --- Joint approval -----------------------------------------------------------------------------------------
Rule(
    "joint.by",
    Choice({"first_representative": "只由首席代表", "department": "首席代表和部门审批人员"}),
    "会签由谁组织和签署",
    "牵头部门由谁请会签，参加部门由谁签署会签意见。",
)
Rule(
    "joint.opinion_limit",
    Duration(),
    "会签的期限",
    "部门收到会签请求之后多久签署意见；事项的专门规定另有期限的从其规定。",
    off="不另设，按办件的期限",
)
Rule(
    "joint.silence",
    Choice({"wait": "列入需要关注，继续催办", "agreed": "视为同意"}),
    "逾期不会签的后果",
    "会签期限届满没有回复的怎样处理。",
)
Rule(
    "joint.disagreement",
    Choice({"meeting": "须经会审会议", "lead": "由牵头部门决定"}),
    "会签意见不一致",
    "有部门不同意时怎样处理。",
)

# --- Result, explanation ------------------------------------------------------------------------------------
Rule(
    "case.result_return",
    Duration(),
    "结果送回窗口的期限",
    "作出决定之后多久把结果送到出件窗口，超过的列入提醒名单。",
    off="不另设，按办理期限",
)
