"""Appointment (预约): a slot promised in a line, until its holder is there and draws a number with it."""

from __future__ import annotations

import datetime as dt

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.applicants.masking import mask_name, mask_number
from hall.clocks.computation import SHANGHAI, long_date
from hall.papers.paper import new_code
from hall.people.roles import Role

from .booking_forms import BookForm, CancelForm, Channel
from .clocks import APPOINTMENT_CLOCKS
from .line import Line
from .reach import Reach
from .slots import slots_of
from .ticket import Ticket

ATTENDANTS = [Role.WINDOW_CLERK, Role.FIRST_REPRESENTATIVE, Role.GUIDE, Role.HALL_OFFICE]


class State(models.TextChoices):
    BOOKED = "booked", "已预约"
    ARRIVED = "arrived", "已到"
    CANCELLED = "cancelled", "已取消"
    MISSED = "missed", "未到"


@guard()
def its_day_has_come(booking, do):
    """A number is good for its day only, so it is drawn on that day."""
    if booking.on != do.on:
        return f"预约的日期是{long_date(booking.on)}，请当日再来取号。"
    return None


@guard()
def line_takes_bookings(appointment, do):
    if appointment.line.state != Line.State.OPEN:
        return f"“{appointment.line}”暂停取号，不能预约。"
    return None


class Visitor(models.Model):
    """Whoever booked: named on the booking alone, by the ends on a screen, and found by a code of eight letters."""

    visitor = models.CharField("姓名", max_length=40)
    phone = models.CharField("电话", max_length=20)
    code = models.CharField("预约码", max_length=12, editable=False)
    channel = models.CharField("预约渠道", max_length=8, choices=Channel)

    class Meta:
        abstract = True

    @property
    def masked(self) -> str:
        return f"{mask_name(self.visitor)} {mask_number(self.phone)}"

    def named(self, do) -> None:
        """Take down from the form who it is; give a code."""
        self.visitor, self.phone, self.channel = (do.data[n] for n in ("visitor", "phone", "channel"))
        self.code = new_code(8)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def standing(self) -> AppointmentQuerySet:
        """What fills a slot; who cancels frees it."""
        return self.filter(state__in=(State.BOOKED, State.ARRIVED))


class Appointment(Reach, Visitor, Workflow):
    """Nothing follows for whoever does not come: there is no blacklist."""

    State = State
    clocks = APPOINTMENT_CLOCKS
    opening_fields = frozenset({"line"})
    private_fields = frozenset({"visitor", "phone", "code"})
    final = frozenset({State.ARRIVED, State.CANCELLED, State.MISSED})

    state = StateField(State)
    line = models.ForeignKey(Line, models.PROTECT, verbose_name="取号业务", related_name="appointments")
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, verbose_name="事项", null=True, blank=True, related_name="+"
    )
    on = models.DateField("日期")
    starts_at = models.DateTimeField("时段开始")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "预约"
        indexes = [models.Index(fields=["line", "on", "starts_at"], name="appointment_slot")]

    def __str__(self) -> str:
        return f"{self.line} {self.when}"

    @property
    def when(self) -> str:
        """Day and time in words."""
        return f"{long_date(self.on)}{self.starts_at.astimezone(SHANGHAI):%H:%M}"

    @act(
        "预约",
        NEW,
        State.BOOKED,
        by=[SYSTEM, *ATTENDANTS],
        form=BookForm,
        guards=[line_takes_bookings],
        locks=lambda appointment, do: [appointment.line],
        events=["booked"],
        clauses="AH-4.9b XA-15.1 XA-15.2",
    )
    def book(self, do):
        self.named(do)
        self.matter, self.on = do.data["matter"], do.data["on"]
        self.starts_at = dt.datetime.combine(self.on, do.data["time"], SHANGHAI)
        do.label(f"预约：{self}")

    @act(
        "到号",
        State.BOOKED,
        State.ARRIVED,
        by=[SYSTEM, *ATTENDANTS],
        guards=[its_day_has_come],
        events=["arrived"],
        clauses="AH-4.9b",
    )
    def check_in(self, do):
        """Who is there before the slot is over goes before those without one, by its beginning."""
        ends = dict(slots_of(do.hall, self.on)).get(self.starts_at)
        in_time = {"in_time": self.starts_at.isoformat()} if ends and do.at < ends else {}
        do.then(
            Ticket,
            "draw",
            in_time,
            hall=do.hall,
            department=do.department,
            line=self.line,
            booking=self.dossier,
        )

    @act(
        "取消预约",
        State.BOOKED,
        State.CANCELLED,
        by=[SYSTEM, *ATTENDANTS],
        form=CancelForm,
        events=["cancelled"],
    )
    def cancel(self, do):
        """The slot is free again."""

    @act("预约未到", State.BOOKED, State.MISSED, by=SYSTEM, hidden=True, events=["missed"])
    def miss(self, do):
        """The day is over."""
