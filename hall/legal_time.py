"""Legal time (法定时间): the one instant every act, clock and sweep asks for.

In production it is the machine's clock and nothing else. Outside production a demo, a training day or a test may
set or advance it; the setting is one database row, so web server, worker and beat agree on the date.
Recorded time is never legal time: it is the database's own clock and cannot be set.
"""

import datetime as dt
import re

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
    clock = travelled()
    if clock is None:
        return timezone.now()
    return clock.frozen_at or timezone.now() + clock.shift


def travelled() -> LegalClock | None:
    """The clock as it has been set; None where legal time is the machine's."""
    return LegalClock.objects.first() if settings.LEGAL_TIME_TRAVEL else None


def sentence() -> str:
    """What the legal time is and where it comes from, for a person."""
    clock = travelled()
    source = "与机器时钟一致" if clock is None else "停在此刻" if clock.frozen_at else "已调整，照常走时"
    instant = timezone.localtime(now())
    return f"法定时间{instant:%Y-%m-%d %H:%M}（星期{'一二三四五六日'[instant.weekday()]}），{source}。"


def today() -> dt.date:
    """The local date of the legal instant."""
    return local_date(now())


def local_date(instant: dt.datetime) -> dt.date:
    """The date in Asia/Shanghai on which an aware instant falls."""
    return timezone.localtime(instant).date()


def read_instant(text: str) -> dt.datetime:
    """ "2026-09-18 10:00" as a person types it, Shanghai time. Raises ValueError; a bare date is no instant."""
    try:
        read = dt.datetime.strptime(text.strip(), "%Y-%m-%d %H:%M")  # noqa: DTZ007 – made aware below
    except ValueError as error:
        raise ValueError(f"“{text}”不是时刻，请按“2026-09-18 10:00”的格式填写日期和时间。") from error
    return timezone.make_aware(read)


SPAN_PARTS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes"}


def read_span(text: str) -> dt.timedelta:
    """ "3d", "1d12h", "30m": weeks, days, hours, minutes of the clock, not working days. Raises ValueError."""
    parts = re.findall(r"(\d{1,4})([wdhm])", text)
    if not parts or "".join(n + unit for n, unit in parts) != text.strip():
        raise ValueError(f"“{text}”不是时长，请填写如 3d（天）、2h（小时）、30m（分钟）、1w（周）或 1d12h。")
    return sum((dt.timedelta(**{SPAN_PARTS[unit]: int(n)}) for n, unit in parts), dt.timedelta(0))


def travel_to(instant: dt.datetime, *, freeze: bool = False) -> None:
    """Jump to an instant; it runs on from there unless frozen. Raises PermissionDenied in production,
    ValueError for a year no calendar will ever reach.
    """
    _may_travel()
    if not 2000 <= instant.year < 2100:
        raise ValueError("法定时间只能在2000年至2099年之间，请核对年份。")
    place = {"frozen_at": instant if freeze else None, "shift": instant - timezone.now()}
    LegalClock.objects.update_or_create(pk=1, defaults=place)


def advance(by: dt.timedelta) -> dt.datetime:
    """Move legal time forward by a span and return the new instant; a frozen clock stays frozen."""
    _may_travel()
    if by < dt.timedelta(0):
        raise ValueError("法定时间只能向前拨，不能倒退；如需回到从前，请重置演示数据。")
    clock = travelled()
    travel_to(now() + by, freeze=bool(clock and clock.frozen_at))
    return now()


def come_back() -> None:
    """Return to the machine's clock."""
    _may_travel()
    LegalClock.objects.all().delete()


def _may_travel() -> None:
    if not settings.LEGAL_TIME_TRAVEL:
        raise PermissionDenied("正式运行环境不得调整法定时间。")
