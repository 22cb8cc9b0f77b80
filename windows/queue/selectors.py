"""Questions about numbers and bookings, for the window, the screens and the lists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from hall import legal_time
from hall.clocks.computation import SHANGHAI
from hall.duty import duty
from hall.rulebook import answer
from windows.window import Window

from .appointment import Appointment
from .line import Line
from .rest_day import RestDayService
from .states import AT_A_WINDOW, State
from .ticket import Ticket


@duty("AH-4.9b", off=lambda hall, on: Appointment.objects.none())
def booked_on(hall, on: dt.date) -> QuerySet[Appointment]:
    """The day list: who is expected when, cancelled ones left out."""
    found = Appointment.objects.filter(line__dossier__hall=hall, on=on)
    found = found.exclude(state=Appointment.State.CANCELLED).select_related("line", "matter", "dossier")
    return found.order_by("starts_at", "pk")


@duty("WS04-4.4-2", off=lambda hall: RestDayService.objects.none())
def to_coordinate(hall) -> QuerySet[RestDayService]:
    """统筹: the rest-day bookings for which more than one department has to be brought together."""
    asked = RestDayService.objects.filter(dossier__hall=hall, state=RestDayService.State.ASKED)
    return asked.filter(departments__1__isnull=False).select_related("dossier").order_by("on", "pk")


def rest_days_of(hall, on: dt.date) -> QuerySet[RestDayService]:
    """The rest-day bookings still ahead, today included."""
    standing = (RestDayService.State.ASKED, RestDayService.State.CONFIRMED)
    found = RestDayService.objects.filter(dossier__hall=hall, state__in=standing, on__gte=on)
    return found.select_related("dossier").order_by("on", "pk")


@dataclass(frozen=True)
class Bench:
    """One window as its clerk sees it: who stands there, who waits, who was skipped."""

    window: Window
    user: object

    @cached_property
    def at(self) -> dt.datetime:
        return legal_time.now()

    @cached_property
    def lines(self) -> list[Line]:
        return Line.objects.at(self.window)

    @cached_property
    def tickets(self) -> QuerySet[Ticket]:
        today = legal_time.local_date(self.at)
        found = Ticket.objects.filter(line__in=[line.pk for line in self.lines], day=today)
        return found.select_related("series", "line", "dossier")

    @cached_property
    def held(self) -> Ticket | None:
        """Whoever the clerk has called and not finished."""
        return self.tickets.filter(clerk=self.user, state__in=AT_A_WINDOW).first()

    @cached_property
    def waiting(self) -> list[Ticket]:
        """In the order in which they are called."""
        closing = answer(self.window.dossier.hall, "hall.closing_time", legal_time.local_date(self.at)).value
        late = self.at.astimezone(SHANGHAI).time() >= closing
        return list(self.tickets.waiting().in_order(after_closing=late))

    @cached_property
    def skipped(self) -> list[Ticket]:
        return list(self.tickets.filter(state=State.SKIPPED).order_by("pk"))

    @property
    def steps(self) -> list[tuple[str, str, str]]:
        """What the clerk may do by one key with whoever is held: act, title, key; the usual one first."""
        if self.held.state == State.SERVING:
            return [("end", "办结", "o")]
        return [("begin", "开始办理", "b"), ("recall", "再次叫号", "l"), ("skip", "过号", "u")]
