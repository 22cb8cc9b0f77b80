"""Where a department's decision may be challenged: the review organ (复议机关) and the court."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from simple_history.models import HistoricalRecords

from hall.failures import LegalFailure

if TYPE_CHECKING:
    from hall.places.department import Department
    from hall.places.hall import Hall


class RemedyUnknown(LegalFailure, LookupError):
    """Nobody has said where review is sought; a notice naming the wrong organ is worse than none."""


@dataclass(frozen=True)
class Remedies:
    """What the remedy block of a notice names; `basis` is the article or stored answer behind the organ."""

    review_organ: str
    court: str
    basis: str


class DepartmentRemedy(models.Model):
    """The stored answer of counsel, from a day on. An empty review organ leaves the choice to the statute."""

    department = models.ForeignKey(
        "hall.Department", verbose_name="部门", on_delete=models.CASCADE, related_name="remedies"
    )
    review_organ = models.CharField(
        "复议机关", max_length=120, blank=True, help_text="留空则按行政复议法第24、27、28条确定。"
    )
    court = models.CharField(
        "管辖法院", max_length=120, help_text="行政诉讼法第18条；实行集中管辖的按规定填写。"
    )
    basis = models.CharField("依据", max_length=200)
    effective_from = models.DateField("启用日期")

    history = HistoricalRecords(verbose_name="救济途径变更记录", verbose_name_plural="救济途径变更记录")

    class Meta:
        verbose_name = "救济途径"
        verbose_name_plural = "救济途径"
        ordering = ["department_id", "effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "effective_from"],
                name="department_remedy_one_a_day",
                violation_error_message="该部门同一天已登记救济途径，请改日期或修改原记录。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.review_organ or '依法确定'}；{self.court}"


def resolve_remedies(department: Department, day: date) -> Remedies:
    """The stored answer in force on `day`; the statute fills what it leaves open. Raises RemedyUnknown."""
    stored = [row for row in department.remedies.all() if row.effective_from <= day]
    if not stored:
        raise RemedyUnknown(
            f"“{department}”在 {day:%Y-%m-%d} 没有登记管辖法院，请先在部门资料中登记救济途径。"
        )
    row = max(stored, key=lambda row: row.effective_from)
    if row.review_organ:
        return Remedies(row.review_organ, row.court, row.basis)
    organ, article = review_organ_by_law(department, day)
    return Remedies(organ, row.court, article)


def review_organ_by_law(department: Department, day: date) -> tuple[str, str]:
    """The review organ named by 行政复议法 (text of 2024-01-01), and the article. Raises RemedyUnknown."""
    kinds = type(department).Kind
    hall = department.hall.main_hall
    match department.kind:
        case kinds.GOVERNMENT | kinds.DISPATCHED_ORGAN if hall.parent is not None:
            return government_of(hall.parent, day), "行政复议法第24条第1款第2、3项"
        case kinds.DEPARTMENT if hall.is_county_or_above:
            return government_of(hall, day), "行政复议法第24条第1款第1项"
        case kinds.AUTHORISED if hall.is_county_or_above:
            return government_of(hall, day), "行政复议法第24条第1款第4项"
        case kinds.DISPATCHED_BODY if hall.is_county_or_above:
            return government_of(hall, day), "行政复议法第24条第4款"
        case kinds.SUBORDINATE_LED if department.parent is not None:
            return department.parent.name_on(day).name, "行政复议法第27条"
        case kinds.JUSTICE if department.parent is not None and hall.is_county_or_above:
            superior = department.parent.name_on(day).name
            return f"{government_of(hall, day)}或者{superior}", "行政复议法第28条"
    raise RemedyUnknown(
        f"无法依法推定“{department}”（{department.get_kind_display()}）的复议机关，请核实后在救济途径中登记。"
    )


def government_of(hall: Hall, day: date) -> str:
    """The name, on `day`, of the people's government at whose level `hall` stands. Raises RemedyUnknown."""
    governments = [d for d in hall.departments.all() if d.kind == d.Kind.GOVERNMENT and d.is_active]
    if len(governments) != 1:
        raise RemedyUnknown(f"“{hall}”应登记且只登记一个本级人民政府，现有 {len(governments)} 个，请先补正。")
    return governments[0].name_on(day).name
