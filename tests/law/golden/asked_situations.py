"""The situations of questions, of lost property, and of what a clerk asks about a case, under 乌审."""

from __future__ import annotations

from complaints.models import Consultation, Enquiry, LossReport, LostItem, Referral
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.models import Hall
from tests.law.enquired import ASKED, AskedHall
from tests.law.lost import BURNT, CLAIM, LOSS, POLICE, SHELF, UMBRELLA, LostHall, signature

from .case_situations import PEOPLE as CASE_PEOPLE
from .world import Attempt, Workplace

TODAY, SOON = "2026-03-09", "2026-03-10 12:00"
PEOPLE = CASE_PEOPLE | {"gde": "guide"}
CALLED = {
    "outcome": "at_once",
    "question": "问路",
    "answer": "已告知",
    "returned_at": "2026-03-09 10:00",
    "apologised": "on",
}
DONE = {"outcome": "answered", "answer": "已答复"}


def _beside(make):
    """Each situation has a hall of its own, and they stand beside one another."""

    def hall(preset: str):
        made = make(preset)
        Hall.objects.filter(pk=made.hall.pk).update(code=f"{preset}{made.hall.pk}")
        return made

    return hall


asked_hall, lost_hall = _beside(AskedHall), _beside(LostHall)


def nobody_yet(hall):
    return hall.department


def referred(hall):
    return hall.refer(hall.ask(), person=hall.guide.pk)


ENQUIRY = Workplace(
    Enquiry,
    "WS",
    asked_hall,
    PEOPLE,
    {
        "nobody_yet": nobody_yet,
        "missed": lambda hall: hall.miss(),
        "asked": lambda hall: hall.from_the_net(hall.department),
        "open": lambda hall: hall.ask(),
        "referred": referred,
        "answered": lambda hall: hall.ask(outcome="at_once", answer="已答复"),
    },
    lambda hall, department: Attempt(Enquiry, {"hall": hall.hall, "department": department}),
    {
        "record": lambda hall, department: ASKED,
        "miss": lambda hall, department: {"phone": "13800000001", "missed_at": "2026-03-09 10:00"},
        "ask": lambda hall, department: {"question": "周六开门吗"},
        "call_back": lambda hall, enquiry: CALLED,
        "take": lambda hall, enquiry: {"agreed_until": SOON},
        "conclude": lambda hall, enquiry: DONE,
        "pass_on": lambda hall, enquiry: {"handler": hall.guide.pk},
    },
    place=lambda hall: None,
    apart=True,
)


def taken(hall):
    return perform(hall.referral(referred(hall)), "take", by=hall.guide)


REFERRAL = Workplace(
    Referral,
    "WS",
    asked_hall,
    PEOPLE,
    {
        "question": lambda hall: hall.ask(),
        "sent": lambda hall: hall.referral(referred(hall)),
        "taken": taken,
    },
    lambda hall, enquiry: Attempt(Referral, {"parent": enquiry}),
    {"send": lambda hall, enquiry: {"person": hall.guide.pk}},
    place=lambda hall: None,
    apart=True,
)

UNCLEAR = {"reason": "unclear", "question": "怎样适用", "asked": "首席代表"}
TOLD = {"result": "按新办", "told_at": "2026-03-09 10:00"}


def consulted(hall):
    return perform(Consultation, "begin", UNCLEAR, by=hall.clerk, parent=hall.receive())


CONSULTATION = Workplace(
    Consultation,
    "WS",
    asked_hall,
    PEOPLE,
    {
        "case": lambda hall: hall.receive(),
        "open": consulted,
        "told": lambda hall: perform(consulted(hall), "tell", TOLD, by=hall.clerk),
    },
    lambda hall, case: Attempt(Consultation, {"parent": case}),
    {"begin": lambda hall, case: UNCLEAR, "tell": lambda hall, one: TOLD},
    place=lambda hall: None,
    apart=True,
)

# --- Lost property --------------------------------------------------------------------------------------------

