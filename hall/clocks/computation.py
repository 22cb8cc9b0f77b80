"""The one computation of a due date. Pure: date, instants and the sentence that explains them come out together.

Start day excluded; the last day counts to 23:59:59 (民法典 201, 203; 行政许可法 82). A pause from day P to day R takes
out the working days after P up to and including R, overlapping pauses once; a same-day pause takes out nothing. The
last day moves on by as many working days as were taken out, also where the pause began on the last day itself.
What happens after a limit has passed does not mend it: a promise once broken stays broken.
"""

from __future__ import annotations

import calendar as civil
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from hall.calendar.working_days import WorkingCalendar
from hall.duty import duty
from hall.span import Span, Unit

from .sentence import explain, explain_fixed, explain_moment, explain_same_day, long_date

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAST_SECOND = dt.time(23, 59, 59)


@dataclass(frozen=True)
class Pause:
    """Time the law takes out, from the day it starts to the day it ends (None: still running)."""

    first: dt.date
    last: dt.date | None
    title: str


@dataclass(frozen=True)
class Extension:
    """A period added once, on a day before the limit passed."""

    on: dt.date
    span: Span
    title: str = "延长"


@dataclass(frozen=True)
class Leg:
    """One period of a limit: ``meant`` to end on a day, and its ``last`` day after a rest day has rolled on."""

    after: dt.date
    span: Span
    meant: dt.date
    last: dt.date


@dataclass(frozen=True)
class Near:
    """When a limit turns yellow: this share of it used, or no more than this left; None: not by this measure."""

    percent: int | None
    left: Span | None


@dataclass(frozen=True)
class Due:
    """The result. ``on``/``at`` are None while a pause runs. ``near_at`` is when the light turns yellow."""

    on: dt.date | None
    at: dt.datetime | None
    near_at: dt.datetime | None
    provisional: bool
    sentence: str
    excluded: int = 0

    @property
    def paused(self) -> bool:
        return self.on is None


def compute(
    started: dt.datetime,
    span: Span,
    calendar: WorkingCalendar,
    *,
    near: Near,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
    closing: dt.time = LAST_SECOND,
    event: str = "起",
    first_day_counts: bool = False,
) -> Due:
    """When a limit that started at an instant is due, and why, in words.

    ``closing`` is the hall's closing time, the end of a 当场 limit; ``first_day_counts`` is a hall's own reading, off
    unless its rulebook says otherwise. Raises CalendarDoesNotReach when the start lies
    before the calendar.
    """
    start = began = started.astimezone(SHANGHAI).date()
    if first_day_counts and span.unit != Unit.SAME_DAY:
        start -= dt.timedelta(days=1)
    taken, added = _in_time(start, span, calendar, pauses, extensions)
    if span.unit == Unit.SAME_DAY and not added:
        return _same_day(started, began, closing, event)
    legs = _legs(start, [span, *[one.span for one in added]], calendar)
    excluded = _excluded(start, taken, calendar)
    due = None if _paused(taken) else calendar.add(legs[-1].last, excluded)
    named = f"{long_date(began)}{event}"
    sentence = explain(named, legs, taken, added, due, excluded, calendar)
    if due is None:
        return Due(None, None, None, False, sentence, excluded)
    near_on = _near_day(start, due, taken, calendar, near)
    return Due(
        due,
        _at(due, LAST_SECOND),
        _at(near_on, dt.time.min),
        calendar.is_provisional(due),
        sentence,
        excluded,
    )


def fixed(
    started: dt.datetime, until: dt.date, calendar: WorkingCalendar, *, near: Near, event: str = "起"
) -> Due:
    """A limit whose last day was set in the single case (a correction's deadline, a closure's end)."""
    start = started.astimezone(SHANGHAI).date()
    near_on = _near_day(start, until, [], calendar, near)
    return Due(
        until,
        _at(until, LAST_SECOND),
        _at(near_on, dt.time.min),
        calendar.is_provisional(until),
        explain_fixed(f"{long_date(start)}{event}", until),
    )


def momentary(started: dt.datetime, moment: dt.datetime, *, event: str = "起") -> Due:
    """A limit that ends at an instant set in the single case: minutes of absence, the next opening of the hall."""
    start, at = started.astimezone(SHANGHAI), moment.astimezone(SHANGHAI)
    return Due(at.date(), at, at, False, explain_moment(f"{long_date(start.date())}{start:%H:%M}{event}", at))


def last_day(start: dt.date, span: Span, calendar: WorkingCalendar) -> dt.date:
    """The last day of a period after a start day that does not count; never a day of rest (民法典 203)."""
    (leg,) = _legs(start, [span], calendar)
    return leg.last


def last_day_ahead(of: dt.date, span: Span, calendar: WorkingCalendar) -> dt.date:
    """The last day on which what must come at least a period ahead of a day can be done, that day itself not counted.

    "提前1个工作日" of a Monday is the Friday before: on Sunday it is too late, although a working day follows.
    """
    match span.unit:
        case Unit.SAME_DAY:
            return of
        case Unit.WORKING_DAY:
            return calendar.add(of, -span.n)
        case Unit.DAY:
            return of - dt.timedelta(days=span.n)
        case Unit.MONTH:
            return _months_later(of, -span.n)
        case Unit.YEAR:
            return _months_later(of, -12 * span.n)
    raise ValueError(f"不能倒推的期限单位：{span.unit}")


