"""What an applicant uploads with an online filing: one file a material, as it came, never changed afterwards."""

from __future__ import annotations

import hashlib

from django.db import models

from hall.timeline.triggers import append_only


class Terminal(models.TextChoices):
    """From what an application was sent (XA-24.3)."""

    PLATFORM = "platform", "一体化平台"
    PC = "pc", "电脑"
    MOBILE = "mobile", "手机"
    KIOSK = "kiosk", "自助终端"
    MINI = "mini", "小程序"


@append_only
class FilingFile(models.Model):
    """One uploaded file with its digest, under the name made safe at the door (``hall.uploads``)."""

    filing = models.ForeignKey("cases.Filing", models.PROTECT, verbose_name="网上申请", related_name="files")
    material = models.ForeignKey(
        "catalogue.Material", models.PROTECT, verbose_name="申请材料", related_name="+"
    )
    name = models.CharField("文件名", max_length=120)
    file = models.FileField("文件", upload_to="filings/%Y/%m/", max_length=200)
    sha256 = models.CharField("摘要", max_length=64)
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "上传材料"
        ordering = ["material__order", "pk"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, filing, material, upload, entry) -> FilingFile:
        """The row for one upload, not saved."""
        digest = hashlib.sha256(b"".join(upload.chunks())).hexdigest()
        upload.seek(0)
        return cls(
            filing=filing, material=material, name=upload.name, file=upload, sha256=digest, entry=entry
        )
