"""What the tests of law ask: which answers are open, what a refusal cites, which light shows, what is listed late."""

from __future__ import annotations

import datetime as dt

from hall.acts.offers import offers
from hall.acts.refusals import Invalid, Refused
from hall.clocks.ledger import ClockLimit
from hall.models import Paper, RuleRow
from hall.people.authority import Authority
from matters.cases.models import Case
from matters.cases.worklists import late
from tests.cases_factory import CaseHall
from tests.factories import at

# What a clerk can answer to an application (行政许可法 32); the rest of the buttons answer nothing.
ANSWERS = {"accept", "accept_tolerantly", "tell_corrections", "tell_again", "reject"}


def available(hall: CaseHall, case: Case) -> set[str]:
    """The acts a clerk at the window could do now."""
    case = Case.objects.get(pk=case.pk)
    return {one.act.name for one in offers(case, Authority.of(hall.clerk), hall.window) if one.available}


def answers(hall: CaseHall, case: Case) -> set[str]:
    return available(hall, case) & ANSWERS


def cited(refusal: Refused) -> set[str]:
    """The clauses of every objection."""
    return {clause for one in refusal.objections for clause in one.clauses}


def wrong_fields(refusal: Invalid) -> set[str]:
    return set(refusal.form.errors)


def paper(case: Case, kind: str) -> Paper:
    """The one valid paper of a kind."""
    return case.dossier.papers.get(kind=kind, voided_at=None)


def limit_of(case: Case, clock: str, kind: str) -> ClockLimit:
    return ClockLimit.objects.filter(run__dossier=case.dossier, run__clock=clock, kind=kind).latest("pk")


def light(case: Case, clock: str, kind: str, now: str) -> str:
    return limit_of(case, clock, kind).light(at(now))


def listed_late(hall: CaseHall, now: str, kind: str = "service") -> list[Case]:
    """The hall office's list of open cases that have passed a limit."""
    return list(late(Authority.of(hall.office, at(now)), kind))


def decide_for_itself(hall: CaseHall, key: str, value) -> None:
    """The hall answers one question of the rulebook otherwise than its preset."""
    RuleRow.objects.create(
        hall=hall.hall, key=key, value=value, reason="试行", effective_from=dt.date(2020, 1, 1)
    )


def state_of(case: Case) -> str:
    """As the database has it."""
    return Case.objects.values_list("state", flat=True).get(pk=case.pk)
