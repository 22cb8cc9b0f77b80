"""Legal time (法定时间): the one instant every act, clock and sweep asks for.

In production it is the machine's clock and nothing else. Outside production a demo, a training day or a test may
set or advance it; the setting is one database row, so web server, worker and beat agree on the date.
Recorded time is never legal time: it is the database's own clock and cannot be set.
"""

import datetime as dt

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone


class LegalClock(models.Model):
    """The travelled time, one row at most: ``shift`` is added to the machine's clock; a ``frozen_at`` stands still."""

    shift = models.DurationField("偏移", default=dt.timedelta(0))
    frozen_at = models.DateTimeField("停在", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "法定时间"

    def __str__(self) -> str:
        return f"{timezone.localtime(now()):%Y-%m-%d %H:%M}"


def now() -> dt.datetime:
    """The legal instant, aware."""
    if settings.LEGAL_TIME_TRAVEL:
        clock = LegalClock.objects.first()
        if clock is not None:
            return clock.frozen_at or timezone.now() + clock.shift
    return timezone.now()


def today() -> dt.date:
    """The local date of the legal instant."""
    return local_date(now())


def local_date(instant: dt.datetime) -> dt.date:
    """The date in Asia/Shanghai on which an aware instant falls."""
    return timezone.localtime(instant).date()


def travel_to(instant: dt.datetime, *, freeze: bool = False) -> None:
    """Jump to an instant; it runs on from there unless frozen. Refused in production."""
    _may_travel()
    place = {"frozen_at": instant if freeze else None, "shift": instant - timezone.now()}
    LegalClock.objects.update_or_create(pk=1, defaults=place)


def advance(by: dt.timedelta) -> dt.datetime:
    """Move legal time forward by a span and return the new instant; a frozen clock stays frozen."""
    _may_travel()
    if by < dt.timedelta(0):
        raise ValueError("法定时间只能向前拨，不能倒退；如需回到从前，请重置演示数据。")
    clock = LegalClock.objects.first()
    travel_to(now() + by, freeze=bool(clock and clock.frozen_at))
    return now()


def come_back() -> None:
    """Return to the machine's clock."""
    _may_travel()
    LegalClock.objects.all().delete()


def _may_travel() -> None:
    if not settings.LEGAL_TIME_TRAVEL:
        raise PermissionDenied("正式运行环境不得调整法定时间。")
