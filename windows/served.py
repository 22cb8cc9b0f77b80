"""The lists of windows: which matter a window serves, from which act until which."""

from __future__ import annotations

from django.db import models

from hall.timeline.triggers import write_once


class Ground(models.TextChoices):
    """Why a matter is taken at the integrated window of all sorts (EL-2.6)."""

    RARE = "rare", "年办件量少"
    UNRELATED = "unrelated", "与其他事项关联度低"
    SEASONAL = "seasonal", "季节性办理"


class ServedMatterQuerySet(models.QuerySet["ServedMatter"]):
    def current(self) -> ServedMatterQuerySet:
        return self.filter(ended=None)


@write_once("window_id", "matter_id", "ground", "added_id", "ended_id")
class ServedMatter(models.Model):
    """One matter on one window's list. A row is never removed: the entry that ended it is written into it."""

    window = models.ForeignKey("windows.Window", models.PROTECT, verbose_name="窗口", related_name="served")
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, verbose_name="事项", related_name="+")
    ground = models.CharField("列入理由", max_length=10, choices=Ground, blank=True)
    added = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="列入", related_name="+")
    ended = models.ForeignKey(
        "hall.Entry", models.PROTECT, verbose_name="移出", null=True, blank=True, related_name="+"
    )

    objects = ServedMatterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "窗口承办事项"
        constraints = [
            models.UniqueConstraint(
                fields=["window", "matter"], condition=models.Q(ended=None), name="served_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.window}：{self.matter}"

    def until(self, entry) -> ServedMatter:
        """The row, ended by an entry; not yet saved."""
        self.ended = entry
        return self
