"""A period (期限) as law or promise gives it, and the honest comparison of the two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from hall.calendar import WorkingCalendar, calendar_for
from hall.clocks.computation import last_day
from hall.failures import LegalFailure
from hall.span import Span, Unit
from matters.catalogue.codes import DefaultEffect

if TYPE_CHECKING:
    from hall.models import Hall

PROMISE = "promise"


class LimitMissing(LegalFailure, LookupError):
    """Neither the matter nor the nation says how long this stage may take; nothing is assumed."""


@dataclass(frozen=True)
class Period:
    """How long a stage may take, from which event, and what may lengthen it. All codes are those of ``codes``.

    ``span`` counts from the day after the ``anchor`` event; from an expiry or a hearing it counts backwards.
    ``basis`` cites the article or names the promise. ``excludable`` are the procedures whose time the law leaves out.
    """

    stage: str
    anchor: str
    span: Span
    source: str
    basis: str
    extension: Span | None = None
    extension_approver: str = ""
    excludable: tuple[str, ...] = ()
    default_effect: str = DefaultEffect.NONE.value

    def __str__(self) -> str:
        return str(self.span)


def span_of(n: int | None, unit: str) -> Span | None:
    """Two columns as a Span; None while they are empty or do not fit together. 0 of anything is 当场."""
    if n == 0:
        return Span(0, Unit.SAME_DAY)
    return Span(n, Unit(unit)) if n and unit not in ("", Unit.SAME_DAY) else None


def read_span(text: str) -> Span:
    """「20个工作日」「7日」「3个月」「当场」 as a Span. Raises ValueError."""
    if text == Unit.SAME_DAY.label:
        return Span(0, Unit.SAME_DAY)
    units = {unit.label: unit for unit in Unit if unit != Unit.SAME_DAY}
    found = re.fullmatch(rf"(\d+)({'|'.join(units)})", text)
    if found is None:
        raise ValueError(f"期限“{text}”看不懂，应写成“20个工作日”“7日”“3个月”“1年”或者“当场”。")
    return Span(int(found[1]), units[found[2]])


def too_long(promise: Span, law: Span, hall: Hall) -> str:
    """Why the promise would not always end within the law's limit; empty when it always does (AH-34.1).

    Equal units are compared as numbers. Working days against calendar days have no fixed rate: three working days
    across 春节 outlast seven days. So every start day the hall's published calendar knows is tried, the promise must
    hold on the worst of them, and the first counter-example is named. Raises CalendarDoesNotReach without a calendar.
    """
    if promise.unit == Unit.SAME_DAY:
        return ""
    terms = f"承诺时限不得超过法定时限：承诺{promise}，法定{law}"
    if promise.unit == law.unit:
        return f"{terms}。" if promise.n > law.n else ""
    start = outlasts(promise, law, calendar_for(hall))
    if start is None:
        return ""
    return f"{terms}；例如从{start}起算时会晚于法定期限。请缩短承诺时限，或者改用与法定时限相同的单位。"


@lru_cache(maxsize=64)
def outlasts(promise: Span, law: Span, calendar: WorkingCalendar) -> date | None:
    """The first start day in the published calendar from which the promise would end after the law's limit."""
    for day in range((calendar.horizon - calendar.first).days + 1):
        start = calendar.first + timedelta(days=day)
        if last_day(start, promise, calendar) > last_day(start, law, calendar):
            return start
    return None
