"""Restart (申请重启): a department asks, days ahead, for a window that was taken back or rests out of season."""

from __future__ import annotations

import datetime as dt

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.clocks.computation import long_date
from hall.people.roles import Role
from windows.closures.forms import FilingForm, OpinionForm, RefusalForm, WithdrawalForm
from windows.closures.guards import proof_is_attached
from windows.window import Window

from . import guards
from .forms import RestartForm
from .papers import APPLICATION

FIRST = Role.FIRST_REPRESENTATIVE
WRITTEN = ["reason", "opens_on", "contact", "enquiry", "publicity", "surge_plan"]


class State(models.TextChoices):
    DRAFTED = "drafted", "已拟申请"
    SUBMITTED = "submitted", "待审核"
    REFUSED = "refused", "不同意"
    APPROVED = "approved", "已核准"
    OPENED = "opened", "已重启"
    WITHDRAWN = "withdrawn", "已撤回"


class Row(models.TextChoices):
    """The row of the form that applies."""

    RESTART = "restart", "重启"
    SEASONAL = "seasonal", "固定时间、季节重启"


def _until_it_opens(restart, do) -> list[Limit]:
    return [Limit(LimitKind.ARRANGED, None, "核准的重启日期", until=restart.opens_on - dt.timedelta(days=1))]


CLOCKS = declare(
    "windows.restart",
    Clock(
        "opening",
        "重启之前",
        starts=("approved",),
        ends=("opened", "withdrawn"),
        limits=_until_it_opens,
        effects=(Effect(LimitKind.ARRANGED, "open", "WS13-2.3-4"),),
        clauses="WS13-2.3-4",
        start_title="核准重启",
    ),
)


class Restart(Workflow):
    """One application for one window, below the window's dossier: the same form as for a closure."""

    State, Row = State, Row
    LIVE = (State.SUBMITTED, State.APPROVED)
    clocks = CLOCKS
    final = frozenset({State.REFUSED, State.OPENED, State.WITHDRAWN})
    private_fields = frozenset({"contact", "enquiry", "proof", "scan"})

    state = StateField(State)
    window = models.ForeignKey(Window, models.PROTECT, verbose_name="窗口", related_name="restarts")
    row = models.CharField("申请类别", max_length=10, choices=Row)
    reason = models.TextField("事由")
    opens_on = models.DateField("重启日期")
    contact = models.CharField("联络人及联络电话", max_length=100)
    enquiry = models.CharField("业务咨询人员及咨询电话", max_length=100)
    publicity = models.CharField("宣传告知", max_length=300)
    surge_plan = models.TextField("业务高峰应对措施")
    proof = models.FileField("证明材料", upload_to="restarts/%Y/", max_length=200, blank=True)
    scan = models.FileField("盖章的申请表", upload_to="restarts/%Y/", max_length=200, blank=True)
    filed_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="签字人", null=True, blank=True, related_name="+"
    )
    filed_at = models.DateTimeField("提出时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "窗口重启申请"

    def __str__(self) -> str:
        return f"{self.window}重启申请（{long_date(self.opens_on)}）"

    @act(
        "拟写重启申请",
        NEW,
        State.DRAFTED,
        by=FIRST,
        form=RestartForm,
        guards=[guards.of_the_windows_department, guards.window_waits_for_a_restart],
        clauses="WS13-2.3-4 WS13-2.4-3",
    )
    def draft(self, do):
        self.window = Window.objects.select_related("place").get(dossier=self.dossier.parent_id)
        self.row = Row.RESTART if self.window.state == Window.State.SPARE else Row.SEASONAL
        self._write(do)

    @act("修改申请", State.DRAFTED, None, by=FIRST, form=RestartForm)
    def amend(self, do):
        self._write(do)

    @act(
        "提出申请",
        State.DRAFTED,
        State.SUBMITTED,
        by=FIRST,
        form=FilingForm,
        guards=[
            guards.window_waits_for_a_restart,
            guards.restart_filed_in_time,
            guards.nothing_else_is_asked,
            proof_is_attached,
        ],
        clauses="WS13-2.3-4 WS13-2.4-3",
    )
    def submit(self, do):
        self.scan, self.filed_by, self.filed_at = do.data["scan"], do.by, do.at

    @act(
        "核准",
        State.SUBMITTED,
        State.APPROVED,
        by=Role.HALL_OFFICE,
        form=OpinionForm,
        guards=[guards.window_waits_for_a_restart, guards.day_not_over],
        papers=[APPLICATION],
        events=["approved"],
        clauses="WS13-2.3-4 WS13-2.4-3",
    )
    def approve(self, do):
        """The window is opened on its day."""

    @act(
        "不同意",
        State.SUBMITTED,
        State.REFUSED,
        by=Role.HALL_OFFICE,
        form=RefusalForm,
        papers=[APPLICATION],
    )
    def refuse(self, do):
        """The window stays as it is, with the reason on paper."""

    @act(
        "撤回申请",
        [State.DRAFTED, State.SUBMITTED, State.APPROVED],
        State.WITHDRAWN,
        by=FIRST,
        form=WithdrawalForm,
        events=["withdrawn"],
    )
    def withdraw(self, do):
        """The department does not need the window."""

    @act("重启窗口", State.APPROVED, State.OPENED, by=SYSTEM, events=["opened"], clauses="WS13-2.3-4")
    def open(self, do):
        """The approved day has come; staff have to be there when the hall opens."""
        do.then(self.window, "restart")

    def _write(self, do) -> None:
        for name in WRITTEN:
            setattr(self, name, do.data[name])
        if do.data["proof"]:
            self.proof = do.data["proof"]
        do.label(str(self))
