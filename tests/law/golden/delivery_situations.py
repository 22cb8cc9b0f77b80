"""The situations of what follows the decision beside the case itself: deliveries."""

from __future__ import annotations

from hall.acts.door import perform
from matters.cases.models import Delivery

from .case_situations import CASES, PEOPLE, case_hall
from .world import Attempt, Workplace

FORMS = {
    "send": {"address": "蒙速办账号", "consent": "on", "consent_form": "送达地址确认书"},
    "leave": {"place": "某镇一号", "refusal": "拒绝签收", "second": "李同行", "witness": "居委会陈主任"},
    "announce": {
        "ground": "missing",
        "reason": "邮寄退回",
        "published_in": "政府网站",
        "published_on": "2026-03-09",
    },
}


def begin(way: str, **data):
    """A delivery begun in one way, of a case of its own."""

    def made(hall) -> Delivery:
        typed = FORMS.get(way, {}) | data
        case = hall.case_in("at_window")
        return perform(Delivery, way, typed, by=hall.clerk, place=hall.window, parent=case)

    return made


def served(hall):
    return perform(begin("deposit", locker="2")(hall), "receive", {"evidence": "开门记录"}, by=hall.clerk)


def failed(hall):
    return perform(begin("deposit", locker="3")(hall), "take_back", {"reason": "逾期未取"}, by=hall.clerk)


DELIVERY = Workplace(
    Delivery,
    "EL",
    case_hall,
    PEOPLE,
    CASES
    | {
        "deposited": begin("deposit", locker="1"),
        "in_locker": lambda hall: begin("deposit", locker="4")(hall).case,
        "sent": begin("send"),
        "announced": begin("announce"),
        "served": served,
        "failed": failed,
    },
    lambda hall, case: Attempt(Delivery, {"parent": case}),
    {act: lambda hall, obj, given=given: given for act, given in FORMS.items()}
    | {
        "deposit": lambda hall, case: {"locker": "9"},
        "receive": lambda hall, delivery: {"evidence": "开门记录"},
        "take_back": lambda hall, delivery: {"reason": "逾期未取"},
    },
)
