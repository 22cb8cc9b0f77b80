"""What a circular is about: the last working day, or the last month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hall.calendar import calendar_for

from .kinds import MONTHLY, CircularKind


@dataclass(frozen=True)
class Period:
    """Local days, both included."""

    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        if self.first == self.last:
            return f"{self.first.year}年{self.first.month}月{self.first.day}日"
        return f"{self.first.year}年{self.first.month}月"


def month_before(on: dt.date) -> Period:
    """The whole month before the one of a day."""
    last = on.replace(day=1) - dt.timedelta(days=1)
    return Period(last.replace(day=1), last)


def working_day_before(hall, on: dt.date) -> dt.date:
    """The last working day before a day. Raises CalendarMissing where no calendar is published."""
    calendar, day = calendar_for(hall), on - dt.timedelta(days=1)
    while not calendar.is_working(day):
        day -= dt.timedelta(days=1)
    return day


def period_of(hall, kind: str, on: dt.date) -> Period:
    """What a circular of a kind drafted on a day reports on."""
    if kind in MONTHLY:
        return month_before(on)
    if kind == CircularKind.ORAL:
        day = working_day_before(hall, on)
        return Period(day, day)
    return Period(on, on)
