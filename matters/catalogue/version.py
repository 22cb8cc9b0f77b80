"""Versions (事项版本): what a matter asks, promises and gives from a day on. A case keeps the one it came under.

A published version never changes and has no end of its own: it is in force until the next one's first day. So on
every date exactly one is in force, and no two can overlap; the database refuses two with the same first day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Max, Q
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from hall.places.place import Place
from hall.span import Span, Unit
from matters.catalogue.codes import Anchor, CaseType, CertificateForm, Channel, JointMode, Stage
from matters.catalogue.fields import ChoicesField
from matters.catalogue.files import valid_form, valid_sample
from matters.catalogue.frozen import FrozenModel
from matters.catalogue.national import national_limit
from matters.catalogue.period import PROMISE, LimitMissing, Period

if TYPE_CHECKING:
    from matters.catalogue.clock_rule import ClockRule

PUBLICITY_UNITS = [(str(unit), unit.label) for unit in (Unit.WORKING_DAY, Unit.DAY)]
VALIDITY_UNITS = [(str(unit), unit.label) for unit in (Unit.DAY, Unit.MONTH, Unit.YEAR)]


def both_forms() -> list[str]:
    """Paper and electronic: what the applicant may ask for unless the matter says otherwise (XA-17.3)."""
    return list(CertificateForm.values)


class MatterVersion(FrozenModel):
    """A draft until ``published_at``; then in force from local date ``effective_from``."""

    matter = models.ForeignKey(
        "catalogue.Matter", verbose_name="事项", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField("版本号", editable=False)
    effective_from = models.DateField("施行日期")
    published_at = models.DateTimeField("公布时间", null=True, editable=False)
    source_digest = models.CharField("来源指纹", max_length=64, blank=True, editable=False)
    illustrative = models.BooleanField(
        "示例内容", default=False, help_text="含有示例数据，不得作为正式指南公布。"
    )

    case_type = models.CharField("办件类型", max_length=10, choices=CaseType.choices)
    joint_mode = models.CharField(
        "办理组织", max_length=10, choices=JointMode.choices, default=JointMode.SINGLE
    )
    conditions = models.TextField("受理条件", blank=True)
    procedure = models.TextField("办理流程", blank=True, help_text="一行一个步骤。")
    channels = ChoicesField("办理形式", of=Channel)
    single_channel_reason = models.CharField(
        "只开通一种办理方式的原因", max_length=200, blank=True, help_text="网上、窗口都能办的不填。"
    )
    visits = models.PositiveSmallIntegerField("到现场次数", default=1)
    window_kinds = ChoicesField("可受理窗口", of=Place.Kind, help_text="在哪几类窗口可以受理。")
    result_name = models.CharField("办理结果", max_length=120)
    validity_n = models.PositiveSmallIntegerField(
        "证件有效期", null=True, blank=True, help_text="长期有效的留空。"
    )
    validity_unit = models.CharField("有效期单位", max_length=12, choices=VALIDITY_UNITS, blank=True)
    certificate_forms = ChoicesField(
        "证件形式",
        of=CertificateForm,
        default=both_forms,
        help_text="已取消纸质证件的只选电子证照，尚无电子证照的只选纸质证件。",
    )
    quantity_limit = models.CharField("数量限制", max_length=200, blank=True)
    needs_survey = models.BooleanField(
        "需要现场踏勘", default=False, help_text="受理时须一并告知踏勘的时间、地点、内容、人员和方式。"
    )
    needs_meeting = models.BooleanField("需要会议研究决定", default=False)
    publicity_n = models.PositiveSmallIntegerField(
        "公示期", null=True, blank=True, help_text="不需要公示的留空。"
    )
    publicity_unit = models.CharField("公示期单位", max_length=12, choices=PUBLICITY_UNITS, blank=True)
    one_certificate = models.BooleanField(
        "一证办理",
        default=False,
        help_text="只凭统一社会信用代码或者居民身份证即可办理，其他材料不由申请人提交。",
    )
    result_sample = models.FileField(
        "结果样本",
        upload_to="guides/%Y/",
        max_length=200,
        blank=True,
        validators=[valid_sample],
        help_text="PDF或者图片，须先遮盖不宜公开的信息。",
    )
    sample_masked_by = models.ForeignKey(
        "hall.User",
        verbose_name="样本遮盖确认人",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    sample_masked_at = models.DateTimeField("样本遮盖确认时间", null=True, editable=False)
    review_rules = models.FileField(
        "受理审查工作细则", upload_to="guides/%Y/", max_length=200, blank=True, validators=[valid_form]
    )
    remedy_note = models.TextField("救济说明", blank=True, help_text="与一般复议、诉讼途径不同时填写。")

    history = HistoricalRecords(verbose_name="事项版本变更记录", verbose_name_plural="事项版本变更记录")

    class Meta:
        verbose_name = "事项版本"
        verbose_name_plural = "事项版本"
        ordering = ["matter", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="version_number_unique"),
            models.UniqueConstraint(
                fields=["matter", "effective_from"],
                condition=Q(published_at__isnull=False),
                name="version_one_in_force_a_day",
                violation_error_message="该事项已有同一天施行的版本，请改用其他日期。",
            ),
            models.CheckConstraint(
                name="version_validity_is_whole",
                condition=Q(validity_n__isnull=True, validity_unit="")
                | (Q(validity_n__gte=1) & ~Q(validity_unit="")),
                violation_error_message="证件有效期和单位应同时填写或者同时留空。",
            ),
            models.CheckConstraint(
                name="version_publicity_is_whole",
                condition=Q(publicity_n__isnull=True, publicity_unit="")
                | (Q(publicity_n__gte=1) & ~Q(publicity_unit="")),
                violation_error_message="公示期和单位应同时填写或者同时留空。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} 第{self.number}版"

    @property
    def is_instant(self) -> bool:
        return self.case_type == CaseType.INSTANT

    @property
    def validity(self) -> Span | None:
        """How long the licence is valid, or None for one without end."""
        return Span(self.validity_n, Unit(self.validity_unit)) if self.validity_n else None

    @property
    def publicity(self) -> Span | None:
        """How long a public notice must stand before the decision; None where the matter needs none (DL-15)."""
        return Span(self.publicity_n, Unit(self.publicity_unit)) if self.publicity_n else None

    @property
    def refuses_incomplete(self) -> bool:
        """Whether incomplete papers lead to 不予受理 instead of the one-time notice (不动产登记 only)."""
        return any(rule.incomplete_refusable for rule in self._rules().values())

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    def rule(self, stage: str) -> ClockRule | None:
        return self._rules().get(stage)

    def national(self, stage: str) -> Period | None:
        """What 行政许可法 says of a stage of this matter; None where it says nothing or the matter is no licence."""
        if not self.matter.is_licence:
            return None
        return national_limit(stage, self.effective_from, self.joint_mode)

    def statutory(self, stage: str) -> Period:
        """The legal limit of a stage: the matter's own, else the nation's for licences. Raises LimitMissing."""
        rule = self.rule(stage)
        period = rule.legal() if rule else self.national(stage)
        if period is None:
            raise LimitMissing(
                f"“{self.matter}”没有“{Stage(stage).label}”的法定时限。"
                f"法律没有规定的，请参照同类事项确定标准办理时限后再公布。"
            )
        return period

    def has_statutory(self, stage: str) -> bool:
        """Whether any law limits a stage of this matter."""
        rule = self.rule(stage)
        return (rule.legal() if rule else self.national(stage)) is not None

    def promise(self, stage: str) -> Period:
        """What the public is promised: the promised limit, 当场 for an instant matter's decision, else the law's.

        Raises LimitMissing when there is none of them.
        """
        rule = self.rule(stage)
        if rule and (promised := rule.promised()):
            return promised
        if stage == Stage.DECIDE and self.is_instant:
            anchor = rule.legal().anchor if rule else Anchor.ACCEPTED
            return Period(stage, anchor, Span(0, Unit.SAME_DAY), PROMISE, "即办件当场办结")
        return self.statutory(stage)

    def save(self, *args, **kwargs) -> None:
        if self.number is None:
            last = self.matter.versions.aggregate(last=Max("number"))["last"]
            self.number = (last or 0) + 1
        super().save(*args, **kwargs)

    def _rules(self) -> dict[str, ClockRule]:
        return self._read() if self.is_draft else self._read_once

    def _read(self) -> dict[str, ClockRule]:
        return {rule.stage: rule for rule in self.clock_rules.select_related("statute")}

    @cached_property
    def _read_once(self) -> dict[str, ClockRule]:
        """A published version's rows never change, so one look is enough for a whole acceptance."""
        return self._read()

    @classmethod
    def frozen(cls) -> Q:
        return Q(published_at__isnull=False)
