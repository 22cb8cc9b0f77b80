"""Bundles (一件事): matters over several departments that one occasion in life needs together (AH-4.5b)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from matters.catalogue.matter import Matter


class BundleQuerySet(models.QuerySet["Bundle"]):
    def offered(self, hall, on: date) -> BundleQuerySet:
        """The bundles a hall takes in on a local date."""
        return self.filter(Q(until=None) | Q(until__gt=on), hall=hall, since__lte=on)


class Bundle(models.Model):
    """One thing in the applicant's words (“开办餐饮店”), and the matters it takes, in order."""

    hall = models.ForeignKey(
        "hall.Hall", verbose_name="大厅", on_delete=models.PROTECT, related_name="bundles"
    )
    name = models.CharField("一件事名称", max_length=80)
    lead = models.ForeignKey(
        "hall.Department", verbose_name="牵头部门", on_delete=models.PROTECT, related_name="+"
    )
    matters = models.ManyToManyField(Matter, through="BundleMatter", related_name="bundles")
    since = models.DateField("开始日期")
    until = models.DateField("停止日期", null=True, blank=True, help_text="自这一天起不再按一件事受理。")

    history = HistoricalRecords(verbose_name="一件事变更记录", verbose_name_plural="一件事变更记录")
    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "一件事"
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "name"],
                name="bundle_name_unique_in_hall",
                violation_error_message="本大厅已有同名的一件事。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def matters_in_order(self) -> list[Matter]:
        rows = self.bundlematter_set.select_related("matter__department", "matter__hall")
        return [row.matter for row in rows]


class BundleMatter(models.Model):
    """A matter of a bundle and its place in it."""

    bundle = models.ForeignKey(Bundle, verbose_name="一件事", on_delete=models.CASCADE)
    matter = models.ForeignKey(Matter, verbose_name="事项", on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField("次序", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "一件事的事项"
        ordering = ["bundle", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "matter"], name="bundle_matter_once"),
        ]

    def __str__(self) -> str:
        return str(self.matter)
