"""The period of a report: a day, a month, a quarter or a year of local days; the one before, the one a year ago."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-Q([1-4]))?\Z")


@dataclass(frozen=True)
class Period:
    """``months`` is 0 for a day."""

    first: dt.date
    months: int

    @classmethod
    def read(cls, text: str, today: dt.date) -> Period:
        """ "2026-03-09", "2026-03", "2026-Q1", "2026"; what is none of these is the present month."""
        found = WRITTEN.match(text)
        try:
            year, month, day, quarter = (int(one) if one else 0 for one in found.groups()) if found else ()
            if quarter:
                return cls(dt.date(year, quarter * 3 - 2, 1), 3)
            return cls(dt.date(year, month or 1, day or 1), 0 if day else 1 if month else 12)
        except ValueError:
            return cls(today.replace(day=1), 1)

    @property
    def last(self) -> dt.date:
        if not self.months:
            return self.first
        year, month = divmod(self.first.year * 12 + self.first.month + self.months - 2, 12)
        return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])

    @property
    def before(self) -> Period:
        """The one before it (环比)."""
        return self._shifted(-self.months) if self.months else Period(self.first - dt.timedelta(days=1), 0)

    @property
    def next(self) -> Period:
        return self._shifted(self.months) if self.months else Period(self.first + dt.timedelta(days=1), 0)

    @property
    def year_ago(self) -> Period:
        """The same a year ago (同比); for 29 February the 28th."""
        if not self.months:
            day = min(self.first.day, 28) if self.first.month == 2 else self.first.day
            return Period(self.first.replace(year=self.first.year - 1, day=day), 0)
        return self._shifted(-12)

    def _shifted(self, months: int) -> Period:
        year, month = divmod(self.first.year * 12 + self.first.month - 1 + months, 12)
        return Period(dt.date(year, month + 1, 1), self.months)

    @property
    def key(self) -> str:
        """As addresses name it."""
        year = f"{self.first.year:04}"
        ways = {0: f"{self.first}", 1: f"{self.first:%Y-%m}", 3: f"{year}-Q{(self.first.month + 2) // 3}"}
        return ways.get(self.months, year)

    def __str__(self) -> str:
        day = self.first
        ways = {
            0: f"{day.year}年{day.month}月{day.day}日",
            1: f"{day.year}年{day.month}月",
            3: f"{day.year}年第{(day.month + 2) // 3}季度",
        }
        return ways.get(self.months, f"{day.year}年")
