"""Leave (请假): asked for in advance, approved by the level the rulebook names, reported back from (WS04 五(五))."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django_fsm import RETURN_VALUE

from hall.acts.act import NEW, SYSTEM, Chain, act
from hall.acts.workflow import Chained, StateField, Workflow
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.people.roles import Role

from . import guards
from .forms import AskForm, RefusalForm
from .levels import approver_for

ONE_DAY = dt.timedelta(days=1)
ASKERS = (
    Role.WINDOW_CLERK,
    Role.FIRST_REPRESENTATIVE,
    Role.CASHIER,
    Role.GUIDE,
    Role.REVIEWER,
    Role.HALL_OFFICE,
)


class State(models.TextChoices):
    ASKED = "asked", "待批准"
    APPROVED = "approved", "已批准"
    OVERDUE = "overdue", "未销假"
    RETURNED = "returned", "已销假"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已撤回"


def _last_day(leave, do) -> list[Limit]:
    """Nothing to wait for where the leave was over before it was approved: a sick leave after the fact."""
    if leave.ends_on < do.on:
        return []
    return [Limit(LimitKind.ARRANGED, None, "批准的请假期间", until=leave.ends_on)]


CLOCKS = declare(
    "staff.leave",
    Clock(
        "leave",
        "请假",
        starts=("approved",),
        ends=("returned",),
        limits=_last_day,
        effects=(Effect(LimitKind.ARRANGED, "stay_away", "DL-22.2"),),
        clauses="DL-22.2",
        start_title="批准请假",
        optional=True,
    ),
)


class Leave(Chained, Workflow):
    """One person's leave, whole local days, both included. ``private``: the reason may be an illness."""

    State = State
    GRANTED = (State.APPROVED, State.OVERDUE, State.RETURNED)
    LIVE = (State.ASKED, *GRANTED)
    clocks = CLOCKS
    final = frozenset({State.RETURNED, State.REFUSED, State.WITHDRAWN})
    private_fields = frozenset({"reason"})
    read_along = ("person",)

    state = StateField(State)
    person = models.ForeignKey("hall.User", models.PROTECT, verbose_name="请假人", related_name="leaves")
    kind = models.CharField("种类", max_length=20)
    begins_on = models.DateField("首日")
    ends_on = models.DateField("末日")
    reason = models.TextField("事由")
    after_the_fact = models.BooleanField("事后补办", default=False)
    approved_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="批准人", null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField("销假时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "请假"
        indexes = [models.Index(fields=["begins_on", "ends_on"], name="leave_days")]

    def __str__(self) -> str:
        return f"{self.person}{self.kind}（{self.begins_on:%Y-%m-%d}至{self.ends_on:%Y-%m-%d}）"

    @property
    def days(self) -> int:
        """Days of the civil calendar, both ends counted: the text says 天, not 工作日."""
        return (self.ends_on - self.begins_on).days + 1

    @act(
        "请假",
        NEW,
        State.ASKED,
        by=ASKERS,
        form=AskForm,
        locks=lambda leave, do: [do.by],
        clauses="WS04-5.5-1 DL-22.2",
    )
    def ask(self, do):
        self.person, self.kind, self.reason = do.by, do.data["kind"], do.data["reason"]
        self.begins_on, self.ends_on = do.data["begins_on"], do.data["ends_on"]
        self.after_the_fact = do.data["begins_on"] < do.on
        self.start_chain([approver_for(self, do)])
        do.label(str(self))

    @act(
        "批准请假",
        State.ASKED,
        RETURN_VALUE(State.ASKED, State.APPROVED),
        by=Chain("leave.approval_levels"),
        guards=[guards.not_for_oneself, guards.approved_before_it_begins],
        events=["approved"],
        clauses="WS04-5.5-2 WS04-5.5-3 DL-22.2",
    )
    def approve(self, do):
        self.approved_by = do.by
        return self.agree(State.ASKED, State.APPROVED)

    @act(
        "不批准",
        State.ASKED,
        State.REFUSED,
        by=Chain("leave.approval_levels"),
        form=RefusalForm,
        guards=[guards.not_for_oneself],
        clauses="WS04-5.5-3",
    )
    def refuse(self, do):
        """The reason stands on the timeline."""

    @act(
        "撤回请假",
        State.ASKED,
        State.WITHDRAWN,
        by=ASKERS,
        guards=[guards.is_the_asker],
    )
    def withdraw(self, do):
        """Nothing was decided yet."""

    @act("逾期未销假", State.APPROVED, State.OVERDUE, by=SYSTEM, hidden=True, clauses="DL-22.2")
    def stay_away(self, do):
        """The leave has ended and nobody has reported back."""
        self.dossier.attention = (
            f"未销假：{self.person}的请假已于{self.ends_on:%Y-%m-%d}期满，请核实是否到岗。"
        )

    @act(
        "销假",
        [State.APPROVED, State.OVERDUE],
        State.RETURNED,
        by=ASKERS,
        guards=[guards.is_the_asker_or_the_office],
        events=["returned"],
        clauses="DL-22.2",
    )
    def report_back(self, do):
        """Back at work; who comes back earlier than approved is at work from this day on."""
        self.returned_at = do.at
        if self.begins_on < do.on <= self.ends_on:
            self.ends_on = do.on - ONE_DAY
