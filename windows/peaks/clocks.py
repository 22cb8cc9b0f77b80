"""Clocks of a peak plan: its first and last day."""

from __future__ import annotations

import datetime as dt

from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare


def _until_it_begins(plan, do) -> list[Limit]:
    return [Limit(LimitKind.ARRANGED, None, "预计时段", until=plan.begins_on - dt.timedelta(days=1))]


def _until_it_ends(plan, do) -> list[Limit]:
    return [Limit(LimitKind.ARRANGED, None, "预计时段", until=plan.ends_on)]


CLOCKS = declare(
    "windows.peakplan",
    Clock(
        "preparation",
        "高峰之前",
        starts=("filed",),
        ends=("began", "withdrawn"),
        limits=_until_it_begins,
        effects=(Effect(LimitKind.ARRANGED, "begin", "WS12-2.1.5-1"),),
        clauses="WS12-2.1.5-1",
        start_title="报送预案",
    ),
    Clock(
        "peak",
        "业务高峰",
        starts=("began",),
        ends=("ended",),
        limits=_until_it_ends,
        effects=(Effect(LimitKind.ARRANGED, "end"),),
        start_title="高峰开始",
    ),
)
