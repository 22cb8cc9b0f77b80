"""PlatformRecord (推送记录): one thing that happened, as the platform is told of it. Sealed, for it names people."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from hall.applicants.crypto import EncryptedText
from hall.duty import duty


class Kind(models.TextChoices):
    FILING = "filing", "申请"
    ACCEPT = "accept", "受理"
    PROCESS = "process", "过程"
    SPECIAL = "special_procedure", "特别程序"
    RESULT = "result", "结果"
    CERTIFICATE = "certificate", "证照"


class RecordQuerySet(models.QuerySet["PlatformRecord"]):
    def unsent(self) -> RecordQuerySet:
        return self.filter(sent_at=None)

    @duty("XA-23.4", off=lambda records: records.none())
    def dead(self) -> RecordQuerySet:
        """Tried as often as it may be: a person has to look, and send it again."""
        return self.unsent().filter(next_try_at=None)


class PlatformRecord(models.Model):
    """Exactly one for each line of a timeline that the platform is told of: the line itself is the key.

    ``version`` counts what was said before of the same thing (a corrected acceptance is its second version, EL-5.4b);
    ``source`` is the department that answers for it. Times of sending are the machine's, not legal time.
    """

    entry = models.OneToOneField(
        "hall.Entry", models.PROTECT, verbose_name="留痕", primary_key=True, related_name="platform_record"
    )
    hall = models.ForeignKey("hall.Hall", models.PROTECT, verbose_name="大厅", related_name="+")
    kind = models.CharField("种类", max_length=20, choices=Kind)
    project_no = models.CharField("办件编号", max_length=40, db_index=True)
    version = models.PositiveSmallIntegerField("版次")
    source = models.CharField("数据提供单位", max_length=80)
    happened_at = models.DateTimeField("发生时间")
    payload = EncryptedText("内容")
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    next_try_at = models.DateTimeField("下次发送", null=True, db_default=Now())
    failure = models.CharField("上次未成功的原因", max_length=200, blank=True)
    sent_at = models.DateTimeField("送达平台时间", null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "推送记录"
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="platform_next")
        ]

    def __str__(self) -> str:
        return f"{self.project_no} {self.get_kind_display()} 第{self.version}版"
