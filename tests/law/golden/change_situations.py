"""The situations of a change of the catalogue."""

from __future__ import annotations

import datetime as dt

from hall.acts.door import perform
from hall.people.roles import Role
from matters.catalogue.models import MatterChange
from matters.catalogue.publishing import successor
from tests.catalogue.builders import by_nation, make_draft, make_matter
from tests.factories import make_user
from tests.law.matters import without_materials

from .case_situations import PEOPLE, case_hall
from .world import Attempt, Workplace

FROM = dt.date(2026, 5, 6)


def application(matter, version, kind="change") -> dict:
    return {
        "kind": kind,
        "matter": matter.pk,
        "version": version.pk if version else "",
        "ground": "其他情形",
        "reason": "条例修订",
        "effective_from": FROM.isoformat(),
    }


def ready(hall):
    """A published matter with the draft of its next version."""
    matter = without_materials(hall)
    return matter, successor(matter.versions.get(), FROM)


def file(hall, matter, version, kind="change"):
    scope = {"hall": hall.hall, "department": hall.department}
    return perform(MatterChange, "file", application(matter, version, kind), by=hall.first, **scope)


def filed(hall):
    return file(hall, *ready(hall))


def entering(hall):
    matter = make_matter(hall.department, name="新进驻事项", entered_on=None)
    draft = make_draft(matter, FROM)
    by_nation(draft, 5).save()
    return file(hall, matter, draft, "enter")


def unready(hall):
    """The guide lost its basis after the application was filed."""
    change = filed(hall)
    change.version.bases.all().delete()
    return change


def endorsed(hall, change, *roles):
    """The first links agree, each by somebody of the role."""
    for role in roles:
        change = perform(change, "endorse", by=make_user(str(role), (role, hall.hall)))
    return change


def approved(hall):
    return endorsed(hall, filed(hall), Role.JUSTICE_BUREAU, Role.BUREAU)


def returned(hall):
    justice = make_user("司法局", (Role.JUSTICE_BUREAU, hall.hall))
    return perform(filed(hall), "send_back", {"reason": "依据不足"}, by=justice)


CHANGE = Workplace(
    MatterChange,
    "AH",
    case_hall,
    PEOPLE,
    {
        "ready": ready,
        "without_draft": lambda hall: (without_materials(hall), None),
        "filed": filed,
        "filed_once": lambda hall: endorsed(hall, filed(hall), Role.JUSTICE_BUREAU),
        "entering": entering,
        "entering_once": lambda hall: endorsed(hall, entering(hall), Role.HALL_OFFICE),
        "unready": unready,
        "approved": approved,
        "returned": returned,
    },
    lambda hall, found: Attempt(MatterChange, {"hall": hall.hall, "department": hall.department}),
    {
        "file": lambda hall, found: application(*found),
        "send_back": lambda hall, change: {"reason": "依据不足"},
    },
)
