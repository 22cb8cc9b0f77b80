"""When each circular is due, whether it came, and which were missed (WS15 五)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from hall import legal_time
from hall.calendar import calendar_for
from hall.duty import duty
from hall.places.department import Department
from hall.rulebook import answer
from supervision.patrols.finding import COUNTING, Finding
from supervision.patrols.kinds import Level

from .circular import Circular, State
from .kinds import CircularKind
from .period import month_before


@dataclass(frozen=True)
class Due:
    """One circular that a month asks for: to whom, by when, and the day it came, if it did."""

    title: str
    due_on: dt.date
    done_on: dt.date | None
    department: Department | None = None

    @property
    def late(self) -> bool:
        """Came too late, or has not come and its day is over."""
        return (self.done_on or legal_time.today()) > self.due_on

    @property
    def words(self) -> str:
        if self.done_on:
            return f"{self.done_on:%m-%d}{'逾期' if self.late else '按期'}"
        return "逾期未办" if self.late else "待办"


def _last_day(hall, first: dt.date, key: str) -> dt.date | None:
    """The last day before the nth of the month beginning with ``first``, as the hall reads 前; None if unanswered."""
    day = answer(hall, key, on=first).value
    if not day:
        return None
    inclusive = answer(hall, "light.before_day_inclusive", on=first).value
    return first.replace(day=day) - dt.timedelta(days=0 if inclusive else 1)


def _issued(hall, **of):
    return Circular.objects.filter(dossier__hall=hall, state=State.ISSUED, **of).order_by("issued_on", "pk")


@duty("WS15-05.1-1", off=lambda hall, first, last: [])
def oral_missed(hall, first: dt.date, last: dt.date) -> list[dt.date]:
    """The working days that are over and had no oral circular."""
    told = set(
        _issued(hall, kind=CircularKind.ORAL, issued_on__range=(first, last)).values_list(
            "issued_on", flat=True
        )
    )
    working, until = calendar_for(hall), min(last, legal_time.today() - dt.timedelta(days=1))
    days = [first + dt.timedelta(days=n) for n in range((until - first).days + 1)]
    return [day for day in days if working.is_working(day) and day not in told]


@duty("WS15-05.2-1 WS15-05.2-2", off=lambda hall, first: [])
def interviews(hall, first: dt.date) -> list[Due]:
    """In the month beginning with ``first``: departments whose problems of the month before were many or serious."""
    due_on = _last_day(hall, first, "circular.interview_day")
    if due_on is None:
        return []
    period, most = month_before(first), answer(hall, "circular.interview_problems", on=first).value
    found = defaultdict(list)
    for one in Finding.objects.filter(
        dossier__hall=hall,
        dossier__department__isnull=False,
        on__range=(period.first, period.last),
        state__in=COUNTING,
    ).select_related("dossier"):
        found[one.dossier.department_id].append(one)
    wanted = {
        unit: any(one.grave_at for one in problems)
        for unit, problems in found.items()
        if (most and len(problems) >= most) or any(one.level == Level.MAJOR for one in problems)
    }
    held = {}
    for one in _issued(hall, kind=CircularKind.INTERVIEW, first=period.first):
        held.setdefault(one.unit_id, one.issued_on)
    units = Department.objects.filter(pk__in=wanted).prefetch_related("names").order_by("code")
    return [
        Due(
            "中心领导约谈部门分管领导" if wanted[unit.pk] else "约谈首席代表",
            due_on,
            held.get(unit.pk),
            unit,
        )
        for unit in units
    ]


@duty("WS15-05.3-1", off=lambda hall, first: [])
def written(hall, first: dt.date) -> list[Due]:
    """The written circular on the month before the one that begins with ``first``."""
    due_on = _last_day(hall, first, "circular.monthly_day")
    if due_on is None:
        return []
    period = month_before(first)
    came = _issued(hall, kind=CircularKind.WRITTEN, first=period.first).first()
    return [Due("上月书面通报", due_on, came.issued_on if came else None)]


@duty("WS15-03", off=lambda department: Circular.objects.none())
def history(department: Department):
    """The circulars that named a department, the newest first."""
    named = Circular.objects.filter(lines__contains=[{"department": department.pk}], state=State.ISSUED)
    return named.order_by("-issued_on", "-pk")
