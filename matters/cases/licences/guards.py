"""Standing conditions around licences."""

from __future__ import annotations

from hall.acts.guards import guard
from hall.clocks.ledger import ClockLimit
from matters.cases.states import FilingState

from .terms import Business


@guard("许可法50-2 XA-17.4b")
def no_renewal_undecided(licence, do):
    """A licence does not run out while its renewal counts as granted by silence, or waits only for its stamp."""
    waiting = ClockLimit.objects.filter(
        run__dossier__in=licence.applications.values("pk"),
        run__clock="renewal",
        closed_at=None,
        effect="deem_renewed",
    )
    granted = licence.applications.filter(
        business=Business.RENEWAL, outcome__in=("granted", "partly"), sealed_at=None
    )
    filed = licence.filings.filter(
        business=Business.RENEWAL, state__in=(FilingState.FILED, FilingState.PASSED)
    )
    if waiting.exists() or granted.exists() or filed.exists():
        return "延续申请已经提出，期满未决定的视为准予延续，证件不因期满失效。"


@guard("许可法50")
def last_day_has_passed(licence, do):
    if licence.valid_until is None or do.on <= licence.valid_until:
        return "有效期还没有届满。"


@guard("许可法50")
def licence_holds(case, do):
    """What is renewed or changed must still be there."""
    if case.licence_id and case.licence.state != case.licence.State.VALID:
        return f"原证件{case.licence}目前{case.licence.get_state_display()}，不能准予{case.get_business_display()}。"


@guard("许可法50-2 XA-17.4b")
def silent_until_the_end(case, do):
    """Silence counts only once the last day has passed."""
    if case.business != Business.RENEWAL or do.on <= case.licence.valid_until:
        return "有效期还没有届满，不能视为准予延续。"
