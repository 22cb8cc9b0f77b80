"""Decisions in public (许可决定公开, AH-38): what was granted, by whom and when; of a person only what is masked."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from hall.applicants.masking import mask_name
from hall.duty import duty
from hall.places.hall import Hall
from matters.cases.case import Case
from matters.cases.states import GRANTED, State

# Once decided it stays public; only what ended before any decision held never was.
HOLDS = (State.DECIDED, State.SEALED, State.AT_WINDOW, State.DELIVERED, State.ARCHIVED)


@dataclass(frozen=True)
class Shown:
    """One decision as a stranger may read it."""

    case: Case
    applicant: str
    identity: str


@duty("AH-38.1", off=lambda hall: Case.objects.none())
def granted(hall: Hall) -> QuerySet[Case]:
    """The cases of a hall that were granted, wholly or in part, and stand so."""
    cases = Case.objects.filter(dossier__hall=hall, outcome__in=GRANTED, state__in=HOLDS)
    return (
        cases.filter(decided_at__isnull=False)
        .select_related("matter", "applicant", "dossier__department", "granted_licence")
        .prefetch_related("dossier__department__names")
    )


@duty("AH-38.2", off=lambda case: Shown(case, case.applicant.name, ""))
def shown(case: Case) -> Shown:
    """A person's name by its first character and the number by its ends; a body's name in full."""
    applicant = case.applicant
    name = mask_name(applicant.name) if applicant.is_natural else applicant.name
    return Shown(case, name, applicant.masked_identity)
