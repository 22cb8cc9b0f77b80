"""Entrustments (授权委托): which of a department's powers a hall may use, for which matters, from when until when."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from hall import legal_time
from hall.duty import duty
from hall.prepared import Prepared
from hall.rulebook import answer
from matters.catalogue.codes import Instrument, Power
from matters.catalogue.fields import ChoicesField
from matters.catalogue.version import MatterVersion


class EntrustmentQuerySet(models.QuerySet["Entrustment"]):
    def in_force(self, on: date) -> EntrustmentQuerySet:
        """Those in force on a local date; the last day counts."""
        return self.filter(
            Q(effective_until__isnull=True) | Q(effective_until__gte=on), effective_from__lte=on
        )


class Entrustment(models.Model):
    """A letter, agreement or approval by which a department lets a hall act for it; its name stays on the papers."""

    hall = models.ForeignKey(
        "hall.Hall", verbose_name="受托大厅", on_delete=models.PROTECT, related_name="entrustments"
    )
    department = models.ForeignKey(
        "hall.Department", verbose_name="委托部门", on_delete=models.PROTECT, related_name="entrustments"
    )
    all_matters = models.BooleanField("全部事项", default=False, help_text="不勾选的，逐项列出委托事项。")
    powers = ChoicesField("委托权限", of=Power)
    instrument = models.CharField("委托文书", max_length=20, choices=Instrument.choices)
    document_number = models.CharField("文书编号", max_length=80)
    effective_from = models.DateField("生效日期")
    effective_until = models.DateField(
        "截止日期", null=True, blank=True, help_text="当日仍有效；留空为长期。"
    )

    history = HistoricalRecords(verbose_name="授权委托变更记录", verbose_name_plural="授权委托变更记录")
    objects = EntrustmentQuerySet.as_manager()

    class Meta:
        verbose_name = "授权委托"
        verbose_name_plural = "授权委托"
        ordering = ["hall", "department", "-effective_from"]
        constraints = [
            models.CheckConstraint(
                name="entrustment_ends_after_start",
                condition=Q(effective_until__isnull=True) | Q(effective_until__gte=F("effective_from")),
                violation_error_message="截止日期不得早于生效日期。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.department}授权委托{self.hall}（{self.document_number}）"

    def clean(self) -> None:
        """Refuse an instrument the hall's rulebook does not know. Raises ValidationError."""
        super().clean()
        if self.hall_id is None or not self.instrument:
            return
        rule = answer(self.hall, "catalogue.entrust_instrument", legal_time.today())
        if self.instrument != rule.value:
            raise ValidationError(
                {"instrument": f"本大厅的授权委托应使用{rule.text}（{rule.basis}），请改选。"}
            )

    def save(self, *args, **kwargs) -> None:
        self.full_clean()
        super().save(*args, **kwargs)


class EntrustedMatter(models.Model):
    """One matter of an entrustment that does not cover all."""

    entrustment = models.ForeignKey(
        Entrustment, verbose_name="授权委托", on_delete=models.CASCADE, related_name="entrusted"
    )
    matter = models.ForeignKey(
        "catalogue.Matter", verbose_name="事项", on_delete=models.PROTECT, related_name="entrusted"
    )

    history = HistoricalRecords(verbose_name="委托事项变更记录", verbose_name_plural="委托事项变更记录")

    class Meta:
        verbose_name = "委托事项"
        verbose_name_plural = "委托事项"
        constraints = [
            models.UniqueConstraint(fields=["entrustment", "matter"], name="entrusted_matter_unique")
        ]

    def __str__(self) -> str:
        return str(self.matter)

    def clean(self) -> None:
        super().clean()
        if self.matter_id and self.matter.department_id != self.entrustment.department_id:
            raise ValidationError(
                {"matter": f"“{self.matter}”不是{self.entrustment.department}的事项，不能由其委托。"}
            )

    def save(self, *args, **kwargs) -> None:
        self.full_clean()
        super().save(*args, **kwargs)


GRANTED = Prepared(
    lambda hall, department, matter, on: (
        Entrustment.objects.in_force(on)
        .filter(Q(all_matters=True) | Q(entrusted__matter=matter), hall=hall, department=department)
        .order_by()
    )
)


@duty("EL-4.2d", off=lambda version, hall, on: frozenset(Power))
def powers_at(version: MatterVersion, hall, on: date) -> frozenset[str]:
    """The powers (``codes.Power``) a hall holds for a matter on a local date; empty where nothing is entrusted.

    Deny by default: an entrustment that neither covers all matters nor lists this one gives nothing (EL-4.2d).
    """
    granted = GRANTED(hall.pk, version.matter.department_id, version.matter_id, on)
    return frozenset(power for one in granted for power in one.powers)
