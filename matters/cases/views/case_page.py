"""What the page of a case has of its own: the steps, whose move it is, the materials, and what runs below it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from hall.acts.offers import Offer, offers
from hall.acts.workflow import Workflow
from hall.outbox.message import Message
from hall.web import openings
from matters.cases.case import Case
from matters.cases.licences.licence import Licence
from matters.cases.materials import Verdict
from matters.cases.owning import owners_of
from matters.cases.shared import shared_in_force

from .serving import to_sign_for
from .stages import stages_of, whose_move


@dataclass(frozen=True)
class Child:
    """A hand-over, a special procedure or an opinion below the case, with the person's buttons for its own acts."""

    obj: Workflow
    offers: list[Offer]


@dataclass(frozen=True)
class Joint:
    """A department that takes part: its opinion, or the way to ask for it (an offer and its address)."""

    department: Any
    role: str
    opinion: Child | None
    asking: Offer | None
    url: str


def context(request: HttpRequest, case: Case) -> dict[str, Any]:
    checklist = case.checklist
    return {
        "stages": stages_of(case),
        "move": whose_move(case),
        "checklist": checklist,
        "shared": shared_of(case),
        "signing": to_sign_for(request, case),
        **charges_of(request, case),
        "owners": owners_of(case),
        "register": licence_of(case),
        "joint": joint_of(request, case),
        "reviews": reviews_of(request, case),
        "handovers": [
            child(request, one) for one in case.handovers.select_related(*WITH, "sent_by", "signed_by")
        ],
        "coordination": case.dossier.entries.filter(act="coordinate", kind="act").select_related("by"),
        "meetings": [child(request, one) for one in case.meetings.select_related(*WITH, "case")],
        "extensions": [child(request, one) for one in case.extensions.select_related(*WITH, "case")],
        "messages_told": [child(request, one) for one in messages_of(case)],
        "procedures": [child(request, one) for one in case.procedures.select_related(*WITH)],
    }


def messages_of(case: Case) -> QuerySet[Message]:
    """What the applicant was told or is still to be told, the latest first."""
    messages = Message.objects.filter(dossier__parent=case.pk).order_by("-pk")
    return messages.select_related(*WITH, "told_by", "outgoing")


def licence_of(case: Case) -> Licence | None:
    """What the case granted, else what it renews or changes."""
    return case.licence or Licence.objects.filter(case=case).first()


# What is opened below a case while it is examined, or once it is sealed, in the order in which it stands on the page.
REVIEWS = (
    "surveys",
    "arguments",
    "doubts",
    "suspicions",
    "deliberations",
    "announcements",
    "parties",
    "hearings",
    "signings",
)


def reviews_of(request: HttpRequest, case: Case) -> list[Child]:
    """Everything begun below the case, open or done, with the person's buttons."""
    kinds = set(case.dossier.children.values_list("kind", flat=True))
    related = [getattr(case, name) for name in REVIEWS]
    rows = [rows for rows in related if rows.model.dossier_kind() in kinds]
    return [child(request, one) for many in rows for one in many.select_related(*WITH, "case__matter")]


WITH = ("dossier__hall__parent", "dossier__department")


def shared_of(case: Case) -> list[tuple[Any, Any]]:
    """The materials departments share, each with what was confirmed of it last."""
    known = shared_in_force(case.dossier) if case.checklist.shared else {}
    return [(material, known.get(material.pk)) for material in case.checklist.shared]


def child(request: HttpRequest, obj: Workflow) -> Child:
    every = offers(obj, request.authority, request.place)
    return Child(obj, [one for one in every if one.act.name in vars(type(obj))])


def charges_of(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What the case costs so far; and the way to ask for a fee, where the guide names one."""
    asking = openings.opening("cases.charge", "ask")
    named = case.version.fees.exists()
    return {
        "charges": [child(request, one) for one in case.charges.select_related(*WITH, "case", "fee")],
        "charging": openings.offer_new(request, asking, case, {}) if named else None,
        "charging_url": asking.url(parent=case.pk),
    }


def joint_of(request: HttpRequest, case: Case) -> list[Joint]:
    """Every department the guide names, with what became of its opinion."""
    given = {
        one.department_id: child(request, one) for one in case.opinions.select_related(*WITH, "given_by")
    }
    return [
        _joint(request, case, row, given.get(row.department_id))
        for row in case.version.joint_departments.all()
    ]


def _joint(request: HttpRequest, case: Case, row: Any, opinion: Child | None) -> Joint:
    if opinion is not None:
        return Joint(row.department, row.get_role_display(), opinion, None, "")
    asking = openings.opening("cases.opinion", "ask")
    offered = openings.offer_new(request, asking, case, {"department": row.department})
    url = asking.url(parent=case.pk, department=row.department_id)
    return Joint(row.department, row.get_role_display(), None, offered, url)


def verdicts_told(verdicts: dict[str, str]) -> tuple[str, str]:
    """The timeline's line on a check: how many materials were found to be what."""
    counted = Counter(verdicts.values())
    return "材料核对", "、".join(f"{Verdict(verdict).label}{n}份" for verdict, n in counted.items())
