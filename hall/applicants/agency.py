"""Agency (委托代理): who may apply in another's name, for what and from when until when (行政许可法 29)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from hall.applicants.applicant import Applicant


class AgencyQuerySet(models.QuerySet["Agency"]):
    def in_force(self, day: date) -> AgencyQuerySet:
        """Authorities that bind on local date `day`, both ends included."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Agency(models.Model):
    """One power of attorney. The agent is an applicant of kind 自然人: numbers are kept in one place."""

    principal = models.ForeignKey(
        Applicant, verbose_name="委托人", on_delete=models.PROTECT, related_name="agencies"
    )
    agent = models.ForeignKey(Applicant, verbose_name="代理人", on_delete=models.PROTECT, related_name="+")
    authority_document = models.CharField(
        "授权文件", max_length=120, help_text="授权委托书等文件的名称和文号（日期）。"
    )
    scope = models.CharField("委托权限", max_length=200, help_text="例如：提交、补正材料，签收文书。")
    since = models.DateField("委托起始日期")
    until = models.DateField("委托截止日期", null=True, blank=True, help_text="含当日；未约定期限的留空。")

    history = HistoricalRecords(verbose_name="委托代理变更记录", verbose_name_plural="委托代理变更记录")
    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "委托代理"
        verbose_name_plural = "委托代理"
        constraints = [
            models.CheckConstraint(
                name="agency_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message="委托截止日期不得早于起始日期。",
            ),
            models.CheckConstraint(
                name="agency_is_of_another",
                condition=~Q(principal=F("agent")),
                violation_error_message="代理人不能是委托人本人。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent}代理{self.principal}"

    def clean(self) -> None:
        super().clean()
        if self.agent_id and not self.agent.is_natural:
            raise ValidationError({"agent": "代理人应为自然人，请登记实际到场办理的人员。"})
