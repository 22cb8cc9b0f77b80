"""The calendars these tests count by, and the slow, obvious way to count."""

import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from hall.calendar.composition import Document
from hall.calendar.table import read_table
from hall.calendar.working_days import PublishedDay, WorkingCalendar

CALENDARS = Path(__file__).resolve().parents[2] / "fixtures" / "calendars"
ONE_DAY = timedelta(days=1)


def days_in(table: str) -> tuple[PublishedDay, ...]:
    return tuple(row.day for row in read_table(table))


def document(number: int, year: int, table: str, **facts) -> Document:
    """A national whole-year document unless told otherwise."""
    facts = {"hall_id": None, "whole_year": True, "issued_on": None} | facts
    return Document(id=number, year=year, days=days_in(table), **facts)


def shipped_documents() -> list[Document]:
    """The years a release brings, 2004–2026."""
    found = []
    for number, path in enumerate(sorted(CALENDARS.glob("*.toml")), start=1):
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append(document(number, facts["year"], facts["table"], issued_on=facts.get("issued_on")))
    return found


class DayWalk:
    """One day after another: what the calendar must agree with."""

    def __init__(self, days: Iterable[PublishedDay]):
        self.kinds = {day.date: day.kind for day in days}

    def works(self, day: date) -> bool:
        kind = self.kinds.get(day)
        return day.weekday() < 5 if kind is None else kind == "make_up"

    def add(self, day: date, n: int) -> date:
        step = ONE_DAY if n > 0 else -ONE_DAY
        for _ in range(abs(n)):
            day += step
            while not self.works(day):
                day += step
        return day

    def count(self, after: date, until: date) -> int:
        if until < after:
            return -self.count(until, after)
        return sum(self.works(after + ONE_DAY * n) for n in range(1, (until - after).days + 1))


def without_arrangements(calendar: WorkingCalendar) -> WorkingCalendar:
    """Mon–Fri and nothing else: what a calendar would be that ignored the notices."""
    return WorkingCalendar.of([], first=calendar.first, horizon=calendar.horizon)
