"""The situations of guides out of date, of changed law, and of what the bureau is told."""

from __future__ import annotations

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.people.roles import Role
from matters.catalogue.models import ChangeNotice, GuideUpdate, LawChange
from tests.catalogue.builders import make_statute
from tests.factories import make_user

from .case_situations import PEOPLE, case_hall
from .world import Attempt, Workplace


def change_of(hall) -> dict:
    return {
        "matter": hall.licence.pk,
        "cause": "law",
        "document": "某条例（令第1号）",
        "changed_on": "2026-03-03",
    }


def scope(hall) -> dict:
    return {"hall": hall.hall, "department": hall.department}


def stale(hall):
    return perform(GuideUpdate, "open", change_of(hall), by=hall.first, **scope(hall))


def updated(hall):
    return perform(stale(hall), "replace", by=SYSTEM)


def law(hall) -> dict:
    return {
        "statute": make_statute().pk,
        "document": "令第2号",
        "changed_on": "2026-03-03",
        "what": "第五条修改",
    }


def announced(hall):
    return perform(LawChange, "announce", law(hall), by=hall.office, hall=hall.hall)


def told(hall) -> dict:
    return scope(hall) | {"matter": hall.licence}


def given(hall):
    return perform(ChangeNotice, "give", by=SYSTEM, **told(hall))


def noted(hall):
    return perform(given(hall), "note", by=make_user("局里", (Role.BUREAU, hall.hall)))


UPDATE = Workplace(
    GuideUpdate,
    "AH",
    case_hall,
    PEOPLE,
    {"changed": lambda hall: None, "stale": stale, "updated": updated},
    lambda hall, found: Attempt(GuideUpdate, scope(hall)),
    {
        "open": lambda hall, found: change_of(hall),
        "finish_task": lambda hall, update: {"task": "knowledge"},
    },
)

LAW = Workplace(
    LawChange,
    "AH",
    case_hall,
    PEOPLE,
    {"before": lambda hall: None, "announced": announced},
    lambda hall, found: Attempt(LawChange, {"hall": hall.hall}),
    {"announce": lambda hall, found: law(hall)},
)

NOTICE = Workplace(
    ChangeNotice,
    "AH",
    case_hall,
    PEOPLE,
    {"before": lambda hall: None, "given": given, "noted": noted},
    lambda hall, found: Attempt(ChangeNotice, told(hall)),
    {},
)
