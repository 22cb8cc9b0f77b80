"""The rows of a year's plan: one window, one season."""

from __future__ import annotations

from datetime import date

from django.db import models

from hall.duty import duty
from hall.timeline.triggers import write_once


class SeasonQuerySet(models.QuerySet["Season"]):
    def current(self) -> SeasonQuerySet:
        return self.filter(ended=None)

    @duty("WS13-2.3-5", off=lambda seasons, on: seasons.none())
    def filed_for(self, on: date) -> SeasonQuerySet:
        """The seasons on the filed plan of a day's year."""
        return self.current().filter(plan__state="filed", plan__year=on.year)

    def in_season(self, on: date) -> SeasonQuerySet:
        """Those of them in which the day lies."""
        return self.filed_for(on).filter(opens_on__lte=on, closes_on__gte=on)


@write_once("plan_id", "window_id", "opens_on", "closes_on", "business", "staff", "added_id", "ended_id")
class Season(models.Model):
    """One window in one season of one plan. A row is never removed: the entry that struck it out is written into it."""

    plan = models.ForeignKey("windows.SeasonalPlan", models.PROTECT, verbose_name="计划", related_name="rows")
    window = models.ForeignKey("windows.Window", models.PROTECT, verbose_name="窗口", related_name="seasons")
    opens_on = models.DateField("启用首日")
    closes_on = models.DateField("启用末日")
    business = models.CharField("业务内容", max_length=200)
    staff = models.CharField("人员安排", max_length=200)
    added = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="列入", related_name="+")
    ended = models.ForeignKey(
        "hall.Entry", models.PROTECT, verbose_name="划去", null=True, blank=True, related_name="+"
    )

    objects = SeasonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "季节性窗口"
        ordering = ["opens_on", "pk"]

    def __str__(self) -> str:
        return f"{self.window} {self.opens_on:%Y-%m-%d}至{self.closes_on:%Y-%m-%d}"

    def until(self, entry) -> Season:
        """The row, struck out by an entry; not yet saved."""
        self.ended = entry
        return self
