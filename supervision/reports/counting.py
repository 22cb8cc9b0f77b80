"""The counted columns: what each means in rows, and how it comes out of the sums. A test keeps both alike."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet, Sum

from matters.cases.states import Channel

from .fact import COUNTS, TIMES, CaseFact, DayFigure, Manner, Way
from .period import Period
from .scope import Scope

Counted = dict[str, int]


def _within(name: str, period: Period) -> Q:
    return Q(**{f"{name}__range": (period.first, period.last)})


def _open_on(name: str, on) -> Q:
    return Q(**{name: None}) | Q(**{f"{name}__gt": on})


def _pending(on) -> Q:
    return Q(received_on__lte=on) & _open_on("finished_on", on) & _open_on("returned_on", on)


# A column in rows: the cases it counts.
ROWS = {
    "carried": lambda period: _pending(period.before.last),
    "received": lambda period: _within("received_on", period),
    "received_instant": lambda period: _within("received_on", period) & Q(way=Way.INSTANT),
    "received_committed": lambda period: _within("received_on", period) & Q(way=Way.COMMITTED),
    "received_special": lambda period: _within("received_on", period) & Q(way=Way.SPECIAL),
    "finished": lambda period: _within("finished_on", period),
    "finished_instant": lambda period: _within("finished_on", period) & Q(way=Way.INSTANT),
    **{one: lambda period, one=one: _within("finished_on", period) & Q(manner=one) for one in Manner.values},
    "timed": lambda period: (
        _within("finished_on", period) & Q(law__isnull=False, promise__isnull=False, used__isnull=False)
    ),
    "returned": lambda period: _within("returned_on", period),
    "pending": lambda period: _pending(period.last),
}
TITLES = {
    "carried": "上期结转",
    "received": "收件",
    "received_instant": "收件（即办件）",
    "received_committed": "收件（承诺件）",
    "received_special": "收件（特殊件）",
    "finished": "办结",
    "finished_instant": "办结（即办件）",
    **dict(Manner.choices),
    "timed": "计时办件",
    "returned": "退件",
    "pending": "待办",
}
# What narrows the rows of a figure, beside its column.
NARROWED = {"department": int, "window": int, "channel": Channel, "way": Way}


def query(column: str, period: Period, scope: Scope, **narrowed) -> str:
    """The address part that opens a figure's rows."""
    told = {"cell": column, "period": period.key, "hall": scope.hall.pk}
    return urlencode(told | {name: value for name, value in narrowed.items() if value is not None})


def rows(scope: Scope, period: Period, column: str, narrowed: dict[str, str]) -> QuerySet[CaseFact]:
    """The cases a figure counts. Raises KeyError or ValueError for what is no figure."""
    found = CaseFact.objects.filter(ROWS[column](period), **scope.of)
    return found.filter(**{name: NARROWED[name](value) for name, value in narrowed.items()})


def counted(scope: Scope, period: Period, by: Iterable[str] = ()) -> dict[tuple, Counted]:
    """Every column, by these dimensions; two statements, over sums of days only."""
    by = tuple(by)
    found: dict[tuple, Counted] = {}
    days = DayFigure.objects.filter(**scope.of)
    within = days.filter(day__range=(period.first, period.last)).order_by()
    # An alias may not be a column's name.
    totals = {f"sum_{one}": Sum(one) for one in (*COUNTS, *TIMES)}
    totals |= {f"sum_received_{way}": Sum("received", filter=Q(way=way)) for way in Way.values}
    done = sum((F(one) for one in Manner.values[1:]), F(Manner.values[0]))
    totals |= {"sum_finished": Sum(done), "sum_finished_instant": Sum(done, filter=Q(way=Way.INSTANT))}
    for row in within.values("hall", *by).annotate(**totals):
        key = tuple(row[name] for name in by)
        found[key] = {name.removeprefix("sum_"): row[name] or 0 for name in totals}
    gone = done + F("returned")
    for row in (
        days.filter(day__lt=period.first).order_by().values("hall", *by).annotate(n=Sum(F("received") - gone))
    ):
        key = tuple(row[name] for name in by)
        if row["n"] or key in found:
            found.setdefault(key, {name.removeprefix("sum_"): 0 for name in totals})["carried"] = (
                row["n"] or 0
            )
    for one in found.values():
        one.setdefault("carried", 0)
        one["pending"] = one["carried"] + one["received"] - one["finished"] - one["returned"]
    return found


def added(some: Iterable[Counted]) -> Counted:
    """The total of several."""
    total = dict.fromkeys((*TITLES, *TIMES), 0)
    for one in some:
        for name, n in one.items():
            total[name] += n
    return total
