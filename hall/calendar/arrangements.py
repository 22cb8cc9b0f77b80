"""The published arrangements (放假安排) as records: a document and its days, written once and kept.

Nothing here is ever edited: a correction is a new document that replaces the old one and says why, so every
calendar a past due date was computed with can be composed again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from hall.calendar.composition import Document
from hall.calendar.table import NAME_LENGTH, write_table
from hall.calendar.working_days import MAKE_UP, REST, PublishedDay
from hall.reading import held_in_memory
from hall.timeline.triggers import append_only

if TYPE_CHECKING:
    from hall.places.hall import Hall


class ArrangementQuerySet(models.QuerySet["HolidayArrangement"]):
    def documents(self) -> list[Document]:
        """All of them, with their days, as the calendar sees them: two queries."""
        return [arrangement.document() for arrangement in self.prefetch_related("days")]

    def reaching(self, hall: Hall) -> ArrangementQuerySet:
        """Those that speak for a hall: the nation's, its own, and those of the halls above it."""
        return self.filter(models.Q(hall=None) | models.Q(hall__in=[hall, *hall.ancestors()]))

    def standing(self) -> ArrangementQuerySet:
        """Those no later document replaces."""
        return self.filter(replaced_by__isnull=True)


@append_only
@held_in_memory("recorded_at")
class HolidayArrangement(models.Model):
    """A document that makes weekdays rest days or weekend days working days, for the nation or for one hall's area."""

    class Scope(models.TextChoices):
        """A whole year moves the last published day; single days do not."""

        YEAR = "year", "全年安排"
        DAYS = "days", "个别日期"

    hall = models.ForeignKey(
        "hall.Hall",
        verbose_name="适用大厅",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="holiday_arrangements",
        help_text="留空为全国安排；地方节日（全国年节及纪念日放假办法第4条）选本地大厅，下级大厅一并适用。",
    )
    scope = models.CharField("范围", max_length=4, choices=Scope.choices, default=Scope.YEAR)
    year = models.PositiveSmallIntegerField("年度", help_text="表中日期应在这一年或上一年12月。")
    title = models.CharField("文件名称", max_length=120)
    number = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField(
        "发文日期", null=True, blank=True, help_text="同一天先后有两个安排的，以后发文的为准。"
    )
    source = models.CharField("来源", max_length=200, help_text="文件从何处取得、是否核对过。")
    reason = models.CharField("说明", max_length=200, blank=True, help_text="地方节日和更正必须说明理由。")
    replaces = models.OneToOneField(
        "self",
        verbose_name="代替",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
    )
    recorded_at = models.DateTimeField("录入时间", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="录入人",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = "放假安排"
        verbose_name_plural = "放假安排"
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="whole_year_is_national",
                condition=models.Q(scope="days") | models.Q(hall__isnull=True),
                violation_error_message="全年安排只能是全国的；地方节日请选“个别日期”。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.number or self.issued_on or self.source}）"

    def document(self) -> Document:
        """What the calendar is composed from."""
        return Document(
            id=self.pk or 0,
            hall_id=self.hall_id,
            year=self.year,
            whole_year=self.scope == self.Scope.YEAR,
            issued_on=self.issued_on,
            replaces_id=self.replaces_id,
            title=self.title,
            days=tuple(PublishedDay(day.date, day.kind, day.name) for day in self.days.all())
            if self.pk
            else (),
        )

    @property
    def table(self) -> str:
        """Its days in the form in which they are typed."""
        return write_table(self.document().days)


@append_only
class ArrangedDay(models.Model):
    """One day of an arrangement, kept also after a later document spoke differently of it."""

    class Kind(models.TextChoices):
        REST = REST, "放假"
        MAKE_UP = MAKE_UP, "上班"

    arrangement = models.ForeignKey(
        HolidayArrangement, verbose_name="放假安排", on_delete=models.PROTECT, related_name="days"
    )
    date = models.DateField("日期")
    kind = models.CharField("类型", max_length=8, choices=Kind.choices)
    name = models.CharField("节日", max_length=NAME_LENGTH)

    class Meta:
        verbose_name = "安排日"
        verbose_name_plural = "安排日"
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "date"], name="arranged_once_in_a_document")
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()} {self.name}"
