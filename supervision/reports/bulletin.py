"""日报、月报: the reports of a period that people read every day and every month, and the few figures on top."""

from __future__ import annotations

from collections.abc import Iterator

from .counting import added, counted
from .of_cases import statistics, trend, windows
from .of_service import complaints, ratings, waiting
from .period import Period
from .scope import Scope
from .table import Table, rate

IDLE = "窗口办件量"
PARTS = (statistics, trend, windows, waiting, ratings, complaints)


def tables(scope: Scope, period: Period) -> list[Table]:
    """In the order in which they are read; a table without lines is left out."""
    return [one for make in PARTS if (one := make(scope, period)).lines]


def sentences(scope: Scope, period: Period, tables: list[Table]) -> Iterator[str]:
    """What stands on top, in words; the windows without cases come from their table."""
    one = added(counted(scope, period).values())
    told = f"{period}，{scope}收件{one['received']}件，办结{one['finished']}件，退件{one['returned']}件，"
    yield f"{told}待办{one['pending']}件。"
    if one["finished"]:
        kept, early = (
            rate(one["finished"] - one["late"], one["finished"]),
            rate(one["early"], one["finished"]),
        )
        yield f"按时办结率{kept}，提前办结率{early}，逾期办结{one['late']}件。"
    yield from (one.note for one in tables if one.title == IDLE)
