"""Counting a limit the slow, obvious way: from day to day, over plain sets of days. Knows nothing of the product but
the words it is asked in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from hall.clocks.computation import Extension, Pause
from hall.span import Span, Unit

ONE_DAY = dt.timedelta(days=1)
Works = Callable[[dt.date], bool]


def walk(
    works: Works, start: dt.date, n: int, pauses: list[Pause], extensions: list[Extension]
) -> dt.date | None:
    """The last day of n working days: one day after the other, each event taken in on its day, if it came in time.

    While days are left, whatever happens is in time; then only what happens up to the last day. A pause that began on
    the last day holds the limit open until it ends. None where a pause that began in time never ends.
    """
    day = last = start
    left, waiting = n, list(extensions)
    while True:
        until = day if left else last
        came = [extension for extension in waiting if extension.on <= until]
        waiting = [extension for extension in waiting if extension not in came]
        left += sum(extension.span.n for extension in came)
        began = [pause for pause in pauses if pause.first <= until]
        if any(pause.last is None for pause in began):
            return None
        held = any(day < pause.last for pause in began)
        if not (left or held or came):
            return last
        day += ONE_DAY
        if works(day):
            last = day
            left -= not any(pause.first < day <= pause.last for pause in began)


def end_of(works: Works, start: dt.date, span: Span) -> dt.date:
    """The last day of one period in any unit, found by walking the civil calendar."""
    if span.unit == Unit.WORKING_DAY:
        return walk(works, start, span.n, [], [])
    day = start
    if span.unit == Unit.DAY:
        for _ in range(span.n):
            day += ONE_DAY
    else:
        for _ in range(span.n * (12 if span.unit == Unit.YEAR else 1)):
            day += ONE_DAY
            while day.day != 1:  # to the first of the next month
                day += ONE_DAY
        while day.day < start.day and (day + ONE_DAY).month == day.month:
            day += ONE_DAY
    while not works(day):
        day += ONE_DAY
    return day


def shifted(works: Works, start: dt.date, ends: dt.date, pauses: list[Pause]) -> dt.date:
    """The last day moved on by every working day after the start that stands in some pause."""
    if not pauses:
        return ends
    end = max(pause.last for pause in pauses)
    out, day = set(), start
    while day < end:
        day += ONE_DAY
        if works(day) and any(pause.first < day <= pause.last for pause in pauses):
            out.add(day)
    for _ in out:
        ends += ONE_DAY
        while not works(ends):
            ends += ONE_DAY
    return ends
