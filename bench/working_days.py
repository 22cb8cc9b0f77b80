"""Adding and counting working days: every start of twenty years, beside the libraries and the bare idea.

Every peer is given the same published days, and its answers are compared with ours before anything is timed.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator

import chinese_calendar
import numpy

from bench.measure import Row, in_turns
from hall.calendar import WorkingCalendar, calendar_for

N = 20
FIRST, LAST = dt.date(2007, 1, 1), dt.date(2026, 12, 31)
ONE = dt.timedelta(1)
# The libraries know no day after the last: the latest start is the one whose twentieth day they still reach.
STARTS = [FIRST + ONE * n for n in range((LAST - FIRST).days - 40)]
FEW = STARTS[::29]  # for the day-by-day loop, a few hundred times slower; 29 is coprime to the week


def measures() -> Iterator[Row]:
    """Three rows each for adding and for counting."""
    calendar = calendar_for(None)
    yield from _adding(calendar)
    yield from _counting(calendar)


def _adding(calendar: WorkingCalendar) -> Iterator[Row]:
    working = _working(calendar)
    busdays, stamps = _numpy(calendar), [numpy.datetime64(day) for day in STARTS]

    def ours() -> list:
        return [calendar.add(day, N) for day in STARTS]

    def ours_few() -> list:
        return [calendar.add(day, N) for day in FEW]

    def bisect() -> list:
        return [working[bisect_right(working, day) + N - 1] for day in STARTS]

    def by_numpy() -> list:
        return [numpy.busday_offset(day, N, "backward", busdaycal=busdays) for day in stamps]

    def loop() -> list:
        return [_walk(day) for day in FEW]

    _same(ours(), bisect(), [day.item() for day in by_numpy()])
    _same(ours_few(), loop())
    yield from _rows(f"add {N}", (ours, bisect, by_numpy), (ours_few, loop))


def _counting(calendar: WorkingCalendar) -> Iterator[Row]:
    working = _working(calendar)
    pairs = [(day, calendar.add(day, N)) for day in STARTS]
    few = [(day, calendar.add(day, N)) for day in FEW]
    busdays = _numpy(calendar)
    stamps = [(numpy.datetime64(after + ONE), numpy.datetime64(until + ONE)) for after, until in pairs]

    def ours() -> list:
        return [calendar.count(after, until) for after, until in pairs]

    def ours_few() -> list:
        return [calendar.count(after, until) for after, until in few]

    def bisect() -> list:
        return [bisect_right(working, until) - bisect_right(working, after) for after, until in pairs]

    def by_numpy() -> list:
        return [numpy.busday_count(begin, end, busdaycal=busdays) for begin, end in stamps]

    def loop() -> list:
        return [len(chinese_calendar.get_workdays(after + ONE, until)) for after, until in few]

    _same(ours(), bisect(), by_numpy())
    _same(ours_few(), loop())
    yield from _rows("count between", (ours, bisect, by_numpy), (ours_few, loop))


def _rows(what: str, quick: tuple, slow: tuple) -> Iterator[Row]:
    ours, bisect, by_numpy = in_turns(*quick, rounds=15, each=len(STARTS))
    yield Row(what, "bare bisect", ours, bisect, budget=3)
    yield Row(what, "numpy, prebuilt calendar", ours, by_numpy, budget=1)
    ours, loop = in_turns(*slow, rounds=5, each=len(FEW))
    yield Row(what, "chinesecalendar", ours, loop, budget=1)


def _working(calendar: WorkingCalendar) -> list[dt.date]:
    days = (calendar.first + ONE * n for n in range((calendar.horizon - calendar.first).days + 1))
    return [day for day in days if calendar.is_working(day)]


def _numpy(calendar: WorkingCalendar) -> numpy.busdaycalendar:
    """Every day of the week may be a working day (调休), so every day that is none is a holiday."""
    days = (calendar.first + ONE * n for n in range((calendar.horizon - calendar.first).days + 1))
    return numpy.busdaycalendar("1111111", [day for day in days if not calendar.is_working(day)])


def _walk(day: dt.date) -> dt.date:
    left = N
    while left:
        day += ONE
        left -= chinese_calendar.is_workday(day)
    return day


def _same(*answers: list) -> None:
    if any(one != answers[0] for one in answers):
        raise AssertionError("A peer gives other days than the calendar: the comparison would mean nothing.")
