"""Rows beside a seal's timeline: whose papers it may stamp, and what it stamped."""

from __future__ import annotations

from django.db import models

from hall.duty import duty
from hall.timeline.triggers import append_only


@append_only
class SealOwner(models.Model):
    """A department on whose papers the seal is put: its own, or several where permit powers are concentrated."""

    seal = models.ForeignKey("windows.Seal", models.PROTECT, verbose_name="印章", related_name="owners")
    department = models.ForeignKey(
        "hall.Department", models.PROTECT, verbose_name="用章部门", related_name="+"
    )
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "用章部门"
        constraints = [models.UniqueConstraint(fields=["seal", "department"], name="owner_once")]

    def __str__(self) -> str:
        return str(self.department)


@append_only
class SealUse(models.Model):
    """用印登记: one impression on one paper – when, by whom, where, and the digest of what was stamped."""

    seal = models.ForeignKey("windows.Seal", models.PROTECT, verbose_name="印章", related_name="uses")
    paper = models.ForeignKey("hall.Paper", models.PROTECT, verbose_name="文书", related_name="+")
    number = models.CharField("文号", max_length=80)
    facts_hash = models.CharField("文书内容摘要", max_length=64)
    dossier = models.ForeignKey("hall.Dossier", models.PROTECT, verbose_name="案卷", related_name="+")
    used_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="用印人", null=True, related_name="+"
    )  # none where the law itself speaks: a filing deemed accepted, say
    place = models.ForeignKey(
        "hall.Place", models.PROTECT, verbose_name="用印地点", null=True, related_name="+"
    )
    at = models.DateTimeField("用印时间")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "用印登记"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["seal", "paper"], name="stamped_once")]

    def __str__(self) -> str:
        return f"{self.seal} {self.number}"

    @staticmethod
    @duty("WS04-4.7-1")
    def of(paper, do, entry) -> SealUse:
        """The line of the impression a paper was given in an act: every sealed paper has exactly one."""
        return SealUse(
            seal_id=paper.seal_mark["seal"],
            paper=paper,
            number=paper.number,
            facts_hash=paper.facts_hash,
            dossier_id=paper.dossier_id,
            used_by=do.by,
            place=do.place,
            at=do.at,
            entry=entry,
        )
