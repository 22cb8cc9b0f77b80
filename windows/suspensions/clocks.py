"""Clocks of a suspension: the last day to announce it, its beginning and its end."""

from __future__ import annotations

from hall.calendar import calendar_for
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.clocks.computation import last_day_ahead
from hall.legal_time import local_date

BASIS = "备案的起止时间"


def _to_announce(suspension, do) -> list[Limit]:
    """So many working days ahead as the rulebook asks; none where it asks nothing."""
    notice = do.rule("suspension.public_notice")
    if notice is None:
        return []
    last = last_day_ahead(local_date(suspension.begins_at), notice, calendar_for(do.hall))
    return [Limit(LimitKind.SERVICE, None, f"至少提前{notice}向社会公告", until=last)]


def _until_it_begins(suspension, do) -> list[Limit]:
    return [Limit(LimitKind.ARRANGED, None, BASIS, moment=suspension.begins_at)]


def _until_it_ends(suspension, do) -> list[Limit]:
    return [Limit(LimitKind.ARRANGED, None, BASIS, moment=suspension.ends_at)]


CLOCKS = declare(
    "windows.suspension",
    Clock(
        "notice",
        "向社会公告",
        starts=("filed",),
        ends=("published", "withdrawn"),
        limits=_to_announce,
        effects=(Effect(LimitKind.SERVICE, "miss_notice"),),
        clauses="WS12-2.2.2-1",
        start_title="备案",
        optional=True,
    ),
    Clock(
        "opening",
        "停办之前",
        starts=("filed",),
        ends=("began", "withdrawn"),
        limits=_until_it_begins,
        effects=(Effect(LimitKind.ARRANGED, "begin"),),
        start_title="备案",
    ),
    Clock(
        "suspension",
        "停办时段",
        starts=("began",),
        ends=("resumed",),
        limits=_until_it_ends,
        effects=(Effect(LimitKind.ARRANGED, "resume"),),
        start_title="停办开始",
    ),
)
