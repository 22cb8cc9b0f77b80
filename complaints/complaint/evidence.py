"""Evidence (证据材料): a file of a complaint with its digest. Added and superseded, never changed (WS06 四(三))."""

from __future__ import annotations

import hashlib

from django.db import models

from hall.duty import duty
from hall.timeline.triggers import append_only


@append_only
class Evidence(models.Model):
    """One file. ``replaces``: the one it stands for now, which stays."""

    complaint = models.ForeignKey(
        "complaints.Complaint", models.PROTECT, verbose_name="投诉", related_name="evidence"
    )
    name = models.CharField("文件名", max_length=120)
    file = models.FileField("文件", upload_to="complaints/%Y/%m/", max_length=200)
    sha256 = models.CharField("摘要", max_length=64)
    replaces = models.ForeignKey(
        "self", models.PROTECT, verbose_name="替换", null=True, blank=True, related_name="replaced_by"
    )
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "证据材料"

    def __str__(self) -> str:
        return self.name


@duty("WS06-4.3-3", off=lambda do, file, replaces=None: None)
def keep(do, file, replaces: Evidence | None = None) -> None:
    """Store one uploaded file beside the entry of the deed; nothing where none was handed in."""
    if not file:
        return
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    name, sha256, complaint = file.name, digest.hexdigest(), do.obj
    do.add(
        lambda entry: Evidence(
            complaint=complaint, name=name, file=file, sha256=sha256, replaces=replaces, entry=entry
        )
    )
