"""Anchor (每日锚定): once a day the heads of all dossiers go into one digest, which also leaves the database.

A chain rewritten whole, head included, agrees with itself; it no longer agrees with the heads anchored before. Who
rewrites the anchors too no longer agrees with the digests written down outside (``anchors.txt``, a printed page).
Days here are days of the machine's clock, never of the legal time, which a demo may move.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.db.models.functions import Now
from django.utils import timezone

from .dossier import Dossier
from .outside import EMPTY_HEAD, digest_of
from .triggers import append_only


@append_only
class Anchor(models.Model):
    """One day's digest over the anchor before and every head that moved since: so it stands for all heads ever."""

    day = models.DateField("日期", primary_key=True)
    count = models.PositiveIntegerField("锚定案卷数")
    previous = models.CharField("前一锚定摘要", max_length=64)
    digest = models.CharField("锚定摘要", max_length=64)
    findings = models.TextField("锚定前核验发现", blank=True)
    anchored_at = models.DateTimeField("锚定时间", db_default=Now())

    class Meta:
        verbose_name = verbose_name_plural = "每日锚定"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.digest}"

    def expected_digest(self) -> str:
        """The digest as the stored heads of this day give it."""
        heads = self.heads.order_by("dossier_id").values_list("dossier_id", "seq", "hash")
        return digest_of(self.previous, heads.iterator(chunk_size=5000))


@append_only
class AnchoredHead(models.Model):
    """One dossier's head as it stood when anchored. Only heads that moved since the last anchor are kept."""

    anchor = models.ForeignKey(Anchor, models.PROTECT, verbose_name="锚定", related_name="heads")
    dossier = models.ForeignKey(Dossier, models.PROTECT, verbose_name="案卷", related_name="anchored")
    seq = models.PositiveIntegerField("序号")
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "锚定的链首"
        constraints = [models.UniqueConstraint(fields=["dossier", "seq"], name="head_anchored_once")]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.seq}"


def drop_anchor(findings: str = "") -> Anchor:
    """Anchor all heads under today's date, or return today's anchor where it exists. Two beats do no harm."""
    today = timezone.localdate()
    try:
        with transaction.atomic():
            anchor = Anchor.objects.filter(day=today).first() or _anchor(today, findings)
    except IntegrityError:  # another worker was first
        anchor = Anchor.objects.get(day=today)
    write_down(anchors_file())
    return anchor


def _anchor(today, findings: str) -> Anchor:
    before = Anchor.objects.order_by("day").last()
    anchor = Anchor(day=today, previous=before.digest if before else EMPTY_HEAD, findings=findings)
    with connection.cursor() as cursor:
        # One statement sees every head at one instant; the anchor they name is checked at commit.
        cursor.execute(
            """INSERT INTO hall_anchoredhead (anchor_id, dossier_id, seq, hash)
            SELECT %s, d.id, d.head_seq, d.head_hash FROM hall_dossier d WHERE d.head_seq > 0 AND NOT EXISTS
            (SELECT 1 FROM hall_anchoredhead h WHERE h.dossier_id = d.id AND h.seq = d.head_seq)""",
            [today],
        )
        anchor.count = cursor.rowcount
    anchor.digest = anchor.expected_digest()
    anchor.save(force_insert=True)
    return anchor


def anchors_file() -> Path:
    """Where the digests are written down outside the database; belongs on another machine's backup."""
    return settings.VAR / "anchors.txt"


def write_down(file: Path) -> None:
    """Append to the file the anchors it does not have yet, one line each."""
    known = written_down(file)
    lines = [f"{a}\n" for a in Anchor.objects.order_by("day") if a.day.isoformat() not in known]
    if lines:
        with file.open("a", encoding="utf-8") as out:
            out.writelines(lines)


def written_down(file: Path) -> dict[str, str]:
    """Day -> digest, as once written. A day written twice keeps its first digest."""
    if not file.exists():
        return {}
    lines = [line.split() for line in reversed(file.read_text(encoding="utf-8").splitlines())]
    return {line[0]: line[1] for line in lines if len(line) == 2}
