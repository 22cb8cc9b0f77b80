"""What the reports count: a row for each case, and a row for each day with the sums of those rows.

Both follow from the cases and their timelines and can be thrown away and drawn anew (``manage.py summaries``).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from matters.cases.states import Channel


class Way(models.TextChoices):
    """即办、承诺、特殊: 特殊 is what is decided above or by several departments."""

    INSTANT = "instant", "即办件"
    COMMITTED = "committed", "承诺件"
    SPECIAL = "special", "特殊件"


class Manner(models.TextChoices):
    """How a case was finished: before its last day, on it, after it; 即办 on the spot."""

    EARLY = "early", "提前办结"
    ON_TIME = "on_time", "按期办结"
    LATE = "late", "逾期办结"
    INSTANT = "instant", "即时办结"


class Dimensions(models.Model):
    """By what everything is counted."""

    hall = models.ForeignKey("hall.Hall", models.PROTECT, verbose_name="大厅", related_name="+")
    department = models.ForeignKey(
        "hall.Department", models.PROTECT, verbose_name="部门", related_name="+", db_index=False
    )
    window = models.ForeignKey(
        "hall.Place", models.PROTECT, verbose_name="窗口", related_name="+", db_index=False
    )
    channel = models.CharField("渠道", max_length=10, choices=Channel)
    way = models.CharField("办件类型", max_length=10, choices=Way)

    class Meta:
        abstract = True


DIMENSIONS = ("hall", "department", "window", "channel", "way")


class CaseFact(Dimensions):
    """One case in local days. It is received, and then finished, or sent back (``returned_on``), or pending.

    ``law``, ``promise`` and ``used`` are working days; None where the case had no such limit.
    """

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="+")
    received_on = models.DateField("收件")
    finished_on = models.DateField("办结", null=True)
    manner = models.CharField("办结情况", max_length=8, choices=Manner, blank=True)
    returned_on = models.DateField("退件", null=True)
    law = models.PositiveSmallIntegerField("法定时限", null=True)
    promise = models.PositiveSmallIntegerField("承诺时限", null=True)
    used = models.PositiveSmallIntegerField("实际用时", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "办件统计行"
        indexes = [
            models.Index(fields=["hall", "received_on", "case"], name="fact_received"),
            models.Index(fields=["hall", "finished_on", "case"], name="fact_finished"),
            models.Index(fields=["hall", "returned_on", "case"], name="fact_returned"),
            models.Index(
                fields=["hall", "case"],
                condition=Q(finished_on=None, returned_on=None),
                name="fact_pending",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on=None) | Q(returned_on=None), name="fact_ends_in_one_way"
            )
        ]

    def __str__(self) -> str:
        return f"办件{self.case_id}"


COUNTS = ("received", *Manner.values, "returned")
TIMES = ("timed", "law", "promise", "used")


class DayFigure(Dimensions):
    """The sums of one local day. ``timed`` counts the finished cases that had both limits and a known use of time,
    whose working days ``law``, ``promise`` and ``used`` add up.
    """

    day = models.DateField("日期")
    received = models.PositiveIntegerField("收件", default=0)
    early = models.PositiveIntegerField("提前办结", default=0)
    on_time = models.PositiveIntegerField("按期办结", default=0)
    late = models.PositiveIntegerField("逾期办结", default=0)
    instant = models.PositiveIntegerField("即时办结", default=0)
    returned = models.PositiveIntegerField("退件", default=0)
    timed = models.PositiveIntegerField("计时办件", default=0)
    law = models.PositiveIntegerField("法定时限合计", default=0)
    promise = models.PositiveIntegerField("承诺时限合计", default=0)
    used = models.PositiveIntegerField("实际用时合计", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "办件日汇总"
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "day", "department", "window", "channel", "way"], name="one_sum_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.received}"


class Mark(models.Model):
    """Up to which line of the timeline the sums have come.

    A line may become visible after a later one. So everything after ``seen`` is read again (doing it twice changes
    nothing) until no transaction is left that was open when ``pending`` was read: those before ``horizon``.
    """

    seen = models.BigIntegerField("已汇总到", default=0)
    pending = models.BigIntegerField("待确认到", null=True)
    horizon = models.BigIntegerField("事务界限", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "汇总进度"

    def __str__(self) -> str:
        return str(self.seen)
