"""From published documents to a calendar: which document speaks for a day, and how two calendars differ. Pure.

One rule on each level (the nation, then a hall and the halls above it): a document that another one replaces is silent;
of two that speak of the same day the later issued wins. A lower level speaks over a higher one, because
全国年节及纪念日放假办法 art. 4 lets the governments of minority areas set holidays of their own (那达慕).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from hall.calendar.working_days import MAKE_UP, REST, CalendarDoesNotReach, PublishedDay, WorkingCalendar

NATIONAL = None


@dataclass(frozen=True)
class Document:
    """One published arrangement as the calendar sees it. ``id`` orders documents issued on the same day.

    ``hall_id`` is None for the nation. ``whole_year``: it arranges all of ``year``, so that the year is published;
    otherwise it only changes days. Without days it does nothing but withdraw what it replaces.
    """

    id: int
    hall_id: int | None
    year: int
    whole_year: bool
    issued_on: date | None
    replaces_id: int | None = None
    title: str = ""
    days: tuple[PublishedDay, ...] = field(default=(), repr=False)

    @property
    def rank(self) -> tuple[date, int]:
        """Later wins. A document whose date nobody has verified counts as issued when its year began."""
        return self.issued_on or date(self.year, 1, 1), self.id


def in_force(documents: Iterable[Document]) -> list[Document]:
    """The documents no other one replaces, the later issued last."""
    documents = list(documents)
    replaced = {document.replaces_id for document in documents}
    return sorted((d for d in documents if d.id not in replaced), key=lambda d: d.rank)


def days_of(documents: Sequence[Document], hall_id: int | None) -> dict[date, PublishedDay]:
    """What one level says, day by day. `documents` are those in force."""
    return {day.date: day for document in documents if document.hall_id == hall_id for day in document.days}


def published_years(documents: Sequence[Document]) -> range:
    """The unbroken run of years arranged as a whole, from the first. `documents` are those in force."""
    years = {d.year for d in documents if d.whole_year and d.days}
    first = last = min(years, default=0)
    while last in years:
        last += 1
    return range(first, last)


def compose(documents: Iterable[Document], halls: Sequence[int] = ()) -> WorkingCalendar:
    """The calendar of a hall: the nation's days, then those of `halls`, from the top of the tree down.

    Raises CalendarDoesNotReach while no year is published: then no day can be told from another.
    """
    speaking = in_force(documents)
    years = published_years(speaking)
    if not years:
        raise CalendarDoesNotReach("尚未导入任何年度的全国放假安排，不能推算工作日。请先导入放假安排。")
    days: dict[date, PublishedDay] = {}
    for level in (NATIONAL, *halls):
        days |= days_of(speaking, level)
    first = date(years[0], 1, 1)
    # The first year's document may have reached back into a December that nobody arranged as a whole.
    reached = (day for day in days.values() if day.date >= first)
    return WorkingCalendar.of(reached, first=first, horizon=date(years[-1], 12, 31))


class DayStatus(NamedTuple):
    """What a calendar says of a day."""

    working: bool
    note: str
    provisional: bool

    def __str__(self) -> str:
        text = "上班" if self.working else "休息"
        return ("暂定" if self.provisional else "") + text + (f"（{self.note}）" if self.note else "")


class DayChange(NamedTuple):
    """A day of which two calendars speak differently; None where the calendar does not reach."""

    date: date
    before: DayStatus | None
    after: DayStatus | None

    @property
    def visible(self) -> bool:
        """Whether more than the certainty of the day changed."""
        return self.before is None or self.after is None or self.before[:2] != self.after[:2]


def status(calendar: WorkingCalendar, day: date) -> DayStatus:
    """What the calendar says of the day. Raises CalendarDoesNotReach."""
    note = calendar.note_on(day)
    words = {REST: "", MAKE_UP: "调休"}
    return DayStatus(
        working=calendar.is_working(day),
        note=note.name + words[note.kind] if note else "",
        provisional=calendar.is_provisional(day),
    )


def changes(before: WorkingCalendar | None, after: WorkingCalendar | None) -> list[DayChange]:
    """Every day of which the two speak differently, also where only the certainty changed."""
    if before and after and before.edition == after.edition:
        return []
    known = [calendar for calendar in (before, after) if calendar]
    first, last = min(c.first for c in known), max(c.last for c in known)
    found = []
    for n in range((last - first).days + 1):
        day = first + timedelta(n)
        was, is_now = (status(c, day) if c and c.first <= day else None for c in (before, after))
        if was != is_now:
            found.append(DayChange(day, was, is_now))
    return found
