"""The outbox row (待发): to whom and what, sealed; how often it was tried and when again. Written beside the act."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from hall.applicants.crypto import EncryptedText


class Outgoing(models.Model):
    """One written message on its way. ``next_try_at`` is all the sending task looks at; null once it is over.

    The times here are the machine's: legal time says when somebody was told, not when a gateway is tried again.
    """

    message = models.OneToOneField(
        "hall.Message", models.PROTECT, verbose_name="告知", primary_key=True, related_name="outgoing"
    )
    to = EncryptedText("号码或者邮箱")
    text = EncryptedText("文字")
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    next_try_at = models.DateTimeField("下次发送", null=True, db_default=Now())
    failure = models.CharField("上次未发出的原因", max_length=200, blank=True)
    taken_at = models.DateTimeField("发出时刻", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "待发"
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(next_try_at__isnull=False), name="outgoing_next"
            )
        ]

    def __str__(self) -> str:
        return f"待发{self.pk}"
