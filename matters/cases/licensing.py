"""What a decided case does to the register of licences (行政许可法 49, 50): enter, renew, change."""

from __future__ import annotations

from hall.acts.act import SYSTEM, act
from hall.failures import LegalFailure
from windows.seals import custody

from . import guards
from .licences import papers
from .licences.guards import licence_holds, silent_until_the_end
from .licences.licence import Licence
from .licences.terms import Business, term_of
from .states import GRANTED, Outcome, State


class DecisionMissing(LegalFailure, LookupError):
    """A licence is to be entered, but no valid paper grants it."""


class LicensingActs:
    """The act that follows when nobody decides on a renewal in time."""

    @act(
        "视为准予延续",
        [State.RECEIVED, State.ACCEPTED, State.REVIEWING],
        State.DECIDED,
        by=SYSTEM,
        guards=[guards.in_scope, licence_holds, silent_until_the_end],
        papers=[papers.DEEMED],
        events=["decided"],
        hidden=True,
        clauses="XA-17.4b 许可法50-2",
    )
    def deem_renewed(self, do):
        """The licence ended before anybody decided: it is renewed by law, and nobody can refuse it any more."""
        self.deemed_renewed = True
        self._decided(do, Outcome.GRANTED)
        do.then(self.licence, "renew", _term(self, self.licence.scope))


def locks_seal_and_licence(case, do) -> list:
    """What stamping a decision changes: the seal's own timeline, and the licence that is renewed or changed."""
    return custody.locks_seal(case, do) + ([case.licence] if case.licence_id else [])


def enter_in_register(case, do) -> None:
    """Once the decision bears its seal: a licence for what was granted, or a new term of the one it was about.

    Every 行政许可 is entered, and any other grant that gave a certificate; the decision's own number stands where
    there is no certificate with one.
    """
    if case.outcome not in GRANTED or case.deemed_renewed or not _gives_a_licence(case):
        return
    paper = decision_paper(case)
    certificate = paper.facts.get("certificate") or {}
    term = _term(case, certificate.get("scope") or case.matter.title)
    if case.business == Business.NEW:
        number = certificate.get("number") or paper.number
        scope = {"hall": do.hall, "department": do.department, "case": case}
        do.then(Licence, "enter", term | {"number": number}, **scope)
    else:
        do.then(case.licence, "renew" if case.business == Business.RENEWAL else "change", term)


def decision_paper(case):
    """The valid paper by which the case was granted. Raises DecisionMissing where it was voided and not replaced."""
    paper = case.dossier.papers.filter(kind__in=("approval", "partial"), voided_at=None).last()
    if paper is None:
        raise DecisionMissing("准予的决定书已经作废，没有可以登记的决定；请先更正或者重新出具决定书。")
    return paper


def _gives_a_licence(case) -> bool:
    return case.matter.is_licence or bool(decision_paper(case).facts.get("certificate"))


def _term(case, scope: str) -> dict:
    first, last = term_of(case)
    return {
        "case": case.pk,
        "since": first,
        "until": last,
        "scope": scope[:300],
        "forms": case.certificate_forms,
    }
