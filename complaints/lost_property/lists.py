"""The cabinet, what is due, and what the public may know."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hall.duty import duty
from hall.people.authority import Authority
from hall.places.place import Place

from .item import LostItem
from .states import IN_CUSTODY, KEPT, State


def items(authority: Authority) -> QuerySet[LostItem]:
    return LostItem.objects.filter(authority.readable("dossier__")).select_related("received_by")


@duty("WS07-1.4", off=lambda authority: LostItem.objects.none())
def stock(authority: Authority) -> QuerySet[LostItem]:
    """What must lie in the cabinet, place by place (盘点)."""
    return items(authority).filter(state__in=IN_CUSTODY).order_by("cabinet", "number")


@duty("WS07-1.3-2 WS07-2.3-2", off=lambda authority: LostItem.objects.none())
def due(authority: Authority) -> QuerySet[LostItem]:
    """Nobody came in time: to the police, or to be disposed of."""
    over = Q(due_to_police=True) | Q(due_to_dispose=True)
    return items(authority).filter(over, state__in=(State.REGISTERED, *KEPT)).order_by("number")


@duty("WS07-2.2", off=lambda authority: [])
def owners_to_tell(authority: Authority) -> list[LostItem]:
    """待通知: things that name their owner, who has not been tried yet."""
    waiting = items(authority).filter(state__in=(State.REGISTERED, *KEPT), contacted_at=None)
    return [one for one in waiting.order_by("number") if one.owner_known]


@dataclass(frozen=True)
class Point:
    """失物招领点: where it is, when it is open, which number answers."""

    place: str
    hours: str
    phone: str


@duty("WS07-1.1-1", off=lambda hall: Point("", "", ""))
def point_of(hall) -> Point:
    """The main enquiry desk (总导询台) runs it."""
    desk = (
        Place.objects.filter(hall=hall, kind=Place.Kind.ENQUIRY_DESK, is_active=True).order_by("code").first()
    )
    return Point(desk.name if desk else "大厅咨询台", hall.opening_hours, hall.enquiry_phone)


@duty(
    "WS07-1.3-1 WS07-3.3",
    off=lambda hall: LostItem.objects.filter(dossier__hall=hall).exclude(announced_on=None),
)
def announced(hall) -> QuerySet[LostItem]:
    """The public notice: what has been announced and is still here. Number, kind and day found are all it shows."""
    found = LostItem.objects.filter(dossier__hall=hall, state=State.ANNOUNCED)
    return found.only("number", "kind", "found_at", "announced_on").order_by("-announced_on", "-number")
