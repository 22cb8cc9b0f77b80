"""What of the questions waits for whom, and what a day or a month comes to."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, F, Q, QuerySet

from hall.clocks.ranking import running
from hall.duty import duty
from hall.people.authority import Authority
from staff.at_work import bounds

from .enquiry import Enquiry
from .referral import Referral
from .states import UNANSWERED, Channel, State


def enquiries(authority: Authority) -> QuerySet[Enquiry]:
    """The questions a person may read."""
    return Enquiry.objects.filter(authority.readable("dossier__"))


@duty("WS04-4.1-1 AH-13.5d DL-8.2 XA-14.2", off=lambda authority: Enquiry.objects.none())
def responsible_for(authority: Authority) -> QuerySet[Enquiry]:
    """Unanswered questions that were put to a person first, or that the person has now."""
    mine = Q(first_asked=authority.user) | Q(handler=authority.user)
    return enquiries(authority).filter(mine, state__in=UNANSWERED)


@duty("WS01-05.1.1b", off=lambda authority, place: Referral.objects.none())
def coming_in(authority: Authority, place) -> QuerySet[Referral]:
    """What was referred to a person, or to the window where they sit."""
    here = Q(person=authority.user)
    if place is not None:
        here |= Q(window=place, person=None)
    return Referral.objects.filter(authority.readable("dossier__"), here, state=Referral.State.SENT)


@duty("WS01-05.2.1-3", off=lambda authority: Enquiry.objects.none())
def to_call_back(authority: Authority) -> QuerySet[Enquiry]:
    return enquiries(authority).filter(state=State.MISSED)


def from_the_net(authority: Authority) -> QuerySet[Enquiry]:
    return enquiries(authority).filter(state=State.ASKED)


@duty("WS01-05.2.2-2", off=lambda authority: Enquiry.objects.none())
def overdue(authority: Authority) -> QuerySet[Enquiry]:
    """Past the time agreed on: for whoever was asked, and for their department."""
    late = running(authority.at).filter(due_at__lt=authority.at)
    return enquiries(authority).filter(state__in=UNANSWERED, pk__in=late.values("run__dossier"))


@duty("AH-13.5a", off=lambda authority, place, on: 0)
def day_total(authority: Authority, place, on: dt.date) -> int:
    """How many questions were put at a window on a local day."""
    since, until = bounds(on, on)
    return enquiries(authority).filter(place=place, asked_at__gte=since, asked_at__lt=until).count()


@duty("XA-14.1", off=lambda authority, first, last: {})
def by_channel(authority: Authority, first: dt.date, last: dt.date) -> dict[str, int]:
    """The questions of a period by channel; channels without any included."""
    found = _asked(authority, first, last).order_by().values_list("channel").annotate(Count("pk"))
    counts = dict(found)
    return {one.label: counts.get(one, 0) for one in Channel}


@duty("WS01-05.2.1-3", off=lambda authority, first, last: (0, 0))
def missed_and_returned(authority: Authority, first: dt.date, last: dt.date) -> tuple[int, int]:
    missed = _asked(authority, first, last).exclude(missed_at=None)
    return missed.count(), missed.filter(returned_at__gte=F("missed_at")).count()


def _asked(authority: Authority, first: dt.date, last: dt.date) -> QuerySet[Enquiry]:
    since, until = bounds(first, last)
    return enquiries(authority).filter(asked_at__gte=since, asked_at__lt=until)


def known_answers(hall, words: str = "") -> QuerySet[Enquiry]:
    """Answers that were kept for others (常见问答), those with all the words; the latest first."""
    found = Enquiry.objects.filter(dossier__hall=hall).exclude(shared_answer="")
    for word in words.split()[:5]:
        found = found.filter(Q(shared_question__icontains=word) | Q(shared_answer__icontains=word))
    return found.order_by("-answered_at", "-pk")
