"""Departments (实施主体) and the names they bore: an old paper keeps the name of its day."""

from __future__ import annotations

from datetime import date

from django.db import models
from simple_history.models import HistoricalRecords

from hall.failures import LegalFailure
from hall.places.remedies import Remedies, resolve_remedies


class DepartmentNameMissing(LegalFailure, LookupError):
    """The department had no name yet on that day."""


class Department(models.Model):
    """An implementing body: whoever decides, in its own name, on matters of a hall."""

    class Kind(models.TextChoices):
        """What the body is in law: it decides who reviews its decisions (行政复议法 24, 27, 28)."""

        GOVERNMENT = "government", "本级人民政府"
        DEPARTMENT = "department", "政府工作部门"
        JUSTICE = "justice", "司法行政部门"
        SUBORDINATE_LED = "subordinate_led", "海关、金融、外汇、税务、国家安全机关"
        VERTICAL = "vertical", "其他垂直管理部门"
        AUTHORISED = "authorised", "法律、法规、规章授权的组织"
        DISPATCHED_ORGAN = "dispatched_organ", "政府派出机关（街道办事处等）"
        DISPATCHED_BODY = "dispatched_body", "部门派出机构"
        PUBLIC_SERVICE = "public_service", "具有公共服务职能的企事业单位"
        OTHER = "other", "其他（党委工作机关等）"

    hall = models.ForeignKey(
        "hall.Hall", verbose_name="所属大厅", on_delete=models.PROTECT, related_name="departments"
    )
    code = models.CharField(
        "机构编码", max_length=18, unique=True, help_text="一般为18位统一社会信用代码，启用后不再改变。"
    )
    kind = models.CharField("机构性质", max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name="主管（上级）部门",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subordinates",
    )
    phone = models.CharField("咨询电话", max_length=40, blank=True)
    own_window = models.BooleanField(
        "可以自行设置综合受理窗口",
        default=False,
        help_text="不动产登记、医保、社保、公积金、税务等承担公共服务类事项的部门。",
    )
    is_active = models.BooleanField("启用", default=True)

    history = HistoricalRecords(verbose_name="部门变更记录", verbose_name_plural="部门变更记录")

    class Meta:
        verbose_name = "部门"
        verbose_name_plural = "部门"
        ordering = ["hall", "code"]

    def __str__(self) -> str:
        names = sorted(self.names.all(), key=lambda name: name.effective_from) if self.pk else []
        return names[-1].name if names else self.code

    def name_on(self, day: date) -> DepartmentName:
        """The name in force on local date `day`. Raises DepartmentNameMissing."""
        borne = [name for name in self.names.all() if name.effective_from <= day]
        if not borne:
            raise DepartmentNameMissing(
                f"机构 {self.code} 在 {day:%Y-%m-%d} 尚无名称，请先登记该日有效的名称。"
            )
        return max(borne, key=lambda name: name.effective_from)

    def remedies_on(self, day: date) -> Remedies:
        """Where a decision taken on `day` may be challenged. Raises RemedyUnknown."""
        return resolve_remedies(self, day)


class DepartmentName(models.Model):
    """A department's name from a day on, until the next one: institutions are renamed, papers are not."""

    department = models.ForeignKey(
        Department, verbose_name="部门", on_delete=models.CASCADE, related_name="names"
    )
    name = models.CharField("名称", max_length=80)
    short_name = models.CharField("简称（文号用字）", max_length=20, help_text="用于文书编号，如“市监”。")
    effective_from = models.DateField("启用日期")

    history = HistoricalRecords(verbose_name="部门名称变更记录", verbose_name_plural="部门名称变更记录")

    class Meta:
        verbose_name = "部门名称"
        verbose_name_plural = "部门名称"
        ordering = ["department_id", "effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "effective_from"],
                name="department_name_one_a_day",
                violation_error_message="该部门同一天已登记一个名称，请改日期或修改原名称。",
            )
        ]

    def __str__(self) -> str:
        return self.name
