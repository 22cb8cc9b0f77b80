"""The form of closures, filled in for a restart: another of its three period rows applies."""

from __future__ import annotations

from hall.clocks.computation import long_date
from hall.papers.kinds import PaperKind
from windows.closures.papers import facts_of


def _facts(restart, do) -> dict:
    period = f"自{long_date(restart.opens_on)}起"
    return facts_of(restart, do, reason=restart.reason, kind=str(restart.row), period=period)


APPLICATION = PaperKind("window_closure", _facts, clauses="WS13-2.3-4 WS13-2.4-3")
