"""Standing conditions of what is done about a problem."""

from __future__ import annotations

from complaints.rectification.rectification import OPEN, Rectification
from hall.acts.guards import guard
from hall.people.roles import Role
from supervision.discipline.referral import is_referred


@guard("WS10-4.1", forbids=True)
def a_second_person(finding, do):
    """Whoever wrote a finding down cannot take it back: patrollers shield nobody."""
    if do.by == finding.noted_by:
        return "撤回问题须由记录人以外的人办理，并说明原因；撤回后仍可查阅。"
    return None


@guard("WS14-12-1")
def the_time_to_appeal_is_over(finding, do):
    """What may still be appealed against is not confirmed over the heads of those concerned."""
    limits = finding.limits_of("appeal")
    if limits and do.at < limits[-1].due_at:
        return f"被监督部门可以在{limits[-1].due_on:%Y-%m-%d}前申诉，期满或者其认可之后方可确认。"
    return None


@guard("WS10-4.4-3", forbids=True)
def concerned(finding, do):
    """The department answers by its first representative, or the person named answers for themselves."""
    if do.role != Role.FIRST_REPRESENTATIVE and do.by != finding.person:
        return "由首席代表或者问题涉及的本人办理。"
    return None


@guard("AH-45", forbids=True)
def not_handed_on(finding, do):
    """What was referred to the supervisory organ is theirs to end."""
    if do.role == Role.HALL_OFFICE and is_referred(finding.dossier_id):
        return "该问题已移交监督机关处理，大厅管理室只能查阅。"
    return None


@guard()
def the_patrol_goes_on(finding, do):
    if finding.patrol is not None and finding.patrol.state != "walking":
        return "本次巡查已经结束，请另行记录问题。"
    return None


@guard("WS10-4R-2")
def is_corrected(finding, do):
    """What was ordered to be corrected ends when the correction was accepted."""
    orders = Rectification.objects.filter(dossier__parent=finding.dossier_id, state__in=OPEN)
    if orders.exists():
        return "责令的整改尚未验收，请先办结整改。"
    return None
