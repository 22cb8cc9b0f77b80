"""Clocks of a closure: its approved first and last day."""

from __future__ import annotations

import datetime as dt

from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare

BASIS = "核准的关闭时段"


def _until_it_begins(closure, do) -> list[Limit]:
    return [Limit(LimitKind.ARRANGED, None, BASIS, until=closure.begins_on - dt.timedelta(days=1))]


def _until_it_ends(closure, do) -> list[Limit]:
    return [Limit(LimitKind.ARRANGED, None, BASIS, until=closure.ends_on)]


CLOCKS = declare(
    "windows.closure",
    Clock(
        "opening",
        "关闭之前",
        starts=("approved",),
        ends=("began", "withdrawn"),
        limits=_until_it_begins,
        effects=(Effect(LimitKind.ARRANGED, "begin", "WS13-2.2.2b"),),
        clauses="WS13-2.2.2b",
        start_title="核准，关闭之前窗口照常服务",
    ),
    Clock(
        "closure",
        "关闭时段",
        starts=("began",),
        ends=("reopened", "reclaimed"),
        limits=_until_it_ends,
        effects=(Effect(LimitKind.ARRANGED, "reopen", "WS13-2.3-2"),),
        clauses="WS13-2.3-2",
        start_title="关闭",
    ),
)
