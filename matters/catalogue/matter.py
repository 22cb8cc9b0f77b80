"""Matters (事项): what may be applied for at a hall. What holds for an application stands in its versions."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from hall import legal_time
from hall.duty import duty
from hall.rulebook import Answer, answer
from matters.catalogue.codes import ApplicantKind, Level, MatterKind, PowerSource
from matters.catalogue.fields import ChoicesField
from matters.catalogue.initials import initials
from matters.catalogue.rules import EXCEPTIONS


def kinds_offered(hall, on: date) -> Answer:
    """The kinds of matter (``MatterKind``) the hall's rulebook lets into its list (AH-1, XA-6, DL-2.1)."""
    return answer(hall, "catalogue.matter_types", on)


class Matter(models.Model):
    """One entry of a hall's list (目录清单). Its code is the national one and is kept byte for byte."""

    hall = models.ForeignKey(
        "hall.Hall", verbose_name="大厅", on_delete=models.PROTECT, related_name="matters"
    )
    department = models.ForeignKey(
        "hall.Department", verbose_name="实施主体", on_delete=models.PROTECT, related_name="matters"
    )
    code = models.CharField(
        "实施编码",
        max_length=60,
        validators=[
            RegexValidator(r"^[!-~]{20,60}\Z", "实施编码为20至60位字母、数字或符号，不含空格，原样保存。")
        ],
    )
    national_code = models.CharField(
        "国家基本编码",
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d{12}\Z", "国家基本编码为12位数字。")],
    )
    name = models.CharField("事项名称", max_length=160)
    sub_item = models.CharField(
        "子项名称", max_length=160, blank=True, help_text="没有子项的留空，显示为“无”。"
    )
    kind = models.CharField("事项类型", max_length=2, choices=MatterKind.choices)
    applicant_kinds = ChoicesField("服务对象", of=ApplicantKind)
    power_source = models.CharField(
        "权力来源", max_length=1, choices=PowerSource.choices, default=PowerSource.STATUTORY
    )
    level = models.CharField("行使层级", max_length=1, choices=Level.choices, default=Level.COUNTY)
    one_window = models.BooleanField("综合窗口受理", default=True)
    public_safety = models.BooleanField(
        "直接关系公共安全、人身健康、生命财产安全",
        default=False,
        help_text="提供虚假材料或者骗取许可的，在法定期间内不得再次申请（行政许可法78、79）。",
    )
    exception = models.CharField(
        "不进驻的情形",
        max_length=20,
        choices=EXCEPTIONS,
        blank=True,
        editable=False,
        help_text="经批准不进驻大厅的。",
    )
    entered_on = models.DateField("进驻日期", null=True, blank=True, help_text="自这一天起可以在大厅受理。")
    withdrawn_on = models.DateField(
        "取消（退出）日期", null=True, blank=True, help_text="自这一天起不再受理。"
    )
    initials = models.CharField("拼音首字母", max_length=320, editable=False)

    history = HistoricalRecords(verbose_name="事项变更记录", verbose_name_plural="事项变更记录")

    class Meta:
        verbose_name = "事项"
        verbose_name_plural = "事项"
        ordering = ["hall", "department", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "code"],
                name="matter_code_unique_in_hall",
                violation_error_message="本大厅已有这个实施编码的事项。",
            ),
            models.CheckConstraint(
                name="matter_withdrawn_after_entry",
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("entered_on")),
                violation_error_message="取消（退出）日期须填写进驻日期且不早于它。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name with its sub-item, as notices print it."""
        return f"{self.name}（{self.sub_item}）" if self.sub_item else self.name

    @property
    def is_licence(self) -> bool:
        """Whether 行政许可法 and its general limits govern the matter."""
        return self.kind == MatterKind.LICENCE

    @duty("WS09-3-1 DL-17.3", off=lambda matter, on: True)
    def is_open(self, on: date) -> bool:
        """Whether an application may be taken in on a local date (WS09-3-1, DL-17.3)."""
        return (
            self.entered_on is not None
            and self.entered_on <= on
            and (self.withdrawn_on is None or on < self.withdrawn_on)
        )

    def clean(self) -> None:
        """Refuse another hall's department and a kind the hall's rulebook does not offer. Raises ValidationError."""
        super().clean()
        if self.hall_id is None or self.department_id is None:
            return
        if self.department.hall_id != self.hall_id:
            raise ValidationError({"department": f"“{self.department}”不是“{self.hall}”的部门，请改选。"})
        offered = kinds_offered(self.hall, legal_time.today())
        if self.kind not in offered.value:
            raise ValidationError(
                {"kind": f"本大厅的事项类型只有{offered.text}（{offered.basis}），请改选。"}
            )

    def save(self, *args, **kwargs) -> None:
        self.initials = initials(self.title)
        self.full_clean()
        super().save(*args, **kwargs)
