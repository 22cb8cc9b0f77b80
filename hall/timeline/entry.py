"""Entry (留痕): one line of a dossier's hash chain. Written once; the database refuses to change or delete it."""

from __future__ import annotations

from django.db import models

from .canonical import CanonicalJSON, canonical
from .dossier import Dossier
from .outside import SEALED, digest


class Entry(models.Model):
    """One act, refusal or reading with all its effects.

    ``legal_at`` is the instant in law (a deemed acceptance counts from receipt); ``recorded_at`` is the database's
    clock when the line was written. ``facts`` holds references and field changes, never personal data.
    """

    class Kind(models.TextChoices):
        ACT = "act", "办理"
        REFUSED = "refused", "被拒绝"
        ACCESS = "access", "查阅个人信息"

    dossier = models.ForeignKey(Dossier, models.PROTECT, verbose_name="案卷", related_name="entries")
    seq = models.PositiveIntegerField("序号")
    kind = models.CharField("性质", max_length=8, choices=Kind)
    act = models.CharField("行为代码", max_length=60)
    title = models.CharField("行为", max_length=100)
    by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="经办人", null=True, blank=True, related_name="+"
    )
    role = models.CharField("身份", max_length=30, blank=True)
    place = models.ForeignKey(
        "hall.Place", models.PROTECT, verbose_name="地点", null=True, blank=True, related_name="+"
    )
    legal_at = models.DateTimeField("法定时间")
    recorded_at = models.DateTimeField("记录时间")
    state_from = models.CharField("原状态", max_length=40, blank=True)
    state_to = models.CharField("新状态", max_length=40, blank=True)
    clauses = CanonicalJSON("依据", default=list)
    facts = CanonicalJSON("内容", default=dict)
    prev_hash = models.CharField("前一摘要", max_length=64)
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "留痕"
        constraints = [models.UniqueConstraint(fields=["dossier", "seq"], name="entry_once_per_seq")]
        ordering = ["dossier", "seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.title}"

    def digest(self) -> str:
        """The digest of this line as it stands; a stored line whose ``hash`` differs has been altered."""
        fields = [getattr(self, name) for name in SEALED]
        return digest(self.prev_hash, *fields[:-2], canonical(self.clauses), canonical(self.facts))


def append(dossier: Dossier, **line) -> Entry:
    """Write the next line of a locked dossier. The head moves with :func:`move_head`, after the object is saved:

    between the two the database lets the object's row change – and only then (see ``triggers``).
    """
    entry = Entry(dossier=dossier, seq=dossier.head_seq + 1, prev_hash=dossier.head_hash, **line)
    entry.hash = entry.digest()
    entry.save(force_insert=True)
    return entry


def move_head(dossier: Dossier, entry: Entry) -> None:
    """Make an appended line the head; an act (not a refusal) also moves the version that pages carry."""
    dossier.head_seq, dossier.head_hash = entry.seq, entry.hash
    fields = ["head_seq", "head_hash"]
    if entry.kind == Entry.Kind.ACT:
        dossier.version += 1
        fields += ["version", "label", "attention"]
    dossier.save(update_fields=fields)
