"""Clocks of a found item: until when its owner may come, and when it is announced again (WS07).

The day of the owner is arranged, not a duty of the hall: when it has passed, the item is due to be handed on.
"""

from __future__ import annotations

from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare

ENDS = ("item_claimed", "item_gone", "item_missing")


def _by_rule(key: str):
    def limits(item, do) -> list[Limit]:
        answer = do.answer(key)
        return [Limit(LimitKind.ARRANGED, answer.value, answer.basis)] if answer.value else []

    return limits


def _if_perishable(item, do) -> list[Limit]:
    answer = do.answer("lost.perishable")
    wanted = item.perishable and answer.value
    return [Limit(LimitKind.ARRANGED, answer.value, answer.basis)] if wanted else []


def _to_announce(item, do) -> list[Limit]:
    answer = do.answer("lost.announce_interval")
    return [Limit(LimitKind.SERVICE, answer.value, answer.basis)] if answer.value else []


CLOCKS = declare(
    "complaints.lostitem",
    Clock(
        "unclaimed",
        "招领",
        starts=("item_announced",),
        ends=ENDS,
        limits=_by_rule("lost.unclaimed"),
        effects=(Effect(LimitKind.ARRANGED, "fall_due_to_police", "WS07-1.3-2"),),
        start_title="招领公告",
        optional=True,
    ),
    Clock(
        "perishable",
        "易变质物品保管",
        starts=("item_received",),
        ends=ENDS,
        limits=_if_perishable,
        effects=(Effect(LimitKind.ARRANGED, "fall_due_to_dispose", "WS07-2.3-2"),),
        start_title="接收",
        optional=True,
    ),
    Clock(
        "notice",
        "定期招领公告",
        starts=("item_stored", "item_announced_again"),
        ends=(*ENDS, "item_notice_renewed"),
        limits=_to_announce,
        clauses="WS07-1.3-1",
        start_title="入柜或者上次公告",
        optional=True,
    ),
)
