"""Materials (申请材料): the list the counter checks, the notice cites and nothing may be added to."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models

from matters.catalogue.codes import MaterialForm, MaterialKind, MaterialSource
from matters.catalogue.files import valid_form
from matters.catalogue.frozen import Cited, version_of
from matters.catalogue.wording import vague_in_name


class Material(Cited):
    """One material of a version, with everything that decides whether what is handed in will do."""

    version = version_of("materials")
    order = models.PositiveSmallIntegerField("序号")
    name = models.CharField("材料名称", max_length=200)
    kind = models.CharField("材料类型", max_length=10, choices=MaterialKind.choices)
    form = models.CharField(
        "材料形式", max_length=10, choices=MaterialForm.choices, default=MaterialForm.EITHER
    )
    copies = models.PositiveSmallIntegerField("份数", default=1, validators=[MinValueValidator(1)])
    page_format = models.CharField("规格", max_length=40, default="A4")
    required = models.BooleanField("必要", default=True)
    condition = models.CharField("何种情形需要", max_length=200, blank=True, help_text="非必要材料必填。")
    tolerable = models.BooleanField("容缺（可后补）", default=False)
    source = models.CharField(
        "来源渠道", max_length=12, choices=MaterialSource.choices, default=MaterialSource.APPLICANT
    )
    source_note = models.CharField(
        "来源说明", max_length=200, blank=True, help_text="中介或者法定机构产生的，注明机构类别或者资质要求。"
    )
    acceptance_standard = models.CharField("受理标准", max_length=300, blank=True)
    is_proof = models.BooleanField("属于证明事项", default=False, help_text="列入证明事项清单。")
    blank_form = models.FileField(
        "空白表格", upload_to="guides/%Y/", max_length=200, blank=True, validators=[valid_form]
    )
    filled_sample = models.FileField(
        "示范文本（填写样表）", upload_to="guides/%Y/", max_length=200, blank=True, validators=[valid_form]
    )
    illustrative = models.BooleanField("示例", default=False, help_text="常见材料，未核对法律条文。")

    class Meta:
        verbose_name = "申请材料"
        verbose_name_plural = "申请材料"
        ordering = ["version_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "order"],
                name="material_order_unique",
                violation_error_message="材料序号重复。",
            ),
            models.UniqueConstraint(
                fields=["version", "name"],
                name="material_name_unique",
                violation_error_message="同一材料只列一次。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def from_applicant(self) -> bool:
        """Whether the applicant hands it in. What can be shared is only confirmed (XA-10.4)."""
        return self.source != MaterialSource.SHARED

    @property
    def needs_paper(self) -> bool:
        """Whether a statute wants paper, so that an electronic certificate will not do (XA-26.2)."""
        return self.form == MaterialForm.PAPER and self.is_cited

    def vet(self) -> None:
        """No material whose need or origin stays open."""
        errors = {}
        if vague := vague_in_name(self.version.matter.hall, self.name):
            errors["name"] = vague
        if not self.required and not self.condition.strip():
            errors["condition"] = "非必要材料应写明何种情形需要提交。"
        if self.source == MaterialSource.INTERMEDIARY and not self.source_note.strip():
            errors["source_note"] = "中介或者法定机构产生的材料，应注明机构类别或者资质要求。"
        if self.tolerable and not self.from_applicant:
            errors["tolerable"] = "共享核验的材料不由申请人提交，不存在容缺。"
        if errors:
            raise ValidationError(errors)
