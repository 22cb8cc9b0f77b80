"""Limits of a version (期限规则): for each stage the law, and beside it the promise."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from hall.span import Span, unit_choices
from matters.catalogue.clock_rule_checks import objections
from matters.catalogue.codes import Anchor, Approver, DefaultEffect, LimitSource, Procedure, Stage
from matters.catalogue.fields import ChoicesField
from matters.catalogue.frozen import Cited, version_of
from matters.catalogue.period import PROMISE, Period, span_of


class ClockRule(Cited):
    """One stage's legal limit, its source, and what the department promises inside it.

    Where the source is 行政许可法 itself, every column of the law stays empty: the nation's file answers, and the row
    carries only the promise. A promise runs from the same event as the law and is never extended by the law's rule.
    """

    version = version_of("clock_rules")
    stage = models.CharField("环节", max_length=20, choices=Stage.choices)
    source = models.CharField("时限来源", max_length=10, choices=LimitSource.choices)
    anchor = models.CharField("起算点", max_length=12, choices=Anchor.choices, blank=True)
    n = models.PositiveSmallIntegerField(
        "法定（标准）办理时限", null=True, blank=True, help_text="当场办理填0。"
    )
    unit = models.CharField("单位", max_length=12, choices=unit_choices(), blank=True)
    extension_n = models.PositiveSmallIntegerField("可延长", null=True, blank=True)
    extension_unit = models.CharField("延长单位", max_length=12, choices=unit_choices(), blank=True)
    extension_approver = models.CharField("延长批准人", max_length=20, choices=Approver.choices, blank=True)
    excludable = ChoicesField(
        "不计入期限的程序", of=Procedure, blank=True, help_text="行政许可留空即为行政许可法第四十五条的八种。"
    )
    default_effect = models.CharField(
        "逾期的法律效果", max_length=16, choices=DefaultEffect.choices, default=DefaultEffect.NONE
    )
    incomplete_refusable = models.BooleanField(
        "材料不齐可不予受理",
        default=False,
        help_text="仅限法律专门规定的事项，如不动产登记；其他事项应一次性告知。",
    )
    reference = models.CharField(
        "参照事项或者依据",
        max_length=200,
        blank=True,
        help_text="法律未规定时限的必填（限时办结制度第四条）。",
    )
    promise_n = models.PositiveSmallIntegerField("承诺时限", null=True, blank=True, help_text="即办填0。")
    promise_unit = models.CharField("承诺单位", max_length=12, choices=unit_choices(), blank=True)

    class Meta:
        verbose_name = "期限规则"
        verbose_name_plural = "期限规则"
        ordering = ["version_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "stage"],
                name="clock_rule_one_a_stage",
                violation_error_message="同一环节只能有一条期限规则。",
            ),
            models.CheckConstraint(
                name="clock_rule_law_or_nation",
                condition=Q(source=LimitSource.NATIONAL, n__isnull=True) | Q(n__isnull=False),
                violation_error_message="请填写办理时限。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.get_stage_display()}"

    @property
    def promise_span(self) -> Span | None:
        return span_of(self.promise_n, self.promise_unit)

    def legal(self) -> Period | None:
        """The law's limit; None while it is not filled in, or where 行政许可法 sets none for the stage.

        A special statute replaces the general length and its extension. What it leaves unsaid of a licence, which
        procedures stand outside the limit and what silence means, stays general law (行政许可法 32, 45, 50).
        """
        national = self.version.national(self.stage)
        if self.source == LimitSource.NATIONAL:
            return national
        span = span_of(self.n, self.unit)
        if span is None:
            return None
        return Period(
            stage=self.stage,
            anchor=self.anchor,
            span=span,
            source=self.source,
            basis=self.basis or f"参照{self.reference}",
            extension=span_of(self.extension_n, self.extension_unit),
            extension_approver=self.extension_approver,
            excludable=tuple(self.excludable) or (national.excludable if national else ()),
            default_effect=self._effect(national),
        )

    def promised(self) -> Period | None:
        """The promise, running from where the law's limit runs; None where nothing is promised."""
        legal, span = self.legal(), self.promise_span
        if legal is None or span is None:
            return None
        return Period(self.stage, legal.anchor, span, PROMISE, "事项公开的承诺时限")

    def _effect(self, national: Period | None) -> str:
        if self.default_effect == DefaultEffect.NONE and national:
            return national.default_effect
        return self.default_effect

    def vet(self) -> None:
        """Every objection beside its field; see clock_rule_checks."""
        if errors := objections(self):
            raise ValidationError(errors)
