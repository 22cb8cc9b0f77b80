"""The periods of a finding: to appeal, to tell the parent body of what is grave."""

from __future__ import annotations

from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare


def _to_appeal(finding, do) -> list[Limit]:
    answer = do.answer("finding.appeal")
    return [Limit(LimitKind.SERVICE, answer.value, answer.basis)] if answer.value else []


def _at_once(finding, do) -> list[Limit]:
    answer = do.answer("circular.urgent")
    return [Limit(LimitKind.SERVICE, answer.value, answer.basis)] if answer.value else []


CLOCKS = declare(
    "supervision.finding",
    Clock(
        "appeal",
        "申诉期限",
        starts=("published",),
        ends=("contested", "accepted", "confirmed", "withdrawn"),
        limits=_to_appeal,
        effects=(Effect(LimitKind.SERVICE, "confirm", "WS14-12-1"),),
        clauses="WS14-12-1",
        start_title="公布",
        optional=True,
    ),
    Clock(
        "urgent",
        "严重问题通报",
        starts=("grave",),
        ends=("told_at_once",),
        limits=_at_once,
        clauses="WS15-05.3-3",
        start_title="发现",
        optional=True,
    ),
)
