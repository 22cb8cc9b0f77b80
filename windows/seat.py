"""Seat (坐席登记): who sits at which window, from log-in to log-out. What is done at the counter names this place."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.people.roles import Role

from . import guards
from .window import Window

SITTERS = (Role.WINDOW_CLERK, Role.REVIEWER, Role.FIRST_REPRESENTATIVE, Role.CASHIER)


def _the_day(seat, do) -> list[Limit]:
    return [Limit(LimitKind.ARRANGED, None, "坐席登记当日有效", until=do.on)]


CLOCKS = declare(
    "windows.seat",
    Clock(
        "day",
        "坐席",
        starts=("seated",),
        ends=("left",),
        limits=_the_day,
        effects=(Effect(LimitKind.ARRANGED, "leave"),),
        start_title="登记坐席",
    ),
)


class State(models.TextChoices):
    SEATED = "seated", "在席"
    LEFT = "left", "已离席"


class SeatQuerySet(models.QuerySet["Seat"]):
    def seated(self) -> SeatQuerySet:
        return self.filter(state=State.SEATED)


class Seat(Workflow):
    """One person's stay at one window, opened below the window's dossier. It ends with the day at the latest."""

    State, SITTERS = State, SITTERS
    clocks = CLOCKS

    state = StateField(State)
    window = models.ForeignKey(Window, models.PROTECT, verbose_name="窗口", related_name="sittings")
    user = models.ForeignKey("hall.User", models.PROTECT, verbose_name="人员", related_name="+")
    seated_at = models.DateTimeField("登记时间")
    left_at = models.DateTimeField("离席时间", null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "坐席登记"
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(state=State.SEATED), name="one_seat_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.window} {self.user}"

    def window_now(self, do) -> Window:
        """The window as it is under the lock; the one the caller handed in may be older."""
        return Window.objects.select_related("place", "dossier").get(dossier=self.dossier.parent_id)

    @act(
        "登记坐席",
        NEW,
        State.SEATED,
        by=SITTERS,
        at_window=True,
        locks=lambda seat, do: [do.by] if do.by else [],
        guards=[
            guards.window_is_open,
            guards.at_the_window_itself,
            guards.sits_for_the_owner,
            guards.money_has_its_own_window,
            guards.a_seat_is_free,
            guards.sits_nowhere_else,
        ],
        events=["seated"],
    )
    def sit(self, do):
        self.window, self.user, self.seated_at = self.window_now(do), do.by, do.at
        do.label(f"{self.window}坐席")

    @act(
        "离席",
        State.SEATED,
        State.LEFT,
        by=[*SITTERS, Role.HALL_OFFICE, SYSTEM],
        guards=[guards.own_seat],
        events=["left"],
    )
    def leave(self, do):
        self.left_at = do.at
