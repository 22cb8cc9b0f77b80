"""The questions of extension, joint handling and what is decided above; part of ``rules``."""

from hall.people.roles import Role
from hall.rulebook.lists import Choices
from hall.rulebook.rule import Rule

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
