"""Working days (工作日): the pure arithmetic behind every limit counted in them. No database, no clock, no settings.

A calendar is a table of working days from ``first`` to the last day any arrangement speaks of, and plain Mon–Fri
after it. Both halves number their working days in one sequence, so adding and counting are one look-up each way:
O(log n) in the table, O(1) beyond it. Days are local dates (Asia/Shanghai); a datetime is refused by comparison.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from hall.duty import duty
from hall.failures import LegalFailure

Kind = Literal["rest", "make_up"]
REST: Kind = "rest"
MAKE_UP: Kind = "make_up"


class CalendarDoesNotReach(LegalFailure, ValueError):
    """The question leads to a day before the calendar's first, or past the last day a date can name."""


class PublishedDay(NamedTuple):
    """A day on which an arrangement departs from Mon–Fri; ``name`` is the holiday it is for."""

    date: date
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class DayNote:
    """What the sentence explaining a due date names: a rest period (放假) or a make-up day (调休上班)."""

    first: date
    last: date
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of one hall under one edition of the arrangements. Immutable; safe to share and to cache.

    ``edition`` is a digest of exactly the days used: equal editions give equal answers.
    ``horizon`` is the last day of the last year arranged as a whole; any later answer is provisional (暂定).
    ``last`` is the last day in the table: the horizon, or a later day already arranged by itself.
    """

    edition: str
    first: date
    horizon: date
    last: date
    _working: tuple[date, ...] = field(repr=False, compare=False)
    _notes: tuple[DayNote, ...] = field(repr=False, compare=False)

    @classmethod
    def of(cls, days: Iterable[PublishedDay], *, first: date, horizon: date) -> WorkingCalendar:
        """Build from the published days, in any order. Raises ValueError for a day given twice or before first."""
        arranged = sorted(days)
        by_date = {day.date: day for day in arranged}
        if len(by_date) < len(arranged):
            raise ValueError("同一天有两个安排，不能生成工作日历。")
        last = max([horizon, *by_date])
        if first > min([horizon, *by_date]):
            raise ValueError(f"工作日历起于{first}，不能早于这一天安排，也不能止于这一天之前。")
        span = (first + timedelta(n) for n in range((last - first).days + 1))
        working = tuple(day for day in span if _works(day, by_date.get(day)))
        return cls(
            _edition(arranged, first, horizon), first, horizon, last, working, _notes(arranged, working)
        )

    def is_working(self, day: date) -> bool:
        """Whether the day is a working day. Raises CalendarDoesNotReach."""
        return self._numbered(day) > self._numbered_before(day)

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before it when negative); `day` itself, working or not, never counts.

        `n` is in working days; 0 gives `day` back. Raises CalendarDoesNotReach.
        """
        if n > 0:
            return self._day(self._numbered(day) + n)
        return self._day(self._numbered_before(day) + 1 + n) if n else day

    def count(self, after: date, until: date) -> int:
        """Working days in (after, until]; negative when reversed, so that count(d, add(d, n)) == n for n >= 0."""
        return self._numbered(until) - self._numbered(after)

    def roll_forward(self, day: date) -> date:
        """`day` if it is a working day, else the first one after it. Raises CalendarDoesNotReach."""
        return self._day(self._numbered_before(day) + 1)

    def is_provisional(self, day: date) -> bool:
        """Whether the day lies beyond the published arrangements, so that a new notice may still move it."""
        return day > self.horizon

    def notes(self, after: date, until: date) -> list[DayNote]:
        """Rest periods and make-up days in (after, until], in order, cut to that range.

        Plain weekends are no notes. Weekdays in the range, less the resting weekdays of the notes, plus their
        make-up days, are exactly count(after, until).
        """
        self._check(after)
        begin = bisect_right(self._notes, after, key=lambda note: note.last)
        end = bisect_right(self._notes, until, key=lambda note: note.first)
        earliest = after + timedelta(1)
        return [
            replace(note, first=max(note.first, earliest), last=min(note.last, until))
            for note in self._notes[begin:end]
        ]

    def note_on(self, day: date) -> DayNote | None:
        """The whole rest period or make-up day the day belongs to, if any."""
        at = bisect_left(self._notes, day, key=lambda note: note.last)
        found = self._notes[at : at + 1]
        return found[0] if found and found[0].first <= day else None

    def _numbered(self, day: date) -> int:
        """How many working days there are from first up to and including the day."""
        if self.first <= day <= self.last:
            return bisect_right(self._working, day)
        self._check(day)
        return len(self._working) + _weekdays_up_to(day) - _weekdays_up_to(self.last)

    def _numbered_before(self, day: date) -> int:
        """How many working days there are from first up to, but not including, the day."""
        if self.first <= day <= self.last:
            return bisect_left(self._working, day)
        self._check(day)
        return self._numbered(day) - (day.weekday() < 5)

    def _day(self, number: int) -> date:
        """The working day of that number, counted from 1."""
        if 0 < number <= len(self._working):
            return self._working[number - 1]
        if number <= 0:
            raise CalendarDoesNotReach(f"工作日历起于{self.first}，推算的日期早于这一天，请核对起算日期。")
        weeks, weekday = divmod(_weekdays_up_to(self.last) + number - len(self._working) - 1, 5)
        try:
            return date.fromordinal(7 * weeks + weekday + 1)
        except (ValueError, OverflowError) as error:
            raise CalendarDoesNotReach("工作日数过大，推算的日期超出了日历，请核对期限天数。") from error

    def _check(self, day: date) -> None:
        if day < self.first:
            raise CalendarDoesNotReach(f"工作日历起于{self.first}，不能推算{day}，请核对起算日期。")


@duty("WS03-05-1", off=lambda day, arranged: True)
def _works(day: date, arranged: PublishedDay | None) -> bool:
    return day.weekday() < 5 if arranged is None else arranged.kind == MAKE_UP


def _weekdays_up_to(day: date) -> int:
    """Mondays to Fridays since 0001-01-01, which was a Monday."""
    weeks, days = divmod(day.toordinal(), 7)
    return 5 * weeks + min(days, 5)


def _edition(arranged: list[PublishedDay], first: date, horizon: date) -> str:
    text = "\n".join([f"{first} {horizon}", *(f"{day.date} {day.kind} {day.name}" for day in arranged)])
    return f"{horizon.year}-{len(arranged)}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _notes(arranged: list[PublishedDay], working: tuple[date, ...]) -> tuple[DayNote, ...]:
    """Rest days of one name with no working day between them become one period, weekends included."""
    notes: list[DayNote] = []
    for day in arranged:
        if notes and _continues(notes[-1], day, working):
            notes[-1] = replace(notes[-1], last=day.date)
        # A make-up day on a weekday only takes an earlier rest day back: an ordinary working day again.
        elif day.kind == REST or day.date.weekday() >= 5:
            notes.append(DayNote(day.date, day.date, day.kind, day.name))
    return tuple(notes)


def _continues(note: DayNote, day: PublishedDay, working: tuple[date, ...]) -> bool:
    if not (note.kind == day.kind == REST and note.name == day.name):
        return False
    return bisect_right(working, note.last) == bisect_right(working, day.date)
