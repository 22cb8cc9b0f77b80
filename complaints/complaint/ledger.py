"""投诉台账: what came by which channel, the pressing ones first; what each department was given; what stands where."""

from __future__ import annotations

import datetime as dt

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from hall.duty import duty
from hall.models import DepartmentName
from hall.people.authority import Authority
from staff.at_work import bounds

from .complaint import Complaint
from .states import CLOSED, SORTING, UNDER_WAY, Channel, Kind, State
from .transfer import Transfer

LISTS = {
    "new": ("待审核", (*SORTING, State.WANTING)),
    "open": ("办理中", UNDER_WAY),
    "answer": ("待答复、回访", (State.HANDLED, State.ANSWERED)),
    "closed": ("待归档", CLOSED),
    "archived": ("已归档、已移交", (State.ARCHIVED, State.REFERRED)),
    "invalid": ("无效投诉", (State.INVALID,)),
}
# The urgent first, then what presses most (WS11).
URGENT_FIRST = ("-urgent", "rank", "due", "pk")
EVERYTHING = "all"


def _urgent(field: str) -> Case:
    """A number to sort by."""
    return Case(When(**{field: True}, then=Value(1)), default=Value(0), output_field=IntegerField())


@duty("WS06-3.1-1 WS14-10-1 WS11-06", off=lambda authority, asked: Complaint.objects.none())
def ledger(authority: Authority, asked: dict[str, str]) -> QuerySet[Complaint]:
    """The complaints a person may read, as far as the filters go; what was invalid stands in a list of its own."""
    found = Complaint.objects.filter(authority.readable("dossier__"))
    listed = LISTS.get(asked.get("list", ""))
    if listed:
        found = found.filter(state__in=listed[1])
    elif asked.get("list") != EVERYTHING:
        found = found.exclude(state=State.INVALID)
    for name, allowed in (("channel", Channel.values), ("kind", Kind.values)):
        if asked.get(name) in allowed:
            found = found.filter(**{name: asked[name]})
    if asked.get("obstructed"):
        found = found.exclude(obstructed_at=None)
    if month := _month(asked.get("month", "")):
        found = found.filter(received_at__gte=month[0], received_at__lt=month[1])
    return searched(found, asked.get("q", "").strip()).annotate(urgent=_urgent("is_urgent"))


@duty("WS06-4.2-3", off=lambda found, text: found)
def searched(found: QuerySet[Complaint], text: str) -> QuerySet[Complaint]:
    """By number, order number, person or department."""
    if not text:
        return found
    named = Q(accused__name__icontains=text) | Q(target_text__icontains=text)
    unit = Q(target_department__in=DepartmentName.objects.filter(name__icontains=text).values("department"))
    numbered = Q(number__icontains=text) | Q(order_number__icontains=text)
    return found.filter(named | unit | numbered)


def transfers_to(authority: Authority, done: bool = False) -> QuerySet[Transfer]:
    """What was transferred to the departments a person speaks for, the urgent and pressing first."""
    found = Transfer.objects.filter(authority.readable("dossier__")).select_related("complaint")
    found = found.annotate(urgent=_urgent("complaint__is_urgent"))
    return found.exclude(state=Transfer.State.SENT) if done else found.filter(state=Transfer.State.SENT)


def _month(text: str) -> tuple[dt.datetime, dt.datetime] | None:
    """The instants at which a month ("2026-03") begins and ends; None for anything else."""
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    after = (first + dt.timedelta(days=31)).replace(day=1)
    return bounds(first, after - dt.timedelta(days=1))
