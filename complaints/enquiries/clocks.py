"""The clock of a question: the time agreed on with whoever asked (WS01 五（二）2)."""

from __future__ import annotations

from hall.clocks.clock import Clock, Limit, LimitKind, declare


def _agreed(enquiry, do) -> list[Limit]:
    until = enquiry.agreed_until
    return [Limit(LimitKind.PROMISE, None, "与咨询人约定", moment=until)] if until else []


CLOCKS = declare(
    "complaints.enquiry",
    Clock(
        "answer",
        "答复咨询",
        starts=("answer_agreed",),
        ends=("enquiry_answered",),
        limits=_agreed,
        clauses="WS01-05.2.2-2",
        start_title="登记咨询",
        optional=True,
    ),
)
