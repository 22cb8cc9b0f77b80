"""Who comes to the hall: numbers drawn and called, slots booked, and who waits on the day the demo is looked at."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.calendar import calendar_for
from hall.models import Hall, Place, User
from hall.people.roles import Role
from hall.rulebook import answer
from windows import seating
from windows.models import Appointment, Line, Ticket, Window

from .story import Story

WAITING = 3


class VisitStory(Story):
    """取号 to 办结 at an integrated window."""

    options = frozenset({"green"})

    @property
    def queue(self) -> Line:
        return Line.objects.of(self.hall).select_related("dossier").get(letter="A")

    @property
    def clerk(self) -> User:
        clerks = self.cast.people(Role.WINDOW_CLERK)
        return clerks[self.number % len(clerks)]

    @property
    def window(self) -> Place:
        places = self.cast.places(Place.Kind.GENERAL_WINDOW)
        return places[self.number % len(places)]

    def draw(self) -> None:
        data = {"green": self.told.get("green", "")}
        self.ticket = perform(Ticket, "draw", data, by=SYSTEM, hall=self.hall, line=self.queue)

    def call(self) -> None:
        if seating.current_seat(self.clerk) is None:
            window = Window.objects.select_related("place", "dossier__department").get(place=self.window)
            seating.sit(self.clerk, window)
        self._at_window("call")

    def begin(self) -> None:
        self._at_window("begin")

    def end(self) -> None:
        self._at_window("end")

    def _at_window(self, name: str) -> None:
        perform(self.ticket, name, by=self.clerk, place=seating.current_place(self.clerk))


class BookingStory(VisitStory):
    """网上预约, for a working day counted from today."""

    options = frozenset({"visitor", "phone", "day", "time"})

    def book(self) -> None:
        given = {key: self.told[key] for key in ("visitor", "phone", "time")}
        data = given | {"channel": "online", "on": self.days.ahead(self.told["day"])}
        perform(Appointment, "book", data, by=SYSTEM, hall=self.hall, line=self.queue)


def wait_in_line(hall: Hall, now: dt.datetime) -> None:
    """Some people wait when the demo is first looked at, if that is during the hours of a working day."""
    on, time = timezone.localtime(now).date(), timezone.localtime(now).time()
    opening, closing = (answer(hall, f"hall.{key}_time", on).value for key in ("opening", "closing"))
    if not calendar_for(hall).is_working(on) or not opening <= time < closing:
        return
    line = Line.objects.of(hall).select_related("dossier").get(letter="A")
    for _ in range(WAITING):
        perform(Ticket, "draw", {}, by=SYSTEM, hall=hall, line=line)
