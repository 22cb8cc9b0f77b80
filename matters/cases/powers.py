"""On a case the first representative does what the department's letter grants: decide, report upward (EL-4.1e)."""

from __future__ import annotations

from hall.acts.guards import guard
from staff.postings.kinds import Power
from staff.postings.powers import not_granted


@guard("EL-4.1e", forbids=True)
def letter_lets_decide(case, do):
    return not_granted(do, Power.DECIDE)


@guard("EL-4.1e", forbids=True)
def letter_lets_report(case, do):
    return not_granted(do, Power.REPORT)
