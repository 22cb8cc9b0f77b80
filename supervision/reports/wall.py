"""The wall screen of the hall: today, this month, two weeks, departments, lights. No names of people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, F, Sum

from hall import legal_time
from hall.clocks.ledger import Light
from hall.clocks.ranking import WORST_FIRST, running
from matters.cases.case import Case
from windows.queue.states import State as Waiting
from windows.queue.ticket import Ticket

from .counting import added, counted
from .fact import DayFigure, Manner
from .of_cases import units
from .period import Period
from .scope import Scope
from .table import rate

DAYS = 14
MOST = 8  # departments on the screen
LIGHTS = (Light.GREEN, Light.YELLOW, Light.RED, Light.BREACH, Light.PAUSED)


def picture(scope: Scope) -> dict[str, Any]:
    """Everything the screen shows, in a fixed number of statements."""
    today = legal_time.today()
    day, month = Period(today, 0), Period(today.replace(day=1), 1)
    now = added(counted(scope, day).values())
    by_unit = counted(scope, month, ("department",))
    so_far = added(by_unit.values())
    done = so_far["finished"]
    waits = Ticket.objects.filter(day=today, line__dossier__hall=scope.hall, state=Waiting.WAITING).count()
    days, departments = _days(scope, today), _units(by_unit)
    return {
        "scope": scope,
        "at": legal_time.now(),
        "told": [
            ("今日收件", now["received"]),
            ("今日办结", now["finished"]),
            ("待办", now["pending"]),
            ("正在等候", waits),
            ("本月收件", so_far["received"]),
            ("本月按时办结率", rate(done - so_far["late"], done) or "—"),
            ("本月提前办结率", rate(so_far["early"], done) or "—"),
        ],
        "lights": _lights(scope),
        "days": days,
        "units": departments,
        "drawings": [days, departments],
    }


def _lights(scope: Scope) -> list[tuple[Light, int]]:
    """The running limits of cases by light."""
    mine = {f"run__{name}": value for name, value in scope.dossiers.items()}
    found = running(legal_time.now()).filter(run__dossier__kind=Case.dossier_kind(), **mine)
    counts = dict(found.order_by().values_list("rank").annotate(n=Count("pk")))
    return [(light, counts.get(WORST_FIRST.index(light), 0)) for light in LIGHTS]


def _days(scope: Scope, today: dt.date) -> dict[str, Any]:
    """Received and finished of the last days, as a chart takes it; a day without any is a nought."""
    days = [today - dt.timedelta(days=n) for n in reversed(range(DAYS))]
    rows = DayFigure.objects.filter(day__range=(days[0], today), **scope.of).order_by().values("day")
    done = sum((F(one) for one in Manner.values[1:]), F(Manner.values[0]))
    found = {row["day"]: row for row in rows.annotate(came=Sum("received"), gone=Sum(done))}
    series = [("收件", "came"), ("办结", "gone")]
    return {
        "labels": [f"{one.month}-{one.day}" for one in days],
        "series": [
            {"name": title, "values": [found[one][name] if one in found else 0 for one in days]}
            for title, name in series
        ],
    }


def _units(found: dict) -> dict[str, Any]:
    """This month by department, the busiest first."""
    names = units({key[0] for key in found})
    lines = sorted(((names[key[0]], one) for key, one in found.items()), key=lambda one: -one[1]["received"])
    series = [("收件", "received"), ("办结", "finished"), ("待办", "pending")]
    return {
        "labels": [name for name, _ in lines[:MOST]],
        "series": [
            {"name": title, "values": [one[column] for _, one in lines[:MOST]]} for title, column in series
        ],
    }
