"""What must hold before a result goes out another way than over the counter."""

from __future__ import annotations

from hall.acts.guards import guard
from matters.cases.states import Method

from . import guards
from .below import has_below
from .charge_guards import due_fee_paid, parent_fee_paid
from .states import State


def underway(case, do) -> bool:
    """Whether the result has left the window in a locker, by wire, by post or by announcement."""
    return has_below(case, do, "delivery", "mailing") and do.read(_underway, case)


def _underway(case) -> bool:
    letters = case.mailings.filter(state__in=("to_send", "at_post", "sent"))
    return case.deliveries.filter(state__in=("deposited", "sent", "announced")).exists() or letters.exists()


@guard("AH-3.2 XA-33.1")
def result_is_here(delivery, do):
    case = do.parent
    if case is None:
        return "送达必须属于一个办件，请从办件页面办理。"
    instant = case.is_instant and case.state == State.SEALED
    if case.state != State.AT_WINDOW and not instant:
        return "结果还没有送到出件窗口，或者已经送达。"


@guard("EL-4.2f EL-5.3c")
def nothing_lacking(delivery, do):
    return do.parent and guards.no_gaps_at_issue.function(do.parent, do)


@guard("AH-16.2")
def nothing_owed(delivery, do):
    return do.parent and due_fee_paid.function(do.parent, do)


@guard("EL-4.2g")
def at_an_issuing_window(delivery, do):
    """Results are issued in one place, however they travel from there."""
    return do.parent and guards.integrated_window_hands_out.function(do.parent, do)


@guard("EL-4.2g")
def not_underway(delivery, do):
    if do.parent and underway(do.parent, do):
        return "结果已经用其他方式发出，请先取回再另行送达。"


@guard("EL-4.2g")
def result_not_elsewhere(case, do):
    """What lies in a locker or in the post is not handed over the counter as well."""
    if underway(case, do):
        return "结果已经存柜、寄出或者正在公告，请先在该次送达中登记收到或者取回。"


@guard("EL-3.3c")
def lockers_offered(delivery, do):
    if Method.LOCKER not in (do.rule("delivery.ways") or ()):
        return "本大厅没有自助存取柜领取这一方式。"


@guard("XA-19")
def electronic_offered(delivery, do):
    if Method.ELECTRONIC not in (do.rule("delivery.ways") or ()):
        return "本大厅没有电子送达这一方式。"


STARTING = (
    result_is_here,
    nothing_lacking,
    nothing_owed,
    parent_fee_paid,
    at_an_issuing_window,
    not_underway,
)
