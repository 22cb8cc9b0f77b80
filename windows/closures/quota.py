"""How many of a department's windows may be closed at once, and how many are. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Period:
    """Whole local days, both included."""

    first: date
    last: date

    def overlaps(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Quota:
    """The hall's rule: a share of the windows, and a fixed number for a department with few (WS13-2.2.1d)."""

    share: Fraction | None
    few: int
    most_of_few: int

    def is_few(self, windows: int) -> bool:
        return windows <= self.few

    def limit(self, windows: int) -> int | None:
        """How many of so many windows may be closed at once; None: any number. A larger department never fewer."""
        if self.is_few(windows):
            return self.most_of_few
        if self.share is None:
            return None
        return max(self.most_of_few, windows * self.share.numerator // self.share.denominator)


def most_at_once(wanted: Period, others: Iterable[Period]) -> int:
    """The greatest number of windows closed on one day of ``wanted``, itself counted.

    The number only rises on a first day, so those are the days to look at.
    """
    overlapping = [other for other in others if wanted.overlaps(other)]
    days = [wanted.first, *(other.first for other in overlapping if other.first in wanted)]
    return max(1 + sum(day in other for other in overlapping) for day in days)
