"""On a case the first representative does what the department's letter grants: decide, report upward (EL-4.1e)."""

from __future__ import annotations

from hall.acts.guards import guard
from matters.catalogue import delegation
from matters.catalogue.codes import Power as Delegated
from staff.postings.kinds import Power
from staff.postings.powers import not_granted


@guard("EL-4.1e", forbids=True)
def letter_lets_decide(case, do):
    return not_granted(do, Power.DECIDE)


@guard("EL-4.1e", forbids=True)
def letter_lets_report(case, do):
    return not_granted(do, Power.REPORT)


@guard("AH-8.2 AH-2.2", forbids=True)
def delegation_lets_decide(case, do):
    """Whoever has powers delegated by name uses these and no others; a review is no approval."""
    if do.by is None or do.read(delegation.may, case.matter, do.by, Delegated.APPROVE, do.on):
        return None
    return "部门的审批授权没有授予您批准权限，请由有权的人员作出决定。"
