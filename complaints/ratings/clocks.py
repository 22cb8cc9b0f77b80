"""The clock of a bad rating: so many days to look into it, put it right and tell whoever gave it (XA-38.3)."""

from __future__ import annotations

from hall.clocks.clock import Clock, Limit, LimitKind, declare


def _to_follow_up(rating, do) -> list[Limit]:
    answer = do.answer("rating.follow_up")
    return [Limit(LimitKind.SERVICE, answer.value, answer.basis)] if answer.value else []


CLOCKS = declare(
    "complaints.rating",
    Clock(
        "follow_up",
        "差评核实整改",
        starts=("badly_rated",),
        ends=("rating_settled",),
        limits=_to_follow_up,
        clauses="XA-38.3a",
        start_title="收到差评",
        optional=True,
    ),
)
