"""A year at a glance: twelve months of days, each with what the calendar says of it."""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hall.calendar.composition import status
from hall.calendar.working_days import MAKE_UP, WorkingCalendar


@dataclass(frozen=True)
class Cell:
    """One day as shown: ``mark`` is 休 or 班 where an arrangement speaks, ``title`` says it in words."""

    date: date
    css: str
    mark: str
    title: str


@dataclass(frozen=True)
class Month:
    """A month, its weeks from Monday on (None outside the month) and its number of working days."""

    name: str
    weeks: list[list[Cell | None]]
    working_days: int


def months_of(calendar: WorkingCalendar, year: int) -> list[Month]:
    """The twelve months. Raises CalendarDoesNotReach before the first year."""
    return [_month(calendar, year, number, ()) for number in range(1, 13)]


def months_touched(calendar: WorkingCalendar, changed: Collection[date]) -> list[Month]:
    """The months in which days changed, these days marked; days the calendar no longer reaches are not shown."""
    reached = {day for day in changed if day >= calendar.first}
    months = sorted({(day.year, day.month) for day in reached})
    return [_month(calendar, year, number, reached) for year, number in months]


def _month(calendar: WorkingCalendar, year: int, number: int, changed: Collection[date]) -> Month:
    weeks = [
        [_cell(calendar, day, day in changed) if day.month == number else None for day in week]
        for week in gregorian.Calendar().monthdatescalendar(year, number)
    ]
    working = sum(calendar.is_working(cell.date) for week in weeks for cell in week if cell)
    return Month(f"{year}年{number}月", weeks, working)


def _cell(calendar: WorkingCalendar, day: date, changed: bool) -> Cell:
    note, says = calendar.note_on(day), status(calendar, day)
    css = ["work" if says.working else "rest"]
    mark = ""
    if note:
        css.append(note.kind.replace("_", "-") + "-day")
        mark = "班" if note.kind == MAKE_UP else "休"
    css += ["provisional"] * says.provisional + ["changed"] * changed
    return Cell(day, " ".join(css), mark, f"{day:%m-%d} {says}")
