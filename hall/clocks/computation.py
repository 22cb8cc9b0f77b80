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

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAST_SECOND = dt.time(23, 59, 59)
WEEKDAYS = "一二三四五六日"


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
    due = _day(start, [span, *[one.span for one in added]], taken, calendar)
    excluded = _excluded(start, taken, calendar)
    named = f"{long_date(began)}{event}"
    sentence = _sentence(start, span, calendar, taken, added, due, excluded, named)
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
    sentence = f"{long_date(start)}{event}，最迟于{long_date(until)}（星期{WEEKDAYS[until.weekday()]}）届满。"
    return Due(
        until, _at(until, LAST_SECOND), _at(near_on, dt.time.min), calendar.is_provisional(until), sentence
    )


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


def _same_day(started: dt.datetime, start: dt.date, closing: dt.time, event: str) -> Due:
    at = _at(start, closing)
    if at < started:  # taken in during extended hours: the day itself is the limit
        at = _at(start, LAST_SECOND)
    sentence = f"{long_date(start)}{event}，应当场办理，最迟于当日{at:%H:%M}前办结。"
    return Due(start, at, min(started, at), False, sentence)


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
    if any(pause.last is None for pause in pauses):
        return None
    base = start
    for span in spans:
        base = _plus(base, span, calendar)
    return calendar.add(base, _excluded(start, pauses, calendar))


def _plus(day: dt.date, span: Span, calendar: WorkingCalendar) -> dt.date:
    """One period after a day; a period in days, months or years that ends on a rest day rolls on."""
    match span.unit:
        case Unit.SAME_DAY:
            return day
        case Unit.WORKING_DAY:
            return calendar.add(day, span.n)
        case Unit.DAY:
            return calendar.roll_forward(day + dt.timedelta(days=span.n))
        case Unit.MONTH:
            return calendar.roll_forward(_months_later(day, span.n))
        case Unit.YEAR:
            return calendar.roll_forward(_months_later(day, 12 * span.n))
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
        if pause.last is not None and pause.last > covered:
            total += calendar.count(max(pause.first, covered), pause.last)
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


def _sentence(
    start: dt.date,
    span: Span,
    calendar: WorkingCalendar,
    taken: list[Pause],
    added: list[Extension],
    due: dt.date | None,
    excluded: int,
    event: str,
) -> str:
    parts = [f"{event}，自{short_date(start + dt.timedelta(days=1))}起算{span}"]
    parts += [f"{long_date(one.on)}{one.title}{one.span}" for one in added]
    for pause in taken:
        if pause.last is None:
            parts.append(f"{long_date(pause.first)}起进行{pause.title}，其间暂停计时")
        else:
            out = calendar.count(pause.first, pause.last)
            parts.append(
                f"{short_date(pause.first)}至{short_date(pause.last)}{pause.title}所需{out}个工作日不计入"
            )
    if due is None:
        return "；".join([*parts, "待该程序结束后继续计算届满日"]) + "。"
    parts += _notes(start, due, calendar)
    if excluded and len([p for p in taken if p.last]) > 1:
        parts.append(f"以上共扣除{excluded}个工作日")
    end = f"于{long_date(due)}（星期{WEEKDAYS[due.weekday()]}）届满"
    if calendar.is_provisional(due):
        end += "。国家尚未公布届时的节假日安排，此日期为暂定，公布后将重新计算"
    return "；".join([*parts, end]) + "。"


def _notes(start: dt.date, due: dt.date, calendar: WorkingCalendar) -> list[str]:
    """The rest periods left out and the make-up days counted in, by name."""
    rests, made_up = [], []
    for note in calendar.notes(start, due):
        if note.kind == "rest":
            days = short_date(note.first)
            if note.last != note.first:
                days += f"至{short_date(note.last)}"
            rests.append(f"{days}{note.name}")
        else:
            made_up.append(f"{short_date(note.first)}（星期{WEEKDAYS[note.first.weekday()]}）")
    parts = []
    if rests:
        parts.append("、".join(rests) + "放假不计")
    if made_up:
        parts.append("、".join(made_up) + "为调休上班日，计入")
    return parts


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, SHANGHAI)


def long_date(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"
