"""What must stand before anybody decides on a case, each with its clause."""

from __future__ import annotations

from hall.acts.guards import guard
from hall.people.roles import Role
from matters.catalogue.codes import JointRole, Power
from matters.catalogue.selectors import powers_at

from .below import has_below
from .materials import names
from .powers import delegation_lets_decide, letter_lets_decide
from .states import Conclusion, State


@guard("AH-3.2 XA-13")
def reviewed_unless_instant(case, do):
    """No step of the flow is skipped: an ordinary case is decided only in the back office."""
    if case.state == State.ACCEPTED and not case.is_instant:
        return "还没有经过后台审查：请先移交材料，由审批部门签收。"


@guard("EL-2.1", forbids=True)
def accepting_kept_apart(case, do):
    if not do.rule("case.separate_accept_approve") or case.accepted_by_id is None:
        return None
    if case.is_instant and do.rule("case.separate_exempts_instant"):
        return None
    if do.by is not None and case.accepted_by_id == do.by.pk:
        return "受理与审批相分离：受理本件的人员不得作出审批决定。"


@guard("AH-28.1 AH-28.4a", forbids=True)
def final_approver_decides(case, do):
    """Who speaks for the department: as the rulebook says; at the window only an instant item under delegation."""
    if do.role == Role.WINDOW_CLERK:
        return _clerk_under_delegation(case, do)
    if do.rule("case.final_approver") == "first_representative" and do.role != Role.FIRST_REPRESENTATIVE:
        return "本大厅由首席代表代表部门作出决定，您可以出具审查意见。"
    return None


def _clerk_under_delegation(case, do):
    if not case.is_instant:
        return "窗口人员只能办结即办件，承诺件由审批部门决定。"
    if Power.APPROVE not in powers_at(case.version, do.hall, do.on):
        return f"{case.matter.department}没有授权窗口当场审批“{case.matter}”。"
    return None


@guard("XA-16.3b EL-5.3c")
def no_gaps_at_decision(case, do):
    if case.has_gaps and do.rule("tolerant.block_at") == "decision":
        return f"容缺材料尚未补齐，不得作出决定：{names(case.checklist.defects)}。"


@guard("XA-16.3b")
def gaps_not_lapsed(case, do):
    if case.gaps_lapsed_at is not None and do.rule("tolerant.breach") == "refuse":
        return "容缺材料逾期没有补齐，依规定不予批准，并在决定书中说明理由。"


@guard("XA-16.3b EL-5.3c")
def gaps_may_still_come(case, do):
    """Before the told day nobody is refused for what may still come; after it a refusal is all that is left."""
    if case.gaps_lapsed_at is None:
        return no_gaps_at_decision.function(case, do)


@guard("行政许可法45")
def no_open_procedure(case, do):
    if has_below(case, do, "specialprocedure") and case.procedures.filter(state="running").exists():
        return "特别程序尚未结束，不能作出决定。"


@guard("DL-14")
def decided_here(case, do):
    if case.is_upward:
        return "上报件由上级机关决定：请上报初步审查意见和全部材料，收到上级决定后登记。"


@guard("许可法42-1")
def no_open_extension(case, do):
    """Who answers for the extension is heard before the decision, or is told that it is not needed any more."""
    if has_below(case, do, "extension") and case.extensions.filter(state="asked").exists():
        return "延期申请还在审批：请等待批复，或者先撤回延期申请，再作出决定。"


def _opinions(case) -> list:
    return list(case.opinions.select_related("department"))


def _departments_of(version) -> list:
    return list(version.joint_departments.select_related("department"))


@guard("AH-28.5a EL-3.2c")
def every_opinion_in(case, do):
    """Whoever decides with this department has signed, and nobody who was asked is passed over."""
    asked = do.read(_opinions, case) if has_below(case, do, "opinion") else []
    opinions = {one.department_id: one.state for one in asked}
    missing = [
        str(row.department)
        for row in do.read(_departments_of, case.version)
        if opinions.get(row.department_id) == "asked"
        or (row.role == JointRole.DECIDES and row.department_id not in opinions)
    ]
    if missing:
        return f"会签意见还没有到齐：{'、'.join(missing)}。"


@guard("AH-28.5b AH-28.5c")
def disagreement_settled(case, do):
    """Where departments disagree, the joint review meeting speaks before the decision, if the rulebook wants it."""
    asked = do.read(_opinions, case) if has_below(case, do, "opinion") else []
    against = [one for one in asked if one.agrees is False]
    if not against or do.rule("joint.disagreement") != "meeting":
        return None
    held = case.meetings.filter(state="held").last()
    if held is None or held.outcome == Conclusion.AGAIN:
        names = "、".join(str(one.department) for one in against)
        return f"{names}不同意，须经会审会议研究后再作决定。"
    if Conclusion.of(do.act.name) not in (None, held.outcome):
        return f"会审会议的结论是“{Conclusion(held.outcome).label}”，决定应当与结论一致。"


DECIDING = (
    decided_here,
    reviewed_unless_instant,
    accepting_kept_apart,
    final_approver_decides,
    letter_lets_decide,
    delegation_lets_decide,
    no_open_procedure,
    no_open_extension,
    every_opinion_in,
    disagreement_settled,
)
