"""Clocks of the queue: a number and a booking are good for their day."""

from __future__ import annotations

from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare


def _today(line, do) -> list[Limit]:
    return [Limit(LimitKind.ARRANGED, None, "号码当日有效", until=do.on)]


def _its_day(booking, do) -> list[Limit]:
    return [Limit(LimitKind.ARRANGED, None, "约定的日期", until=booking.on)]


LINE_CLOCKS = declare(
    "windows.line",
    Clock(
        "day",
        "当日号码",
        starts=("day_opened",),
        ends=("day_closed",),
        limits=_today,
        effects=(Effect(LimitKind.ARRANGED, "close_day", "WS12-2.1.7-2"),),
        clauses="WS12-2.1.7-2",
        start_title="当日首次取号",
    ),
)
APPOINTMENT_CLOCKS = declare(
    "windows.appointment",
    Clock(
        "slot",
        "预约",
        starts=("booked",),
        ends=("arrived", "cancelled", "missed"),
        limits=_its_day,
        effects=(Effect(LimitKind.ARRANGED, "miss"),),
        start_title="预约",
    ),
)
REST_DAY_CLOCKS = declare(
    "windows.restdayservice",
    Clock(
        "day",
        "公休日预约",
        starts=("asked",),
        ends=("arrived", "cancelled", "declined", "missed"),
        limits=_its_day,
        effects=(Effect(LimitKind.ARRANGED, "miss"),),
        start_title="提出预约",
    ),
)
