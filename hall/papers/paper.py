"""Paper (文书): a numbered paper with frozen facts. Its first PDF is stored and is its only one for ever."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import connection, models

from hall.timeline.dossier import Dossier
from hall.timeline.triggers import write_once

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

FATE = ("seal_mark", "sealed_at", "served_at", "served_facts", "voided_at", "void_reason")


def new_code(length: int = 12) -> str:
    """A random code without look-alike characters, for verification and queries."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


class PaperSeries(models.Model):
    """The gapless number series of one issuer (department, else hall), kind and year. The row is the lock, taken
    last in an act.
    """

    issuer = models.CharField("出具机关", max_length=40)
    kind = models.CharField("文书种类", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("已用序号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "文号系列"
        constraints = [models.UniqueConstraint(fields=["issuer", "kind", "year"], name="one_series_a_year")]

    def __str__(self) -> str:
        return f"{self.kind}〔{self.year}〕{self.last}"


def draw_number(issuer: str, kind: str, year: int) -> int:
    """The next number of a series, in one statement; gapless because it rolls back with the act that drew it."""
    table = connection.ops.quote_name(PaperSeries._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (issuer, kind, year, last) VALUES (%s, %s, %s, 1) "  # noqa: S608
            f"ON CONFLICT (issuer, kind, year) DO UPDATE SET last = {table}.last + 1 RETURNING last",
            [issuer, kind, year],
        )
        return cursor.fetchone()[0]


@write_once(
    "dossier_id",
    "entry_id",
    "kind",
    "title",
    "number",
    "serial",
    "facts",
    "facts_hash",
    "template",
    "template_version",
    "issued_on",
    "verify_code",
    "seal_mark",
    "sealed_at",
    "pdf_sha256",
    "served_at",
    "voided_at",
    "void_reason",
    "replaces_id",
)
class Paper(models.Model):
    """An issued paper. Everything but its later fate (sealed, printed, served, voided) is fixed at issue, and each
    of those happens once.
    """

    class Seal(models.TextChoices):
        NONE = "", "不用印"
        PROCEDURE = "procedure", "程序文书专用章"
        APPROVAL = "approval", "审批专用章"

    dossier = models.ForeignKey(Dossier, models.PROTECT, verbose_name="案卷", related_name="papers")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")
    department = models.ForeignKey(
        "hall.Department", models.PROTECT, verbose_name="部门", null=True, blank=True, related_name="+"
    )
    kind = models.CharField("种类", max_length=40)
    title = models.CharField("标题", max_length=80)
    number = models.CharField("文号", max_length=80)
    serial = models.PositiveIntegerField("序号")
    issued_on = models.DateField("出具日期")
    facts = models.JSONField("内容")
    facts_hash = models.CharField("内容摘要", max_length=64)
    template = models.CharField("模板", max_length=40)
    template_version = models.CharField("模板版本", max_length=64)
    verify_code = models.CharField("核验码", max_length=16, unique=True, default=new_code)
    seal = models.CharField("用印", max_length=12, choices=Seal, blank=True)
    seal_mark = models.JSONField("印迹", null=True, blank=True)
    sealed_at = models.DateTimeField("用印时间", null=True, blank=True)
    pdf = models.FileField("文件", upload_to="papers/%Y/%m/", max_length=200, blank=True)
    pdf_sha256 = models.CharField("文件摘要", max_length=64, null=True, blank=True)
    served_at = models.DateTimeField("送达时间", null=True, blank=True)
    served_facts = models.JSONField("送达情况", null=True, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    void_reason = models.TextField("作废原因", null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, verbose_name="替换", null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["dossier", "kind"], name="paper_dossier_kind"),
            models.Index(fields=["id"], condition=models.Q(pdf_sha256=None), name="paper_to_render"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def save(self, **kwargs):
        """Of a paper that was issued only its fate is written: a PDF stored meanwhile by another process stays."""
        if not self._state.adding:
            kwargs.setdefault("update_fields", FATE)
        super().save(**kwargs)

    @property
    def waits_for_seal(self) -> bool:
        """What must bear a seal is no paper before the seal is on: it is not printed and not handed over (AH-37.1)."""
        return bool(self.seal) and self.sealed_at is None

    @property
    def ready_at(self) -> dt.datetime:
        """When it became a paper: as it was issued, or as its seal was put on later."""
        return max(self.entry.legal_at, self.sealed_at or self.entry.legal_at)

    @property
    def is_valid(self) -> bool:
        return self.voided_at is None

    def as_json(self) -> dict:
        """For the timeline entry: the paper without its personal facts."""
        return {
            "kind": self.kind,
            "title": self.title,
            "number": self.number,
            "facts": self.facts_hash,
            "template": self.template_version,
        }
