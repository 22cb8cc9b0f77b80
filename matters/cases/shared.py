"""Shared data (数据共享核验): what departments have already is confirmed by the applicant, never demanded (XA-10.4)."""

from __future__ import annotations

from django.db import models

from hall.applicants.masking import mask_name
from hall.timeline.triggers import append_only


@append_only
class SharedData(models.Model):
    """One version of what sharing gave for one material, with who confirmed it and when. The latest counts; a lawful
    change adds a version with its document and leaves the earlier ones (XA-10.4).
    """

    dossier = models.ForeignKey(
        "hall.Dossier", models.PROTECT, verbose_name="案卷", related_name="shared_data"
    )
    material = models.ForeignKey("catalogue.Material", models.PROTECT, verbose_name="材料", related_name="+")
    content = models.CharField("数据内容", max_length=500)
    changed = models.BooleanField("依法变更", default=False)
    reference = models.CharField("来源或者变更文件", max_length=200)
    document = models.FileField("变更文件", upload_to="shared/%Y/%m/", max_length=200, blank=True)
    confirmed_by = models.CharField("确认人", max_length=60)
    confirmed_at = models.DateTimeField("确认时间")
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "共享数据确认"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.material}：{self.reference}" + ("（依法变更）" if self.changed else "")

    @property
    def masked_confirmer(self) -> str:
        return mask_name(self.confirmed_by)


def shared_in_force(dossier) -> dict[int, SharedData]:
    """The version of each shared material that counts now, by material."""
    rows = SharedData.objects.filter(dossier=dossier).select_related("material").order_by("pk")
    return {row.material_id: row for row in rows}
