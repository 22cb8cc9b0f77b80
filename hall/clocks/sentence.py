"""The sentence that explains a due date, written from the very parts the date was computed from. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hall.calendar.working_days import REST, DayNote, WorkingCalendar
from hall.span import Unit

if TYPE_CHECKING:
    from .computation import Extension, Leg, Pause

WEEKDAYS = "一二三四五六日"
PROVISIONAL = "国家尚未公布届时的节假日安排，此日期为暂定，公布后将重新计算"


def explain(
    begun: str,
    legs: Sequence[Leg],
    taken: Sequence[Pause],
    added: Sequence[Extension],
    due: dt.date | None,
    excluded: int,
    calendar: WorkingCalendar,
) -> str:
    """From the event that started the limit to its last day; ``due`` is None while a pause runs."""
    first = legs[0]
    parts = [f"{begun}，自{short_date(first.after + dt.timedelta(days=1))}起算{first.span}"]
    parts += [f"{long_date(one.on)}{one.title}{one.span}" for one in added]
    parts += [_pause(pause, calendar) for pause in taken]
    if due is None:
        return "；".join([*parts, "待该程序结束后继续计算届满日"]) + "。"
    parts += _rolled(legs, calendar)
    parts += _days(_counted(legs, due, calendar))
    if excluded and len(taken) > 1:
        parts.append(f"以上共扣除{excluded}个工作日")
    end = [f"于{with_weekday(due)}届满"]
    if calendar.is_provisional(due):
        end.append(PROVISIONAL)
    return "；".join([*parts, "。".join(end)]) + "。"


def explain_fixed(begun: str, until: dt.date) -> str:
    """A last day that was set in the single case."""
    return f"{begun}，最迟于{with_weekday(until)}届满。"


def explain_moment(begun: str, at: dt.datetime) -> str:
    """An instant that was set in the single case."""
    return f"{begun}，最迟到{long_date(at.date())}{at:%H:%M}。"


def explain_same_day(begun: str, at: dt.datetime) -> str:
    """A limit that ends with the office, or with the day."""
    return f"{begun}，应当场办理，最迟于当日{at:%H:%M}前办结。"


def _pause(pause: Pause, calendar: WorkingCalendar) -> str:
    if pause.last is None:
        return f"{long_date(pause.first)}起进行{pause.title}，其间暂停计时"
    out = calendar.count(pause.first, pause.last)
    return f"{short_date(pause.first)}至{short_date(pause.last)}{pause.title}所需{out}个工作日不计入"


def _rolled(legs: Sequence[Leg], calendar: WorkingCalendar) -> list[str]:
    """Periods in days, months or years that end on a rest day (民法典 203)."""
    found = []
    for leg in legs:
        if leg.last != leg.meant:
            note = calendar.note_on(leg.meant)
            why = f"{note.name}放假" if note else weekday(leg.meant)
            found.append(f"{leg.span}期满之日{short_date(leg.meant)}为{why}，顺延至{short_date(leg.last)}")
    return found


def _counted(legs: Sequence[Leg], due: dt.date, calendar: WorkingCalendar) -> list[DayNote]:
    """What departs from Monday to Friday where working days were counted: in such periods, and after the last one.

    Days, months and years count every day, so their holidays are nobody's business.
    """
    stretches = [(leg.after, leg.last) for leg in legs if leg.span.unit == Unit.WORKING_DAY]
    return [
        note for after, last in [*stretches, (legs[-1].last, due)] for note in calendar.notes(after, last)
    ]


def _days(notes: Sequence[DayNote]) -> list[str]:
    """The rest periods left out and the make-up days counted in, by name."""
    rests = [f"{_period(note)}{note.name}" for note in notes if note.kind == REST]
    made_up = [f"{short_date(note.first)}（{weekday(note.first)}）" for note in notes if note.kind != REST]
    parts = []
    if rests:
        parts.append("、".join(rests) + "放假不计")
    if made_up:
        parts.append("、".join(made_up) + "为调休上班日，计入")
    return parts


def _period(note: DayNote) -> str:
    return short_date(note.first) + (f"至{short_date(note.last)}" if note.last != note.first else "")


def weekday(day: dt.date) -> str:
    return f"星期{WEEKDAYS[day.weekday()]}"


def with_weekday(day: dt.date) -> str:
    return f"{long_date(day)}（{weekday(day)}）"


def long_date(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"
