"""The ledger of clocks: a run for each start, append-only lines for all that happened to it, its limits with dates."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models.functions import Now

from hall.duty import duty
from hall.span import Span
from hall.timeline.dossier import Dossier
from hall.timeline.triggers import append_only, write_once

from .clock import CLOCKS, Clock, LimitKind, Rung


@write_once("dossier_id", "clock", "started_at", "ends_on", "near", "closing", "ended_at")
class ClockRun(models.Model):
    """One run of a clock, from the event that started it to the one that ended it.

    Everything the rulebook said at the start is frozen here: later edits of the rules do not touch it.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, verbose_name="案卷", related_name="runs")
    clock = models.CharField("期限", max_length=60)
    title = models.CharField("名称", max_length=60)
    started_at = models.DateTimeField("起算")
    ends_on = models.JSONField("终止事件")
    near = models.JSONField("预警规则")
    closing = models.TimeField("当日下班时间")
    ended_at = models.DateTimeField("终止", null=True, blank=True)
    first_day_counts = models.BooleanField("起算当日计入", default=False)
    edition = models.CharField("日历版本", max_length=80)

    class Meta:
        verbose_name = verbose_name_plural = "期限"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "clock"],
                condition=models.Q(ended_at__isnull=True),
                name="one_running_clock_of_a_kind",
            )
        ]
        indexes = [
            models.Index(
                fields=["edition"], condition=models.Q(ended_at__isnull=True), name="run_open_edition"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def declaration(self) -> Clock:
        return CLOCKS[f"{self.dossier.kind}.{self.clock}"]


@append_only
class ClockLine(models.Model):
    """One line: started, paused, resumed, extended, recomputed or ended – with the entry that caused it."""

    class Kind(models.TextChoices):
        START = "start", "起算"
        PAUSE = "pause", "暂停"
        RESUME = "resume", "恢复"
        EXTEND = "extend", "延长"
        RECOMPUTE = "recompute", "重新计算"
        END = "end", "终止"

    run = models.ForeignKey(ClockRun, models.PROTECT, verbose_name="期限", related_name="lines")
    kind = models.CharField("性质", max_length=10, choices=Kind)
    at = models.DateTimeField("法定时间")
    facts = models.JSONField("内容", default=dict)
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="clock_lines")

    class Meta:
        verbose_name = verbose_name_plural = "期限台账"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class Light(models.TextChoices):
    """电子监察 lights. 红 and 已超法定期限 never fade when the case is finished late."""

    GREEN = "green", "正常"
    PAUSED = "paused", "暂停计时"
    YELLOW = "yellow", "临近届满"
    RED = "red", "超期"
    BREACH = "breach", "超法定期限"


@write_once("run_id", "kind", "n", "unit", "until", "moment", "basis")
class ClockLimit(models.Model):
    """One limit of a run, with its date and sentence as last computed. ``next_at`` is all the sweep looks at."""

    run = models.ForeignKey(ClockRun, models.PROTECT, verbose_name="期限", related_name="limits")
    kind = models.CharField("性质", max_length=10, choices=LimitKind)
    n = models.PositiveSmallIntegerField("数", null=True, blank=True)
    unit = models.CharField("单位", max_length=12, blank=True)
    until = models.DateField("指定的最后一日", null=True, blank=True)
    moment = models.DateTimeField("指定的时刻", null=True, blank=True)
    basis = models.CharField("依据", max_length=200)
    extendable = models.BooleanField("可延长", default=True)
    since = models.DateTimeField("另定起算", null=True, blank=True)
    since_title = models.CharField("另定起算事由", max_length=20, blank=True)
    effect = models.CharField("届满效果", max_length=60, blank=True)
    due_on = models.DateField("届满日", null=True, blank=True)
    due_at = models.DateTimeField("届满时刻", null=True, blank=True)
    near_at = models.DateTimeField("预警时刻", null=True, blank=True)
    provisional = models.BooleanField("暂定", default=False)
    sentence = models.TextField("计算说明")
    generation = models.PositiveSmallIntegerField("计算次数", default=1)
    next_at = models.DateTimeField("下次检查", null=True, blank=True)
    next_rung = models.CharField("下一级", max_length=4, choices=Rung, blank=True)
    closed_at = models.DateTimeField("办结时刻", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "时限"
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(next_at__isnull=False), name="limit_next_at"),
            models.Index(fields=["run"], condition=models.Q(provisional=True), name="limit_provisional"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on or '暂停计时'}"

    @property
    def length(self) -> str:
        """The period in words, for papers and pages."""
        return str(self.span) if self.unit else "按指定日期"

    @property
    def span(self) -> Span | None:
        """The period, or None where the last day was set in the single case."""
        return Span(self.n, self.unit) if self.unit else None

    @duty("AH-31.2 AH-34.2 WS03-04-1", off=lambda limit, now: False)
    def late(self, now: dt.datetime) -> bool:
        """Whether the limit was missed, computed on read: the sweep may be behind, the answer is not."""
        if self.kind == LimitKind.ARRANGED or self.due_at is None:
            return False
        return (self.closed_at or now) > self.due_at

    def await_due(self) -> None:
        """Point the sweep at the end: the last day counts fully, so the rung comes the second after it."""
        self.next_rung, self.next_at = Rung.DUE, self.due_at + dt.timedelta(seconds=1)

    def light(self, now: dt.datetime) -> Light:
        """The light at an instant."""
        if self.kind == LimitKind.ARRANGED:
            return Light.GREEN
        if self.late(now):
            return Light.BREACH if self.kind == LimitKind.STATUTORY else Light.RED
        if self.closed_at:
            return Light.GREEN
        if self.due_at is None:
            return Light.PAUSED
        return Light.YELLOW if now >= self.near_at else Light.GREEN


@append_only
class ClockFiring(models.Model):
    """That one rung of one limit was acted on: the insert is the claim, so it happens exactly once."""

    limit = models.ForeignKey(ClockLimit, models.PROTECT, verbose_name="时限", related_name="firings")
    rung = models.CharField("级", max_length=4, choices=Rung)
    generation = models.PositiveSmallIntegerField("计算次数")
    at = models.DateTimeField("法定时间")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "期限触发"
        constraints = [
            models.UniqueConstraint(
                fields=["limit", "rung", "generation"], name="rung_fires_once_per_generation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.limit} {self.get_rung_display()}"


class Heartbeat(models.Model):
    """One row per worker that runs tasks: its age is alarmed on pages, where a dead worker cannot hide it."""

    worker = models.CharField("工作进程", max_length=120, unique=True)
    beat_at = models.DateTimeField("最近心跳", db_default=Now())

    class Meta:
        verbose_name = verbose_name_plural = "心跳"

    def __str__(self) -> str:
        return self.worker
