"""Dossier (案卷): one row per workflow object – its lock, its chain head, and the target of clocks and papers."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from .outside import EMPTY_HEAD


class Dossier(models.Model):
    """The file on which everything that happens to one object is recorded.

    A tree of objects (a case, its hand-over, its special procedures) shares the lock of its ``root``.
    ``version`` counts the acts done (not the refusals): a page carries it, so a stale page or a second submit is seen.
    """

    kind = models.CharField("类别", max_length=60)
    hall = models.ForeignKey("hall.Hall", models.PROTECT, verbose_name="大厅", related_name="+")
    department = models.ForeignKey(
        "hall.Department", models.PROTECT, verbose_name="部门", null=True, blank=True, related_name="+"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="上级案卷", null=True, blank=True, related_name="children"
    )
    root = models.ForeignKey(
        "self", models.PROTECT, verbose_name="总案卷", null=True, blank=True, related_name="tree"
    )
    label = models.CharField("名称", max_length=200, blank=True, help_text="不含个人信息的短名称")
    version = models.PositiveIntegerField("已办行为数", default=0)
    head_seq = models.PositiveIntegerField("链长", default=0)
    head_hash = models.CharField("链首摘要", max_length=64, default=EMPTY_HEAD)
    attention = models.TextField("需要关注", blank=True)
    token = models.CharField("表单令牌", max_length=64, null=True, blank=True, unique=True, editable=False)
    opened_at = models.DateTimeField("立卷时间", db_default=Now(), editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "案卷"
        indexes = [
            models.Index(fields=["kind", "hall", "department"], name="dossier_kind_hall_dept"),
            models.Index(fields=["hall"], name="dossier_attention", condition=~models.Q(attention="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "hall"], name="one_log_per_hall", condition=models.Q(kind__startswith="log.")
            )
        ]

    def __str__(self) -> str:
        return self.label or f"案卷{self.pk}"

    @property
    def lock_id(self) -> int:
        """The dossier whose row is locked for any act on this one."""
        return self.root_id or self.pk

    def object(self):
        """The workflow object this dossier belongs to; raises LookupError for a log that has none."""
        from django.apps import apps

        return apps.get_model(self.kind).objects.select_related("dossier").get(pk=self.pk)
