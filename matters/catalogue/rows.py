"""What a guide lists besides limits and materials: legal bases, fees, special procedures, joint departments."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models

from hall.duty import duty
from hall.span import Span, Unit
from matters.catalogue.codes import JointRole, Procedure, StatuteRank
from matters.catalogue.frozen import Cited, VersionRow, version_of
from matters.catalogue.national import national_procedures


class LegalBasis(Cited):
    """设定依据: an article that founds the matter."""

    version = version_of("bases")
    text = models.TextField("条文内容", blank=True)

    class Meta:
        verbose_name = "设定依据"
        verbose_name_plural = "设定依据"
        ordering = ["version_id", "id"]

    def __str__(self) -> str:
        return self.basis

    @duty("AH-14.1 DL-7.1")
    def vet(self) -> None:
        if not self.is_cited:
            raise ValidationError({"article": "设定依据应填写法律依据和条款。"})


class Fee(Cited):
    """A charge. A licence costs nothing unless a law or an administrative regulation says so (行政许可法 58)."""

    LICENCE_RANKS = (StatuteRank.LAW, StatuteRank.ADMINISTRATIVE)
    RANKS = (*LICENCE_RANKS, StatuteRank.LOCAL)

    version = version_of("fees")
    name = models.CharField("收费项目", max_length=100)
    amount = models.DecimalField(
        "金额（元）", max_digits=12, decimal_places=2, null=True, blank=True, help_text="按面积等计收的留空。"
    )
    standard = models.CharField("收费标准", max_length=200, help_text="如“住宅类每件80元”。")
    standard_document = models.CharField("标准依据", max_length=160, blank=True)
    reducible = models.BooleanField("可减免", default=False)
    reduction_note = models.CharField("减免说明", max_length=200, blank=True)
    payment = models.CharField("缴费方式", max_length=100, blank=True)
    withhold_basis = models.CharField(
        "缴清后方可领取的依据",
        max_length=160,
        blank=True,
        help_text="只有法律、法规规定缴费后才发放结果的填写条款；留空的不得以未缴费为由扣留结果。",
    )

    class Meta:
        verbose_name = "收费项目"
        verbose_name_plural = "收费项目"
        ordering = ["version_id", "id"]

    def __str__(self) -> str:
        return f"{self.name}：{self.standard}"

    @duty("AH-16.1 DL-16.1")
    def vet(self) -> None:
        """No fee without a basis of sufficient rank (AH-16.1, DL-16.1)."""
        ranks = self.LICENCE_RANKS if self.version.matter.is_licence else self.RANKS
        if not self.is_cited or self.statute.rank not in ranks:
            needed = "、".join(rank.label for rank in ranks)
            raise ValidationError(
                {"statute": f"收费应有{needed}的条款；请填写法律依据和条款，没有依据的请删除本项收费。"}
            )


class SpecialProcedure(Cited):
    """特别程序: a procedure the decision may need, whose time the limit leaves out, and how long it takes (AH-34.3)."""

    version = version_of("special_procedures")
    kind = models.CharField("程序", max_length=16, choices=Procedure.choices)
    n = models.PositiveSmallIntegerField("所需时间", validators=[MinValueValidator(1)])
    unit = models.CharField(
        "单位",
        max_length=12,
        choices=[(str(unit), unit.label) for unit in (Unit.WORKING_DAY, Unit.DAY)],
        default=Unit.WORKING_DAY,
    )
    note = models.CharField("说明", max_length=200, blank=True, help_text="如实施机构、何种情形需要。")

    class Meta:
        verbose_name = "特别程序"
        verbose_name_plural = "特别程序"
        ordering = ["version_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind"],
                name="special_procedure_kind_unique",
                violation_error_message="同一程序只列一次。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.span}）"

    @property
    def span(self) -> Span:
        return Span(self.n, Unit(self.unit))

    def vet(self) -> None:
        """Site survey, publicity and the like never stop a clock; only what a statute names does."""
        general = national_procedures() if self.version.matter.is_licence else ()
        if self.kind not in general and not self.is_cited:
            raise ValidationError({"statute": "行政许可法第四十五条以外的程序，须填写专门规定的依据和条款。"})


class JointDepartment(VersionRow):
    """联办机构: a department besides the implementing one, and what it does."""

    version = version_of("joint_departments")
    department = models.ForeignKey(
        "hall.Department", verbose_name="联办部门", on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField("职责", max_length=10, choices=JointRole.choices)

    class Meta:
        verbose_name = "联办机构"
        verbose_name_plural = "联办机构"
        ordering = ["version_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "department"], name="joint_department_unique")
        ]

    def __str__(self) -> str:
        return f"{self.department}（{self.get_role_display()}）"
