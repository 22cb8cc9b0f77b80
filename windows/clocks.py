"""Clocks of a window: how long its pause sign may stand, and when somebody must sit there again."""

from __future__ import annotations

import datetime as dt

from hall.calendar import calendar_for
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.clocks.computation import SHANGHAI


def _sign(window, do) -> list[Limit]:
    """The minutes of a short absence (WS04-5.4-3); none where the hall's rules name no figure."""
    minutes = do.rule("window.pause_minutes")
    if minutes is None:
        return []
    return [
        Limit(
            LimitKind.SERVICE,
            None,
            f"短时离岗不超过{minutes}分钟",
            moment=do.at + dt.timedelta(minutes=minutes),
        )
    ]


def next_opening(do) -> dt.datetime:
    """When the hall next opens after a deed: today, if it has not opened yet; else on the next working day."""
    opening, calendar = do.rule("hall.opening_time"), calendar_for(do.hall)
    today = dt.datetime.combine(do.on, opening, SHANGHAI)
    if calendar.is_working(do.on) and do.at <= today:
        return today
    return dt.datetime.combine(calendar.add(do.on, 1), opening, SHANGHAI)


def _staffed(window, do) -> list[Limit]:
    """到期及时到岗: the text names no time, so the next opening of the hall is meant (WS13-2.3-1)."""
    return [Limit(LimitKind.SERVICE, None, "窗口重新开放时到岗", moment=next_opening(do))]


CLOCKS = declare(
    "windows.window",
    Clock(
        "pause",
        "短时离岗",
        starts=("paused",),
        ends=("resumed", "out_of_use"),
        limits=_sign,
        effects=(Effect(LimitKind.SERVICE, "overstay", "WS04-5.4-3"),),
        clauses="WS04-5.4-3",
        start_title="摆放暂停服务牌",
        optional=True,
    ),
    Clock(
        "staffing",
        "重启后到岗",
        starts=("reopened",),
        ends=("seated", "out_of_use"),
        limits=_staffed,
        effects=(Effect(LimitKind.SERVICE, "stay_empty", "WS13-2.3-1"),),
        clauses="WS13-2.3-1",
        start_title="窗口重新开放",
    ),
)
