"""Guides leaving their post: with a replacement who has taken over (离岗), or for minutes (短时离岗) – WS05 七(二)."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.db import models
from django.utils import timezone

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.duty import duty
from hall.people.roles import Role
from staff.at_work import guides_on


class LeaveState(models.TextChoices):
    ASKED = "asked", "待批准"
    APPROVED = "approved", "可离岗，等待替岗"
    AWAY = "away", "离岗中"
    BACK = "back", "已返岗"
    REFUSED = "refused", "未批准"


class AskForm(ActForm):
    reason = forms.CharField(label="离岗事由", max_length=200)
    replacement = forms.ModelChoiceField(None, label="替岗人员")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = guides_on(self.do.hall, self.do.on)
        self.fields["replacement"].queryset = others.exclude(pk=self.do.by.pk if self.do.by else None)


@guard(forbids=True)
def is_the_guide(absence, do):
    if do.by != absence.guide:
        return f"须由{absence.guide}本人办理。"
    return None


@guard("WS05-7.2-2", forbids=True)
def is_the_replacement(absence, do):
    if do.by != absence.replacement:
        return f"须由替岗人员{absence.replacement}本人确认到岗和交接。"
    return None


@guard("WS05-7.2-2")
def replaced(absence, do):
    if absence.relieved_at is None:
        return f"替岗人员{absence.replacement}尚未到岗交接，不能离岗。"
    return None


class PostLeave(Workflow):
    """One guide away from the post while another stands there."""

    State = LeaveState
    final = frozenset({LeaveState.BACK, LeaveState.REFUSED})
    read_along = ("guide", "replacement")

    state = StateField(LeaveState)
    guide = models.ForeignKey("hall.User", models.PROTECT, verbose_name="导服人员", related_name="+")
    replacement = models.ForeignKey("hall.User", models.PROTECT, verbose_name="替岗人员", related_name="+")
    reason = models.CharField("离岗事由", max_length=200)
    relieved_at = models.DateTimeField("替岗到岗交接时间", null=True, blank=True)
    left_at = models.DateTimeField("离岗时间", null=True, blank=True)
    back_at = models.DateTimeField("返岗时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "导服离岗申请"

    def __str__(self) -> str:
        return f"{self.guide}离岗申请"

    @act("申请离岗", NEW, LeaveState.ASKED, by=Role.GUIDE, form=AskForm, clauses="WS05-7.2-1")
    def ask(self, do):
        self.guide, self.replacement, self.reason = do.by, do.data["replacement"], do.data["reason"]
        do.label(str(self))

    @act("批准离岗", LeaveState.ASKED, LeaveState.APPROVED, by=Role.HALL_OFFICE, clauses="WS05-7.2-1")
    def approve(self, do):
        """The text's 区域负责人 is the hall office's person in that zone."""

    @act("不批准", LeaveState.ASKED, LeaveState.REFUSED, by=Role.HALL_OFFICE, clauses="WS05-7.2-1")
    def refuse(self, do):
        """The guide stays."""

    @act(
        "到岗交接",
        LeaveState.APPROVED,
        None,
        by=Role.GUIDE,
        guards=[is_the_replacement],
        clauses="WS05-7.2-2",
    )
    def take_over(self, do):
        self.relieved_at = do.at

    @act(
        "离岗",
        LeaveState.APPROVED,
        LeaveState.AWAY,
        by=Role.GUIDE,
        guards=[is_the_guide, replaced],
        clauses="WS05-7.2-1 WS05-7.2-2",
    )
    def go(self, do):
        self.left_at = do.at

    @act("返岗", LeaveState.AWAY, LeaveState.BACK, by=Role.GUIDE, guards=[is_the_guide])
    def come_back(self, do):
        self.back_at = do.at


class ShortState(models.TextChoices):
    OUT = "out", "短时离岗"
    BACK = "back", "已返岗"


class ShortForm(ActForm):
    reason = forms.CharField(label="事由", max_length=100)


@guard("WS05-7.2-5")
def not_in_the_peak(absence, do):
    peak = do.rule("guides.peak_hours") or ()
    now = timezone.localtime(do.at).time().replace(second=0, microsecond=0)
    for hours in peak:
        if now in hours:
            return f"{hours}是咨询高峰期，不得短时离岗。"
    return None


@guard()
def not_out_already(absence, do):
    if ShortAbsence.objects.filter(guide=do.by, state=ShortState.OUT).exists():
        return "上一次短时离岗尚未返岗，请先登记返岗。"
    return None


def _minutes(absence, do) -> list[Limit]:
    minutes = do.rule("guides.absence_minutes")
    if minutes is None:
        return []
    until = do.at + dt.timedelta(minutes=minutes)
    return [Limit(LimitKind.SERVICE, None, f"短时离岗不超过{minutes}分钟", moment=until)]


CLOCKS = declare(
    "staff.shortabsence",
    Clock(
        "short",
        "短时离岗",
        starts=("out",),
        ends=("back",),
        limits=_minutes,
        effects=(Effect(LimitKind.SERVICE, "overstay", "WS05-7.2-3"),),
        clauses="WS05-7.2-3",
        start_title="短时离岗",
        optional=True,
    ),
)


class ShortAbsence(Workflow):
    """One guide away for minutes, without a replacement."""

    State = ShortState
    clocks = CLOCKS
    final = frozenset({ShortState.BACK})
    read_along = ("guide",)

    state = StateField(ShortState)
    guide = models.ForeignKey("hall.User", models.PROTECT, verbose_name="导服人员", related_name="+")
    reason = models.CharField("事由", max_length=100)
    out_at = models.DateTimeField("离岗时间")
    back_at = models.DateTimeField("返岗时间", null=True, blank=True)
    over = models.PositiveIntegerField("超时（分钟）", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "导服短时离岗"
        indexes = [models.Index(fields=["guide", "out_at"], name="short_absence_guide")]

    def __str__(self) -> str:
        return f"{self.guide}短时离岗"

    @act(
        "短时离岗",
        NEW,
        ShortState.OUT,
        by=Role.GUIDE,
        form=ShortForm,
        locks=lambda absence, do: [do.by],
        guards=[not_in_the_peak, not_out_already],
        events=["out"],
        clauses="WS05-7.2-3 WS05-7.2-4 WS05-7.2-5",
    )
    def step_out(self, do):
        self.guide, self.reason, self.out_at = do.by, do.data["reason"], do.at
        do.label(str(self))
        if warning := too_often(self, do):
            self.dossier.attention = warning

    @act("返岗", ShortState.OUT, ShortState.BACK, by=Role.GUIDE, guards=[is_the_guide], events=["back"])
    def come_back(self, do):
        self.back_at, self.over = do.at, minutes_over(self, do)

    @act("超时离岗", ShortState.OUT, None, by=SYSTEM, hidden=True, clauses="WS05-7.2-3")
    def overstay(self, do):
        """The area's leader looks for the guide."""
        self.dossier.attention = f"超时离岗：{self.guide}短时离岗超过规定时间，请核实去向。"


@duty("WS05-7.2-3", off=lambda absence, do: 0)
def minutes_over(absence: ShortAbsence, do) -> int:
    """By how many minutes, begun ones counted, a guide stayed away too long."""
    allowed = do.rule("guides.absence_minutes")
    if allowed is None:
        return 0
    over = do.at - absence.out_at - dt.timedelta(minutes=allowed)
    return max(0, -(-over // dt.timedelta(minutes=1)))


@duty("WS05-7.2-4", off=lambda absence, do: "")
def too_often(absence: ShortAbsence, do) -> str:
    """A warning to the area's leader once a guide has been away more often than the rulebook allows in a day."""
    most = do.rule("guides.absence_daily_max")
    midnight = timezone.localtime(do.at).replace(hour=0, minute=0, second=0, microsecond=0)
    before = ShortAbsence.objects.filter(guide=do.by, out_at__gte=midnight, out_at__lte=do.at).count()
    if most is None or before + 1 <= most:
        return ""
    return f"频繁短时离岗：{do.by}今天第{before + 1}次短时离岗，规定每日不超过{most}次。"
