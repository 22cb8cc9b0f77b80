"""How far ahead something must be filed: counted backwards, and by the calendar."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from django.conf import settings

from hall.calendar.table import read_table
from hall.calendar.working_days import PublishedDay, WorkingCalendar
from hall.clocks.computation import last_day_ahead
from hall.span import Span, Unit


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    facts = tomllib.loads((settings.FIXTURES / "calendars/2026.toml").read_text(encoding="utf-8"))
    days = [PublishedDay(*row.day) for row in read_table(facts["table"])]
    return WorkingCalendar.of(days, first=date(2026, 1, 1), horizon=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("of", "span", "last"),
    [
        (date(2026, 3, 16), Span(1), date(2026, 3, 13)),  # a Monday: the Friday before
        (date(2026, 3, 15), Span(1), date(2026, 3, 13)),  # a Sunday too
        (date(2026, 3, 16), Span(5), date(2026, 3, 9)),
        (date(2026, 10, 8), Span(1), date(2026, 9, 30)),  # over the National Day holidays
        (date(2026, 3, 31), Span(5, Unit.DAY), date(2026, 3, 26)),
        (date(2026, 3, 31), Span(1, Unit.MONTH), date(2026, 2, 28)),
        (date(2026, 3, 31), Span(1, Unit.YEAR), date(2025, 3, 31)),
        (date(2026, 3, 31), Span(0, Unit.SAME_DAY), date(2026, 3, 31)),
    ],
)
def test_the_last_day_to_file(calendar, of, span, last):
    assert last_day_ahead(of, span, calendar) == last


@pytest.mark.parametrize("n", range(1, 40))
def test_working_days_ahead_are_whole_working_days_between(calendar, n):
    of = date(2026, 10, 12)
    last = last_day_ahead(of, Span(n), calendar)
    assert calendar.is_working(last)
    assert calendar.count(last, of) - calendar.is_working(of) == n - 1
