"""The hall tree: 盟/市 – 旗县 – 苏木乡镇(街道) – 嘎查村, and the sub-halls departments keep."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from hall import legal_time
from hall.duty import duty
from hall.places.conformity import check_conformity
from hall.places.letterhead import validate_letterhead

# 盟 > 旗县 > 苏木乡镇 > 嘎查村 > a sub-hall: no branch of the tree has more nodes than this.
DEEPEST_BRANCH = 5


class HallLevel(models.IntegerChoices):
    """The national codes of 行使层级; a greater number is a lower level."""

    LEAGUE = 3, "盟（市）"
    COUNTY = 4, "旗县（市、区）"
    TOWNSHIP = 5, "苏木乡镇（街道）"
    VILLAGE = 6, "嘎查村（社区）"


class HallKind(models.TextChoices):
    MAIN = "main", "综合大厅"
    SUB_HALL = "sub_hall", "部门分厅（分中心）"


class HallQuerySet(models.QuerySet["Hall"]):
    def within(self, hall: Hall) -> HallQuerySet:
        """`hall` and everything below it, in one query."""
        inside, path = Q(pk=hall.pk), "parent"
        for _ in range(DEEPEST_BRANCH - 1):
            inside |= Q(**{path: hall.pk})
            path += "__parent"
        return self.filter(inside)


class Hall(models.Model):
    """A government service hall (政务服务大厅/中心), or a sub-hall of one.

    What a hall may be called and which figures it lives by are answers of its rulebook, never of this class.
    """

    Level, Kind = HallLevel, HallKind

    code = models.SlugField("大厅编码", max_length=32, unique=True, help_text="启用后不再改变。")
    name = models.CharField("名称", max_length=80)
    level = models.PositiveSmallIntegerField("层级", choices=Level.choices)
    kind = models.CharField("类型", max_length=10, choices=Kind.choices, default=Kind.MAIN)
    parent = models.ForeignKey(
        "self",
        verbose_name="上级大厅",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="分厅填写其所属的综合大厅。",
    )
    department = models.ForeignKey(
        "hall.Department",
        verbose_name="设立部门",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sub_halls",
        help_text="仅分厅填写。",
    )
    approval_reference = models.CharField(
        "政府批准文号",
        max_length=80,
        blank=True,
        help_text="部门单独设立的分厅经政府批准保留的，填写批准文件的文号。",
    )
    region_code = models.CharField(
        "行政区划代码",
        max_length=12,
        validators=[RegexValidator(r"^\d{6}(\d{3}){0,2}$", "行政区划代码应为6位、9位或12位数字。")],
    )
    preset = models.CharField(
        "制度预设", max_length=40, blank=True, help_text="留空则沿用上级大厅的制度；分厅一律沿用所属大厅。"
    )
    rules_date = models.DateField("管理办法批准（发布）日期", null=True, blank=True)
    is_administering = models.BooleanField(
        "政务服务管理机构",
        default=False,
        help_text="管理机构协调、指导、监督本级和下级的政务服务，可查阅下级大厅，不办理办件。",
    )
    address = models.CharField("地址", max_length=120, blank=True)
    enquiry_phone = models.CharField("咨询电话", max_length=40, blank=True)
    supervision_phone = models.CharField("监督投诉电话", max_length=40, blank=True)
    opening_hours = models.TextField("办公时间", blank=True)
    letterhead = models.ImageField(
        "文头图片",
        upload_to="letterheads/",
        blank=True,
        validators=[validate_letterhead],
        help_text="蒙汉双文文头，PNG 或 JPEG。",
    )
    is_active = models.BooleanField("启用", default=True)

    history = HistoricalRecords(verbose_name="大厅变更记录", verbose_name_plural="大厅变更记录")
    objects = HallQuerySet.as_manager()

    class Meta:
        verbose_name = "大厅"
        verbose_name_plural = "大厅"
        ordering = ["region_code", "level", "code"]
        constraints = [
            # XA-28.1: only the top of the tree stands alone.
            models.CheckConstraint(
                name="hall_below_the_top_has_a_parent",
                condition=Q(parent__isnull=False) | Q(level=HallLevel.LEAGUE, kind=HallKind.MAIN),
                violation_error_message="盟（市）以下的大厅和分厅必须填写上级大厅。",
            ),
            # AH-46.1: a sub-hall is some department's and lives by the main hall's rules.
            models.CheckConstraint(
                name="sub_hall_has_a_department_and_no_preset",
                condition=Q(kind=HallKind.MAIN, department__isnull=True)
                | Q(kind=HallKind.SUB_HALL, department__isnull=False, preset=""),
                violation_error_message="分厅必须填写设立部门，且不得另选制度预设；综合大厅不填设立部门。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a parent out of order and what the rulebook does not allow. Raises ValidationError."""
        super().clean()
        if self.level is None:
            return  # already refused as missing; nothing more can be said without it
        if self.parent is not None:
            self._check_parent(self.parent)
        if self.pk and any(not self._may_hold(child) for child in self.children.all()):
            raise ValidationError({"level": "这样改动后已有的下级大厅不再合乎层级，请先调整下级大厅。"})
        check_conformity(self, legal_time.today())

    def _check_parent(self, parent: Hall) -> None:
        if parent.is_sub_hall:
            message = f"“{parent}”是分厅，下面不能再设大厅，请改选综合大厅。"
        elif self.is_sub_hall:
            message = f"分厅应与所属综合大厅“{parent}”同一层级、同一行政区划代码。"
        else:
            message = f"上级大厅的层级必须高于本大厅，“{parent}”是{parent.get_level_display()}级。"
        if not parent._may_hold(self):
            raise ValidationError({"parent": message})

    @duty("XA-28.1", off=lambda hall, child: True)
    def _may_hold(self, child: Hall) -> bool:
        """A sub-hall stands beside its main hall, any other hall below its parent (XA-28.1)."""
        if child.is_sub_hall:
            fits = (child.level, child.region_code) == (self.level, self.region_code)
        else:
            fits = child.level > self.level
        return fits and not self.is_sub_hall

    @property
    def is_sub_hall(self) -> bool:
        return self.kind == self.Kind.SUB_HALL

    @property
    def is_county_or_above(self) -> bool:
        return self.level <= self.Level.COUNTY

    @property
    def main_hall(self) -> Hall:
        """The hall whose rules and statistics count: a sub-hall's main hall, else itself (AH-46.1)."""
        return self.parent if self.is_sub_hall and self.parent else self

    def ancestors(self) -> Iterator[Hall]:
        """The halls above, nearest first."""
        hall = self.parent
        while hall is not None:
            yield hall
            hall = hall.parent

    def descendants(self) -> HallQuerySet:
        return Hall.objects.within(self).exclude(pk=self.pk)

    def covers(self, other: Hall) -> bool:
        """Whether `other` is this hall or lies below it."""
        return other.pk == self.pk or any(hall.pk == self.pk for hall in other.ancestors())
