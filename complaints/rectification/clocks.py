"""Clocks of a rectification: the plan, the correction itself, and the report on how far it has come."""

from __future__ import annotations

from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare


def _by_rule(key: str):
    def limits(order, do) -> list[Limit]:
        answer = do.answer(key)
        return [Limit(LimitKind.SERVICE, answer.value, answer.basis)] if answer.value else []

    return limits


def _until_corrected(order, do) -> list[Limit]:
    """The day of the order; of the plan, once it was agreed to."""
    if order.planned_on and order.planned_on < order.due_on:
        return [Limit(LimitKind.SERVICE, None, "整改方案确定的完成时限", until=order.planned_on)]
    return [Limit(LimitKind.SERVICE, None, "责令整改的期限", until=order.due_on)]


CLOCKS = declare(
    "complaints.rectification",
    Clock(
        "plan",
        "整改方案",
        starts=("correction_ordered", "correction_plan_returned"),
        ends=("correction_planned", "correction_withdrawn"),
        limits=_by_rule("finding.plan"),
        effects=(Effect(LimitKind.SERVICE, "miss_plan"),),
        start_title="责令整改",
        optional=True,
    ),
    Clock(
        "correction",
        "整改期限",
        starts=("correction_ordered", "correction_dated", "correction_returned"),
        ends=("correction_reported", "correction_withdrawn", "correction_agreed"),
        limits=_until_corrected,
        effects=(Effect(LimitKind.SERVICE, "overrun"),),
        clauses="WS14-10-2 WS14-12-4",
        start_title="责令整改",
    ),
    Clock(
        "progress",
        "整改进度",
        starts=("correction_goes_on",),
        ends=("correction_progressed", "correction_reported", "correction_withdrawn"),
        limits=_by_rule("finding.progress_interval"),
        effects=(Effect(LimitKind.SERVICE, "miss_progress"),),
        clauses="WS14-12-3",
        start_title="上次报告",
        optional=True,
    ),
)
