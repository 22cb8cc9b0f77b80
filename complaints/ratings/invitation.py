"""Invitation (评价邀请): one visit, or one case, that may be rated once. It is made by the service, by nobody's hand.

Whatever comes of a case, it can be rated (XA-38.1): what no visit has opened to rating, its end does.
"""

from __future__ import annotations

import secrets

from django.db import models

from hall.acts.follows import follows
from hall.duty import duty
from hall.timeline.triggers import append_only
from matters.cases.case import Case
from matters.cases.states import ENDED_EARLY, Channel
from matters.cases.states import State as CaseState
from windows.queue.states import State as TicketState
from windows.queue.ticket import Ticket

# The acts for which an applicant stands at the counter.
VISITS = frozenset({"receive", "supply", "withdraw", "hand_out"})
FINISHED = frozenset({*ENDED_EARLY, CaseState.DELIVERED})
# Letters and digits that are not taken for one another when a code is typed.
ALPHABET, LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 12


def new_code() -> str:
    """A code nobody guesses: it is all the rater has to show."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class Unit(models.TextChoices):
    VISIT = "visit", "一次到访"
    CASE = "case", "一件办件"


@append_only
class Invitation(models.Model):
    """One unit of rating. ``key`` is what the database keeps unique: a case, or a case on a day."""

    Unit = Unit

    hall = models.ForeignKey("hall.Hall", models.PROTECT, verbose_name="大厅", related_name="+")
    key = models.CharField("评价单元", max_length=60, unique=True)
    code = models.CharField("评价码", max_length=LENGTH, unique=True, default=new_code)
    unit = models.CharField("单位", max_length=6, choices=Unit)
    dossier = models.ForeignKey("hall.Dossier", models.PROTECT, verbose_name="服务", related_name="+")
    department = models.ForeignKey(
        "hall.Department", models.PROTECT, verbose_name="部门", null=True, related_name="+"
    )
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, verbose_name="事项", null=True, related_name="+"
    )
    place = models.ForeignKey("hall.Place", models.PROTECT, verbose_name="窗口", null=True, related_name="+")
    served_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="服务人员", null=True, related_name="+"
    )
    invited_at = models.DateTimeField("邀请时间")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "评价邀请"
        indexes = [
            models.Index(fields=["place", "-invited_at"], name="invitation_at_place"),
            models.Index(fields=["hall", "invited_at"], name="invitation_in_month"),
        ]

    def __str__(self) -> str:
        return f"{self.get_unit_display()}（{self.dossier}）"

    @property
    def rated(self) -> bool:
        return hasattr(self, "rating")


@follows("cases.case")
@duty("XA-38.1 XA-38.2b WS04-1.3-3 AH-4.7b WS14-09.4")
def invite_for_case(case, do) -> None:
    """A visit at the counter, or the end of a case that was not rated by visits, opens one rating.

    Which of the two counts is the rulebook's question (rating.unit); an online case is always one unit.
    """
    unit = _unit_of(case, do)
    if unit is None:
        return
    key = f"case-{case.pk}" if unit == Unit.CASE else f"case-{case.pk}-{do.on}"
    if not Invitation.objects.filter(key=key).exists():
        invite(do, key, unit, case.dossier, matter=case.matter, served_by=do.by or case.accepted_by)


def _unit_of(case, do) -> str | None:
    by_visit = case.channel == Channel.COUNTER and rated_by_visit(do)
    if by_visit and number_in_hand(do):
        return None  # the visit is the number's, whatever it was about
    if by_visit and do.act.name in VISITS:
        return Unit.VISIT
    if case.state not in FINISHED:
        return None
    visited = by_visit and Invitation.objects.filter(dossier=case.dossier_id).exists()
    return None if visited else Unit.CASE


def rated_by_visit(do) -> bool:
    return do.rule("rating.unit") != Unit.CASE


def number_in_hand(do) -> bool:
    """Whether a number from the queue is being served here by whoever acts: the visit then ends with it."""
    here = Ticket.objects.filter(window__place=do.place, clerk=do.by, state=TicketState.SERVING)
    return do.place is not None and here.exists()


@follows("windows.ticket")
@duty("XA-38.2b")
def invite_for_number(ticket, do) -> None:
    """A number served to its end is one visit, however many cases it was about."""
    if do.act.name != "end" or not rated_by_visit(do):
        return
    case = (
        Case.objects.filter(pk__in=ticket.dossiers).select_related("dossier", "matter").order_by("pk").first()
    )
    about = case.dossier if case else ticket.dossier
    matter = case.matter if case else None
    invite(do, f"ticket-{ticket.pk}", Unit.VISIT, about, matter=matter, served_by=ticket.clerk)


def invite(do, key: str, unit: str, dossier, *, matter=None, served_by=None) -> None:
    """Open one unit to rating, with the act that served the visitor."""
    do.add(
        lambda entry: Invitation(
            hall=do.hall,
            key=key,
            unit=unit,
            dossier=dossier,
            department=do.department,
            matter=matter,
            place=do.place,
            served_by=served_by,
            invited_at=do.at,
            entry=entry,
        )
    )
