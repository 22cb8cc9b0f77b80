"""Clocks of a complaint. Each answers to the rulebook; where the text gives no figure, no clock runs."""

from __future__ import annotations

from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare

from .states import Gravity

OVER = "complaint_closed"
ANSWERED = "complaint_answered"


def by_rule(key: str):
    """Limits from one rule; none where it is off."""

    def limits(obj, do) -> list[Limit]:
        answer = do.answer(key)
        return [Limit(LimitKind.SERVICE, answer.value, answer.basis)] if answer.value else []

    return limits


def _suggestion(complaint, do) -> list[Limit]:
    """What came from a platform is answered within the platform's own limit."""
    return [] if complaint.platform_due else by_rule("complaint.suggestion_reply")(complaint, do)


def _platform(complaint, do) -> list[Limit]:
    return [Limit(LimitKind.SERVICE, None, "平台规定的时限", moment=complaint.platform_due)]


def _implementation(transfer, do) -> list[Limit]:
    """A second round has its own day; else the days go by gravity, for each department alike."""
    if transfer.due_on:
        return [Limit(LimitKind.SERVICE, None, "再次处理的期限", until=transfer.due_on)]
    serious = transfer.gravity == Gravity.SERIOUS
    return by_rule("complaint.serious_transfer" if serious else "complaint.transfer")(transfer, do)


def _statement(statement, do) -> list[Limit]:
    return [Limit(LimitKind.SERVICE, None, "要求说明情况的期限", until=statement.due_on)]


CLOCKS = declare(
    "complaints.complaint",
    Clock(
        "intake",
        "决定是否受理",
        starts=("complaint_received",),
        ends=("complaint_sorted", ANSWERED, OVER),
        limits=by_rule("complaint.intake"),
        effects=(Effect(LimitKind.SERVICE, "miss_intake"),),
        clauses="WS06-4.2-1",
        start_title="收到",
        optional=True,
    ),
    Clock(
        "handling",
        "受理、办理、反馈",
        starts=("complaint_received",),
        ends=(ANSWERED, OVER),
        limits=by_rule("complaint.handle"),
        clauses="XA-37.3",
        start_title="收到",
        optional=True,
    ),
    Clock(
        "platform",
        "平台时限",
        starts=("complaint_ordered",),
        ends=(ANSWERED, OVER),
        limits=_platform,
        clauses="WS06-3.1.5-3",
        start_title="接单",
    ),
    Clock(
        "suggestion",
        "答复意见建议",
        starts=("complaint_suggested",),
        ends=(ANSWERED, OVER, "complaint_accepted"),
        limits=_suggestion,
        clauses="WS06-3.1.5-2 WS04-2.3",
        start_title="收到",
        optional=True,
    ),
    Clock(
        "petition",
        "办理、答复信访举报",
        starts=("complaint_petitioned",),
        ends=(ANSWERED, OVER, "complaint_accepted"),
        limits=by_rule("complaint.petition"),
        clauses="WS09-3-4",
        start_title="收到",
        optional=True,
    ),
    Clock(
        "answer",
        "答复投诉人",
        starts=("complaint_handled",),
        ends=(ANSWERED, OVER),
        limits=by_rule("complaint.answer"),
        clauses="WS06-3.4-1",
        start_title="处理完毕",
        optional=True,
    ),
)

TRANSFER_CLOCKS = declare(
    "complaints.transfer",
    Clock(
        "implementation",
        "落实处理意见",
        starts=("complaint_transferred",),
        ends=("complaint_implemented", "complaint_recalled"),
        limits=_implementation,
        effects=(Effect(LimitKind.SERVICE, "overrun"),),
        clauses="WS06-3.3.2-2 WS06-3.3.2-6 WS06-3.3.3-2 WS06-3.4-3",
        start_title="转办",
        optional=True,
    ),
)

STATEMENT_CLOCKS = declare(
    "complaints.statement",
    Clock(
        "statement",
        "说明情况",
        starts=("statement_asked",),
        ends=("statement_given",),
        limits=_statement,
        effects=(Effect(LimitKind.SERVICE, "stay_silent"),),
        clauses="WS06-4.3-1",
        start_title="要求说明",
    ),
)
