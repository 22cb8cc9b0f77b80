"""The situations of a change of the catalogue, and of the delegation an entry needs."""

from __future__ import annotations

import datetime as dt

from hall.acts.door import perform
from hall.people.roles import Role
from matters.catalogue.models import Delegation, MatterChange
from tests.catalogue.builders import make_matter
from tests.catalogue.whole import whole_draft
from tests.factories import make_user
from tests.law.matters import without_materials

from .case_situations import PEOPLE, case_hall
from .world import Attempt, Workplace

FROM = dt.date(2026, 5, 6)
SINCE = "2026-03-09"


def application(matter, version, kind="change", **more) -> dict:
    return {
        "kind": kind,
        "matter": matter.pk,
        "version": version.pk if version else "",
        "ground": "其他情形",
        "reason": "条例修订",
        "effective_from": FROM.isoformat(),
    } | more


def ready(hall):
    """A published matter with the draft of its next version."""
    matter = without_materials(hall)
    return matter, whole_draft(matter, FROM)


def file(hall, matter, version, kind="change"):
    scope = {"hall": hall.hall, "department": hall.department}
    return perform(MatterChange, "file", application(matter, version, kind), by=hall.first, **scope)


def filed(hall):
    return file(hall, *ready(hall))


def delegation(hall) -> dict:
    """Everything of the department, to its first representative."""
    return {
        "person": hall.first.pk,
        "powers": ["accept", "approve"],
        "document": "授权〔2026〕1号",
        "since": SINCE,
    }


def delegated(hall):
    leader = make_user("局长", (Role.DEPARTMENT_LEADER, hall.hall, hall.department))
    scope = {"hall": hall.hall, "department": hall.department}
    return perform(Delegation, "delegate", delegation(hall), by=leader, **scope)


def taken_back(hall):
    leader = make_user("局长", (Role.DEPARTMENT_LEADER, hall.hall, hall.department))
    return perform(delegated(hall), "revoke", {"reason": "岗位调整"}, by=leader)


def entering(hall):
    delegated(hall)
    matter = make_matter(hall.department, name="新进驻事项", entered_on=None)
    return file(hall, matter, whole_draft(matter, FROM), "enter")


def entering_reviewed(hall):
    return perform(entering(hall), "review", {"opinion": "建议进驻"}, by=hall.office)


def entering_approved(hall):
    return endorsed(hall, entering_reviewed(hall), Role.BUREAU)


def entering_undelegated(hall):
    """Another department's matter, which nobody in the hall has the power to decide."""
    matter = make_matter(hall.other, name="无人可批的事项", entered_on=None)
    data = application(matter, whole_draft(matter, FROM), "enter")
    scope = {"hall": hall.hall, "department": hall.other}
    change = perform(MatterChange, "file", data, by=hall.other_first, **scope)
    return perform(change, "review", {"opinion": "建议进驻"}, by=hall.office)


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


def in_force(hall):
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
        "entering_reviewed": entering_reviewed,
        "entering_approved": entering_approved,
        "entering_undelegated": entering_undelegated,
        "unready": unready,
        "in_force": in_force,
        "returned": returned,
    },
    lambda hall, found: Attempt(MatterChange, {"hall": hall.hall, "department": hall.department}),
    {
        "file": lambda hall, found: application(*found),
        "review": lambda hall, change: {"opinion": "建议进驻"},
        "put_in_force": lambda hall, change: {"effective_from": FROM.isoformat()},
        "send_back": lambda hall, change: {"reason": "依据不足"},
    },
)

DELEGATION = Workplace(
    Delegation,
    "AH",
    case_hall,
    PEOPLE,
    {"to_delegate": lambda hall: None, "delegated": delegated, "taken_back": taken_back},
    lambda hall, found: Attempt(Delegation, {"hall": hall.hall, "department": hall.department}),
    {
        "delegate": lambda hall, found: delegation(hall),
        "revoke": lambda hall, found: {"reason": "岗位调整"},
    },
)
