"""Line (取号业务): what people queue for, at which windows, and how many may be served in a day."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from windows.window import Window

from . import line_guards as guards
from .clocks import LINE_CLOCKS
from .line_forms import ChangeForm, LimitForm, ReasonForm, SetUpForm
from .states import OPEN, LineState

FIRST, OFFICE = Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE
BOTH = [LineState.OPEN, LineState.STOPPED]


class LineQuerySet(models.QuerySet["Line"]):
    def of(self, hall) -> LineQuerySet:
        """The lines of a hall by their letter."""
        return self.filter(dossier__hall=hall).order_by("letter")

    def at(self, window: Window) -> list[Line]:
        """The lines a window serves."""
        found = self.of(window.dossier.hall_id).select_related("dossier")
        return [line for line in found if window.pk in line.windows]


class Line(Workflow):
    """One queue. Its dossier's row is the lock under which its numbers are drawn and its slots booked.

    ``windows`` are keys of windows; ``limit`` the most numbers of a day, none without; ``per_slot`` how many may be
    booked for the same quarter or half hour; ``day`` the local date whose numbers are being drawn.
    """

    State = LineState
    clocks = LINE_CLOCKS

    state = StateField(LineState)
    name = models.CharField("业务", max_length=30)
    letter = models.CharField("号码字头", max_length=2)
    windows = models.JSONField("窗口", default=list)
    limit = models.PositiveIntegerField("每日最多号数", null=True, blank=True)
    per_slot = models.PositiveSmallIntegerField("每时段可预约人数", default=1)
    day = models.DateField("取号日期", null=True, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "取号业务"

    def __str__(self) -> str:
        return self.name

    @property
    def called_at(self) -> list[Window]:
        """Its windows, by number."""
        return list(
            Window.objects.filter(pk__in=self.windows).select_related("place").order_by("place__code")
        )

    @act(
        "设立取号业务",
        NEW,
        LineState.OPEN,
        by=OFFICE,
        form=SetUpForm,
        locks=lambda line, do: [do.hall],  # two lines never share a letter
    )
    def set_up(self, do):
        self.letter = do.data["letter"]
        self._write(do)

    @act("调整取号业务", BOTH, None, by=OFFICE, form=ChangeForm)
    def change(self, do):
        self._write(do)

    @act(
        "限号",
        BOTH,
        None,
        by=[FIRST, OFFICE],
        form=LimitForm,
        guards=[guards.no_limit_while_a_window_is_closed],
        locks=lambda line, do: [line.dossier.department] if line.dossier.department else [],
        clauses="WS12-2.1.7-3 WS13-2.2.1b-2",
    )
    def set_limit(self, do):
        """What the department reckons it can finish in a day, so that nobody comes in vain."""
        self.limit = do.data["limit"]

    @act(
        "取消限号",
        BOTH,
        None,
        by=[FIRST, OFFICE, SYSTEM],
        guards=[guards.is_limited],
        clauses="WS13-2.2.1b-2",
    )
    def lift_limit(self, do):
        """By whoever set it, or because a window of the department closes."""
        self.limit = None

    @act("暂停取号", LineState.OPEN, LineState.STOPPED, by=[FIRST, OFFICE], form=ReasonForm)
    def stop(self, do):
        """No new numbers; those drawn are called as before."""

    @act("恢复取号", LineState.STOPPED, LineState.OPEN, by=[FIRST, OFFICE])
    def start(self, do):
        """Numbers are drawn again."""

    @act("当日首次取号", BOTH, None, by=SYSTEM, hidden=True, events=["day_opened"])
    def open_day(self, do):
        """Follows when the first number of a day is drawn."""
        self.day = do.on

    @act(
        "当日结束",
        BOTH,
        None,
        by=SYSTEM,
        hidden=True,
        events=["day_closed"],
        clauses="WS12-2.1.7-2",
    )
    def close_day(self, do):
        """The day is over: a number is good for its day only."""
        self.day = None
        for ticket in self.tickets.filter(state__in=OPEN).select_related("dossier").order_by("pk"):
            do.then(ticket, "lapse")

    def _write(self, do) -> None:
        self.name, self.per_slot = do.data["name"], do.data["per_slot"]
        self.windows = sorted(window.pk for window in do.data["windows"])
        do.label(f"取号业务：{self.name}")
