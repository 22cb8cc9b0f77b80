"""How often was patrolled, and how often it should have been: by day and by month, with alarms (WS10 一)."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from hall import legal_time
from hall.calendar import calendar_for
from hall.duty import duty
from hall.rulebook import answer

from .kinds import JOINT, LED, PatrolKind
from .patrol import Patrol


@dataclass(frozen=True)
class Quota:
    """What a month asks for and what was done; ``over``: the month has ended."""

    title: str
    done: int
    least: int
    over: bool

    @property
    def met(self) -> bool:
        return self.done >= self.least

    @property
    def missed(self) -> bool:
        """A month that ended short of it; while it runs nothing is missed yet."""
        return self.over and not self.met

    @property
    def words(self) -> str:
        told = "达标" if self.met else ("未达标" if self.over else "进行中")
        return f"{self.done}/{self.least} {told}"


def last_of(first: dt.date) -> dt.date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _patrols(hall, first: dt.date, last: dt.date):
    return Patrol.objects.filter(dossier__hall=hall, on__gte=first, on__lte=last, state=Patrol.State.CLOSED)


@duty("WS10-1.1-1", off=lambda hall, first, last: [])
def unpatrolled(hall, first: dt.date, last: dt.date) -> list[dt.date]:
    """The working days of a period, today excepted, on which too few daily patrols were recorded (漏巡)."""
    least = answer(hall, "patrol.daily_min", on=last).value
    done = list(_patrols(hall, first, last).exclude(kind=PatrolKind.AREA).values_list("on", flat=True))
    working, until = calendar_for(hall), min(last, legal_time.today() - dt.timedelta(days=1))
    days = [first + dt.timedelta(days=n) for n in range((until - first).days + 1)]
    return [day for day in days if working.is_working(day) and done.count(day) < least]


def patrolled_days(hall, first: dt.date) -> tuple[int, int]:
    """Days patrolled and working days of a month so far, yesterday included."""
    until = min(last_of(first), legal_time.today() - dt.timedelta(days=1))
    working = calendar_for(hall)
    days = [first + dt.timedelta(days=n) for n in range((until - first).days + 1)]
    total = sum(working.is_working(day) for day in days)
    return total - len(unpatrolled(hall, first, last_of(first))), total


@duty("WS10-1.2-4 WS10-1.3-1 WS10-1.3-2", off=lambda hall, first: [])
def quotas(hall, first: dt.date) -> list[Quota]:
    """Joint patrols and those led by a leader in the month that begins with ``first``; a merged one counts in both."""
    last = last_of(first)
    over = legal_time.today() > last
    kinds = list(_patrols(hall, first, last).values_list("kind", flat=True))
    merge = answer(hall, "patrol.leader_may_merge", on=last).value
    led = LED if merge else (PatrolKind.LEADER,)
    rows = [
        ("联合巡查", sum(kind in JOINT for kind in kinds), "patrol.joint_month_min"),
        ("领导巡查", sum(kind in led for kind in kinds), "patrol.leader_month_min"),
    ]
    asked = [(title, done, answer(hall, key, on=last).value) for title, done, key in rows]
    return [Quota(title, done, least, over) for title, done, least in asked]
