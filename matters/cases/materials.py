"""Material checks: what the counter found of each material, row by row, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db import models

from hall.duty import duty
from hall.prepared import Prepared
from hall.timeline.triggers import append_only
from matters.catalogue.material import Material


class Verdict(models.TextChoices):
    """What a check of one material finds."""

    COMPLETE = "complete", "齐全"
    MISSING = "missing", "缺少"
    DEFECTIVE = "defective", "不符合法定形式"
    NOT_NEEDED = "not_needed", "本件不需要"


DEFECTS = (Verdict.MISSING, Verdict.DEFECTIVE)


@append_only
class MaterialCheck(models.Model):
    """One look at one material by one clerk. The latest counts; the earlier ones stay (DL-9.1)."""

    dossier = models.ForeignKey(
        "hall.Dossier", models.PROTECT, verbose_name="案卷", related_name="material_checks"
    )
    material = models.ForeignKey("catalogue.Material", models.PROTECT, verbose_name="材料", related_name="+")
    verdict = models.CharField("核对结果", max_length=12, choices=Verdict)
    fault = models.CharField("缺少或者不符之处", max_length=300, blank=True)
    remedy = models.CharField("补正要求", max_length=300, blank=True)
    copies = models.PositiveSmallIntegerField("份数", default=1)
    certificate = models.ForeignKey(
        "cases.Certificate", models.PROTECT, verbose_name="电子证照", null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField("核对时间")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "材料核对"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.material} {self.get_verdict_display()}"


@append_only
class ToldDefect(models.Model):
    """One item of the one-time notice. Nothing that is not here may be asked for later (AH-36.2, WS02-08-3)."""

    dossier = models.ForeignKey(
        "hall.Dossier", models.PROTECT, verbose_name="案卷", related_name="told_defects"
    )
    material = models.ForeignKey("catalogue.Material", models.PROTECT, verbose_name="材料", related_name="+")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "已告知补正的材料"
        constraints = [models.UniqueConstraint(fields=["dossier", "material"], name="told_once")]

    def __str__(self) -> str:
        return str(self.material)


@dataclass(frozen=True)
class Row:
    """A material of the guide and what was last found of it (None: not looked at)."""

    material: Material
    check: MaterialCheck | None

    @property
    def verdict(self) -> str:
        return self.check.verdict if self.check else ""

    @property
    def is_defect(self) -> bool:
        return self.verdict in DEFECTS


MATERIALS = Prepared(lambda version: Material.objects.filter(version=version).order_by("order"))
CHECKS = Prepared(lambda dossier: MaterialCheck.objects.filter(dossier=dossier).order_by("pk"))


@duty("XA-10.4a", off=lambda materials: list(materials))
def asked_of_applicant(materials) -> list[Material]:
    """What the applicant hands in; what departments share among themselves is not asked for."""
    return [material for material in materials if material.from_applicant]


class Checklist:
    """The guide's materials beside the latest checks. What departments share is verified, never demanded (XA-10.4)."""

    def __init__(self, materials, checks=(), dossier=None):
        latest = {check.material_id: check for check in checks}
        self.dossier = dossier
        self.rows = [Row(m, latest.get(m.pk)) for m in asked_of_applicant(materials)]
        self.shared = [m for m in materials if not m.from_applicant]

    @classmethod
    def of(cls, case) -> Checklist:
        """The checklist of a case: two queries, and a third where it matters what was told."""
        materials = MATERIALS(case.version_id)
        return cls(materials, CHECKS(case.pk), case.dossier) if case.pk else cls(materials)

    @property
    def unticked(self) -> list[Row]:
        return [row for row in self.rows if not row.verdict]

    @property
    def defects(self) -> list[Row]:
        return [row for row in self.rows if row.is_defect]

    @cached_property
    def told(self) -> list[Row]:
        """The items of the one-time notice, if one was given."""
        told = set(self.dossier.told_defects.values_list("material_id", flat=True)) if self.dossier else ()
        return [row for row in self.rows if row.material.pk in told]

    @property
    def told_and_open(self) -> list[Row]:
        """Items of the one-time notice not yet supplied."""
        return [row for row in self.told if row.is_defect]

    @property
    def complete(self) -> bool:
        return not self.unticked and not self.defects

    @property
    def tolerable(self) -> bool:
        """Everything looked at, something lacking, and all that lacks may follow later."""
        lacking = self.defects
        return not self.unticked and bool(lacking) and all(row.material.tolerable for row in lacking)

    @property
    def received(self) -> list[Row]:
        return [row for row in self.rows if row.verdict in (Verdict.COMPLETE, Verdict.DEFECTIVE)]


def names(rows) -> str:
    """The materials of these rows of a checklist, for a sentence."""
    return "、".join(row.material.name for row in rows)