LOST_PEOPLE = {
    "clk": "clerk",
    "fst": "first",
    "fst2": "other_first",
    "gde": "guide",
    "off": "office",
    "ldr": "deputy",
    "dpt": "leader",
    "bur": "chief",
    "sup": "supervisor",
}
GONE = {"checked_on": TODAY, "circumstances": "柜门未锁"}
HANDED = POLICE | {"handed_on": TODAY}
BURIED = BURNT | {"destroyed_on": TODAY}


def over(hall):
    return perform(hall.announced(TODAY), "fall_due_to_police", by=SYSTEM)


def missing(hall):
    return hall.do(hall.stored(TODAY), "mark_missing", GONE)


def claimed(hall):
    return hall.do(hall.stored(TODAY), "claim", CLAIM)


def food_over(hall):
    return perform(hall.stored(TODAY, perishable="on"), "fall_due_to_dispose", by=SYSTEM)


LOST_ITEM = Workplace(
    LostItem,
    "WS",
    lost_hall,
    LOST_PEOPLE,
    {
        "nothing_yet": lambda hall: hall.hall,
        "registered": lambda hall: hall.found(TODAY),
        "valuable": lambda hall: hall.found(TODAY, valuable="on"),
        "stored": lambda hall: hall.stored(TODAY),
        "named": lambda hall: hall.stored(TODAY, phone="13800000001"),
        "announced": lambda hall: hall.announced(TODAY),
        "over": over,
        "food_over": food_over,
        "claimed": claimed,
        "missing": missing,
        "returned": lambda hall: hall.do(claimed(hall), "give_back", signature=signature()),
        "police": lambda hall: hall.do(over(hall), "hand_to_police", HANDED),
        "station": lambda hall: hall.do(hall.found(TODAY, valuable="on"), "hand_to_station", HANDED),
        "destroyed": lambda hall: hall.do(food_over(hall), "destroy", BURIED),
        "written_off": lambda hall: hall.do(
            missing(hall), "write_off", {"outcome": "已赔偿"}, by=hall.office
        ),
    },
    lambda hall, where: Attempt(LostItem, {"hall": where}),
    {
        "register": lambda hall, where: UMBRELLA | {"found_at": f"{TODAY} 09:00"},
        "store": lambda hall, item: SHELF,
        "hand_to_station": lambda hall, item: HANDED,
        "contact": lambda hall, item: {
            "channel": "phone",
            "tried_at": f"{TODAY} 09:30",
            "outcome": "已接通",
        },
        "claim": lambda hall, item: CLAIM,
        "withdraw_claim": lambda hall, item: {"outcome": "未来领取"},
        "give_back": lambda hall, item: {"files": {"signature": signature()}},
        "hand_to_police": lambda hall, item: HANDED,
        "destroy": lambda hall, item: BURIED,
        "mark_missing": lambda hall, item: GONE,
        "find_again": lambda hall, item: {"cabinet": "B柜"},
        "write_off": lambda hall, item: {"outcome": "已赔偿"},
    },
    place=lambda hall: None,
    apart=True,
)


def lost(hall):
    return perform(
        LossReport, "report", LOSS | {"lost_at": "2026-03-09 09:00"}, by=hall.guide, hall=hall.hall
    )


def matched(hall):
    return perform(lost(hall), "match", {"found": hall.stored(TODAY).pk}, by=hall.guide)


LOSS_REPORT = Workplace(
    LossReport,
    "WS",
    lost_hall,
    LOST_PEOPLE,
    {
        "nothing_yet": lambda hall: hall.hall,
        "open": lost,
        "matched": matched,
        "closed": lambda hall: perform(lost(hall), "close", {"outcome": "自己找到"}, by=hall.guide),
    },
    lambda hall, where: Attempt(LossReport, {"hall": where}),
    {
        "report": lambda hall, where: LOSS | {"lost_at": "2026-03-09 09:00"},
        "match": lambda hall, loss: {"found": hall.stored(TODAY).pk},
        "part": lambda hall, loss: {"outcome": "不是"},
        "close": lambda hall, loss: {"outcome": "自己找到"},
    },
    place=lambda hall: None,
    apart=True,
)
