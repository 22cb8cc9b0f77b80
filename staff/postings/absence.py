"""A first representative who is away names a temporary one, in writing, before the leave is granted (AH-27.5)."""

from __future__ import annotations

from hall.acts.guards import objects_to

from .standing import postings

TOLD = ("endorsed", "trained", "agreed", "entered", "on_duty")  # the written notice is issued


@objects_to("staff.leave", "approve", "AH-27.5")
def a_temporary_representative_is_named(leave, do):
    """For all the days of the leave; a leave reported afterwards can no longer be prepared for."""
    if leave.after_the_fact or not do.rule("posting.stand_in_for_first"):
        return None
    first = postings().filter(person=leave.person, dossier__hall=do.hall, is_first=True, stands_in_for=None)
    stand_ins = postings().filter(
        stands_in_for__in=first, state__in=TOLD, starts_on__lte=leave.begins_on, until_on__gte=leave.ends_on
    )
    if first.filter(state="on_duty").exists() and not stand_ins.exists():
        return "首席代表离岗，须先指定请假期间的临时代表并书面通知中心：请由部门为其办理顶岗。"
    return None