def last_day_after(of: dt.date, span: Span) -> dt.date:
    """The last day of a time in which something may not be done: it ends on its day, be that a rest day or not.

    Raises ValueError for periods that are not counted by the civil calendar.
    """
    match span.unit:
        case Unit.DAY:
            return of + dt.timedelta(days=span.n)
        case Unit.MONTH:
            return _months_later(of, span.n)
        case Unit.YEAR:
            return _months_later(of, 12 * span.n)
    raise ValueError(f"限制的期间应按日、月或者年计算：{span}")


def _same_day(started: dt.datetime, start: dt.date, closing: dt.time, event: str) -> Due:
    at = _at(start, closing)
    if at < started:  # taken in during extended hours: the day itself is the limit
        at = _at(start, LAST_SECOND)
    return Due(start, at, min(started, at), False, explain_same_day(f"{long_date(start)}{event}", at))


def _in_time(
    start: dt.date,
    span: Span,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause],
    extensions: Sequence[Extension],
) -> tuple[list[Pause], list[Extension]]:
    """The pauses and extensions that came before the limit, as it then stood, had passed."""
    taken: list[Pause] = []
    added: list[Extension] = []
    events: list[Pause | Extension] = [*pauses, *extensions]
    for event in sorted(events, key=_came):
        due = _day(start, [span, *[one.span for one in added]], taken, calendar)
        if due is not None and due < _came(event):
            break
        if isinstance(event, Pause):
            taken.append(event)
        else:
            added.append(event)
    return taken, added


def _came(event: Pause | Extension) -> dt.date:
    return event.first if isinstance(event, Pause) else event.on


def _day(start: dt.date, spans: list[Span], pauses: list[Pause], calendar: WorkingCalendar) -> dt.date | None:
    """The last day: the periods one after another, then the days taken out; None while a pause runs."""
    if _paused(pauses):
        return None
    return calendar.add(_legs(start, spans, calendar)[-1].last, _excluded(start, pauses, calendar))


def _paused(pauses: list[Pause]) -> bool:
    return any(pause.last is None for pause in pauses)


def _legs(start: dt.date, spans: list[Span], calendar: WorkingCalendar) -> list[Leg]:
    """The periods one after the other; one in days, months or years that ends on a rest day rolls on."""
    legs: list[Leg] = []
    for span in spans:
        after = legs[-1].last if legs else start
        meant = _meant(after, span, calendar)
        rolls = span.unit not in (Unit.SAME_DAY, Unit.WORKING_DAY)
        legs.append(Leg(after, span, meant, calendar.roll_forward(meant) if rolls else meant))
    return legs


def _meant(day: dt.date, span: Span, calendar: WorkingCalendar) -> dt.date:
    """The day on which a period after a day ends, by itself."""
    match span.unit:
        case Unit.SAME_DAY:
            return day
        case Unit.WORKING_DAY:
            return calendar.add(day, span.n)
        case Unit.DAY:
            return day + dt.timedelta(days=span.n)
        case Unit.MONTH:
            return _months_later(day, span.n)
        case Unit.YEAR:
            return _months_later(day, 12 * span.n)
    raise ValueError(f"不能累加的期限单位：{span.unit}")


def _months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day where there is none (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, civil.monthrange(year, month + 1)[1]))


@duty("行政许可法45", off=lambda *history: 0)
def _excluded(start: dt.date, pauses: list[Pause], calendar: WorkingCalendar) -> int:
    """Working days after the start taken out by closed pauses, overlaps once."""
    total, covered = 0, start
    for pause in sorted(pauses, key=_came):
        first = max(pause.first, covered)
        if pause.last is not None and pause.last > first:
            total += calendar.count(first, pause.last)
            covered = pause.last
    return total


def _near_day(
    start: dt.date, due: dt.date, pauses: list[Pause], calendar: WorkingCalendar, near: Near
) -> dt.date:
    """The first day on which enough is used or little enough is left; the last day itself where neither is asked.

    What pauses took out is not used: a share of a limit passes when a limit of that many working days would.
    """
    days = [due]
    if near.percent is not None:
        total = calendar.count(start, due) - _excluded(start, pauses, calendar)
        days.append(_after(start, -(-total * near.percent // 100), pauses, calendar) or due)
    if near.left is not None:
        days.append(last_day_ahead(due, near.left, calendar))
    return min(due, max(start, min(days)))


def _after(start: dt.date, n: int, pauses: list[Pause], calendar: WorkingCalendar) -> dt.date | None:
    """The day on which n working days have passed; None while a pause runs."""
    if n <= 0:
        return start
    taken, _ = _in_time(start, Span(n), calendar, pauses, ())
    return _day(start, [Span(n)], taken, calendar)


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, SHANGHAI)
