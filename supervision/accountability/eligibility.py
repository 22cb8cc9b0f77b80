"""评优资格: who has lost it for a year, and why (WS06 五(二), WS11, WS12 三, WS13 四)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from hall.duty import duty

from .kinds import CANCELS
from .sanction import IN_FORCE, Sanction


def cancellations(hall, year: int) -> QuerySet[Sanction]:
    """The decisions of a year that cost somebody the year's awards."""
    found = Sanction.objects.filter(dossier__hall=hall, on__year=year, state__in=IN_FORCE)
    return found.filter(Q(serious=True) | Q(measure=CANCELS)).order_by("on", "pk")


@duty("WS06-5.2 WS11-07 WS12-3-2 WS13-4-2 WS04-4.6-5 WS14-08-3", off=lambda hall, year, **who: "")
def barred(hall, year: int, *, person=None, department=None) -> str:
    """Why a person or a department gets no award in a year; empty when nothing bars it. A serious case costs both."""
    concerned = Q(pk__in=[])
    if person is not None:
        concerned |= Q(person=person)
    if department is not None:
        concerned |= Q(dossier__department=department) & (Q(person=None) | Q(serious=True))
    found = cancellations(hall, year).filter(concerned).first()
    if found is None:
        return ""
    return f"{year}年评优资格已于{found.on:%Y-%m-%d}取消：{found}（{found.clause}）。"
