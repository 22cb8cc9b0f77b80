"""Closure (窗口临时关闭): a department closes one of its windows for some days; the day brings it and ends it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.clocks.computation import long_date
from hall.people.roles import Role
from windows.window import Window

from . import guards
from .clocks import CLOCKS
from .forms import ApplicationForm, Cause, FilingForm, OpinionForm, ReclaimForm, RefusalForm, WithdrawalForm
from .limited import limited_lines
from .papers import APPLICATION
from .quota import Period

FIRST = Role.FIRST_REPRESENTATIVE


class State(models.TextChoices):
    DRAFTED = "drafted", "已拟申请"
    SUBMITTED = "submitted", "待审核"
    REFUSED = "refused", "不同意"
    APPROVED = "approved", "已核准"
    CLOSED = "closed", "关闭中"
    REOPENED = "reopened", "已重启"
    RECLAIMED = "reclaimed", "窗口已收回"
    WITHDRAWN = "withdrawn", "已撤回"


# What the department writes on its application, besides the proof it attaches.
WRITTEN = [
    "cause",
    "details",
    "begins_on",
    "ends_on",
    "uneven",
    "contact",
    "enquiry",
    "publicity",
    "surge_plan",
]
LIVE = (State.SUBMITTED, State.APPROVED, State.CLOSED)


class ClosureQuerySet(models.QuerySet["Closure"]):
    def live(self) -> ClosureQuerySet:
        """Filed and not ended: what counts against the quota. A refusal or withdrawal frees it."""
        return self.filter(state__in=LIVE)

    def leaning(self) -> ClosureQuerySet:
        """Approved or running: what other windows have been promised to take over."""
        return self.filter(state__in=(State.APPROVED, State.CLOSED))

    def overlapping(self, period: Period) -> ClosureQuerySet:
        return self.filter(Q(begins_on__lte=period.last) & Q(ends_on__gte=period.first))


class Closure(Workflow):
    """One application for one window, opened below the window's dossier. Days are whole local days, both included."""

    State, Cause = State, Cause
    clocks = CLOCKS
    private_fields = frozenset({"proof", "scan", "contact", "enquiry"})

    state = StateField(State)
    window = models.ForeignKey(Window, models.PROTECT, verbose_name="窗口", related_name="closures")
    cause = models.CharField("事由类别", max_length=20, choices=Cause)
    details = models.TextField("事由")
    begins_on = models.DateField("关闭首日")
    ends_on = models.DateField("关闭末日")
    uneven = models.TextField("业务量说明")
    contact = models.CharField("联络人及联络电话", max_length=100)
    enquiry = models.CharField("业务咨询人员及咨询电话", max_length=100)
    publicity = models.CharField("宣传告知", max_length=300)
    surge_plan = models.TextField("业务高峰应对措施")
    proof = models.FileField("证明材料", upload_to="closures/%Y/", max_length=200, blank=True)
    scan = models.FileField("盖章的申请表", upload_to="closures/%Y/", max_length=200, blank=True)
    filed_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="签字人", null=True, blank=True, related_name="+"
    )
    filed_at = models.DateTimeField("提出时间", null=True, blank=True)
    began_at = models.DateTimeField("实际关闭", null=True, blank=True)
    reopened_at = models.DateTimeField("实际重启", null=True, blank=True)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "窗口临时关闭"
        indexes = [models.Index(fields=["state", "begins_on", "ends_on"], name="closure_days")]

    def __str__(self) -> str:
        return f"{self.window}临时关闭（{self.days}）"

    @property
    def period(self) -> Period:
        return Period(self.begins_on, self.ends_on)

    @property
    def days(self) -> str:
        """The period in words."""
        if self.begins_on == self.ends_on:
            return long_date(self.begins_on)
        return f"{long_date(self.begins_on)}至{long_date(self.ends_on)}"

    def same_days(self) -> ClosureQuerySet:
        """The other live closures that share a day with this one."""
        return Closure.objects.live().overlapping(self.period).exclude(pk=self.pk)

    @act(
        "拟写临时关闭申请",
        NEW,
        State.DRAFTED,
        by=FIRST,
        form=ApplicationForm,
        guards=[guards.own_window_in_use],
        clauses="WS13-2.2-0",
    )
    def draft(self, do):
        self.window = Window.objects.select_related("place").get(dossier=self.dossier.parent_id)
        self._write(do)

    @act("修改申请", State.DRAFTED, None, by=FIRST, form=ApplicationForm, clauses="WS13-2.2-0")
    def amend(self, do):
        self._write(do)

    @act(
        "提出申请",
        State.DRAFTED,
        State.SUBMITTED,
        by=FIRST,
        form=FilingForm,
        guards=guards.FILING,
        locks=lambda closure, do: [do.department],  # the quota is the department's: one filing at a time
        clauses="WS13-2.2.2a-1 WS13-2.2.2a-2",
    )
    def submit(self, do):
        self.scan, self.filed_by, self.filed_at = do.data["scan"], do.by, do.at

    @act(
        "核准",
        State.SUBMITTED,
        State.APPROVED,
        by=Role.HALL_OFFICE,
        form=OpinionForm,
        guards=[guards.period_not_over, guards.like_window_stays_open, guards.no_peak_in_these_days],
        papers=[APPLICATION],
        events=["approved"],
        clauses="WS13-2.2.2a-3 WS13-2.2.2b",
    )
    def approve(self, do):
        """The window stays open until the first day has come."""

    @act(
        "不同意",
        State.SUBMITTED,
        State.REFUSED,
        by=Role.HALL_OFFICE,
        form=RefusalForm,
        papers=[APPLICATION],
        clauses="WS13-2.2.2a-3",
    )
    def refuse(self, do):
        """The window stays open, with the reason on paper, and the quota is free again."""

    @act(
        "撤回申请",
        [State.DRAFTED, State.SUBMITTED, State.APPROVED],
        State.WITHDRAWN,
        by=FIRST,
        form=WithdrawalForm,
        events=["withdrawn"],
    )
    def withdraw(self, do):
        """The department needs no closure any more."""

    @act(
        "开始关闭",
        State.APPROVED,
        State.CLOSED,
        by=SYSTEM,
        guards=[guards.like_window_stays_open, guards.no_peak_in_these_days],
        locks=lambda closure, do: [closure.dossier.department, *limited_lines(closure)],
        events=["began"],
        clauses="WS13-2.2.2b WS13-2.2.1b-2",
    )
    def begin(self, do):
        """The approved first day has come. A closure of the window that ended the day before is ended first, should
        its own turn not have come yet. What the department had set as its most numbers of a day is lifted.
        """
        self.began_at = do.at
        for line in limited_lines(self):
            do.then(line, "lift_limit")
        for earlier in self.window.closures.filter(state=State.CLOSED, ends_on__lt=do.on):
            do.then(earlier, "reopen")
        do.then(self.window, "close")

    @act("期满重启", State.CLOSED, State.REOPENED, by=SYSTEM, events=["reopened"], clauses="WS13-2.3-2")
    def reopen(self, do):
        """The approved last day is over."""
        self._reopen(do)

    @act(
        "提前重启",
        State.CLOSED,
        State.REOPENED,
        by=[FIRST, Role.HALL_OFFICE],
        events=["reopened"],
        clauses="WS13-2.2.1c",
    )
    def reopen_early(self, do):
        """A surge or a crowd: the department staffs the window at once, without notice."""
        self._reopen(do)

    @act(
        "收回窗口",
        State.CLOSED,
        State.RECLAIMED,
        by=Role.HALL_LEADER,
        form=ReclaimForm,
        guards=[guards.closed_long_enough, guards.not_on_a_seasonal_plan],
        events=["reclaimed"],
        clauses="WS13-2.3-3",
    )
    def reclaim(self, do):
        """The hall may, and need not, take the window back; the department applies to have it again."""
        do.then(self.window, "take_back")

    def _write(self, do) -> None:
        for name in WRITTEN:
            setattr(self, name, do.data[name])
        if do.data["proof"]:
            self.proof = do.data["proof"]
        do.label(str(self))

    def _reopen(self, do) -> None:
        self.reopened_at = do.at
        do.then(self.window, "reopen")
