"""The situations of what is opened below a case while it is examined."""

from __future__ import annotations

from collections.abc import Callable

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from matters.cases.models import (
    Announcement,
    Argument,
    Deliberation,
    Doubt,
    FurtherSigning,
    Hearing,
    Party,
    Survey,
    Suspicion,
)
from tests.factories import travel
from tests.law import review

from .case_situations import CASES, PEOPLE, case_hall
from .world import Attempt, Workplace

NOW = "2026-03-09"
SURVEYED = review.RECORD | {"surveyed_at": "2026-03-09 09:30"}
STUDY = {"held_on": NOW, "experts": "甲专家", "opinion": "可行"}
FOUND = {"heard": "复印失误", "finding": "经核实"}
RESOLUTION = {"held_on": NOW, "attended": "甲", "resolves": "granted", "resolution": "同意"}
OBJECTION = {"by": "李邻居", "phone": "13800000002", "text": "油烟扰民"}
FIVE_DAYS = {"until": "2026-03-16"}


def below(step: Callable, **more) -> Callable:
    """A procedure begun below a case under review."""
    return lambda hall: step(hall, hall.case_in("reviewing"), **more)


def parent(situation: Callable) -> Callable:
    """The case, once something is open below it."""
    return lambda hall: review.again(situation(hall).case)


def workplace(model, situations: dict, inputs: dict) -> Workplace:
    typed = {
        act: (lambda hall, obj, data=data: dict(data)) for act, data in inputs.items() if not callable(data)
    }
    typed |= {act: data for act, data in inputs.items() if callable(data)}

    def opens(hall, case) -> Attempt:
        return Attempt(model, {"parent": case})

    return Workplace(model, "AH", case_hall, PEOPLE, CASES | situations, opens, typed)


arranged = below(review.survey)
SURVEY = workplace(
    Survey,
    {
        "arranged": arranged,
        "surveying": parent(arranged),
        "recorded": lambda hall: perform(arranged(hall), "record", SURVEYED, by=hall.reviewer),
    },
    {"arrange": review.SURVEY, "rearrange": review.SURVEY, "record": SURVEYED},
)

SIGNED = {"signer": "郑局长", "opinion": "同意", "official_seal": "某旗市场监督管理局"}
ARRIVED = {"organ": "某旗市场监督管理局", "where": "旗党政综合楼"}


def arrived(hall):
    """The sealed approval lies at the place where opinion and official seal are still to be put on."""
    return perform(FurtherSigning, "arrive", ARRIVED, by=hall.first, parent=hall.case_in("sealed"))


SIGNING = workplace(
    FurtherSigning,
    {
        "arrived": arrived,
        "signing": parent(arrived),
        "signed": lambda hall: perform(arrived(hall), "sign", SIGNED, by=hall.first),
    },
    {"arrive": ARRIVED, "sign": SIGNED},
)

argued = below(review.argue)
ARGUMENT = workplace(
    Argument,
    {"argued": argued, "given": lambda hall: review.study(hall, argued(hall))},
    {"ask": {"body": "某设计院", "question": "是否安全"}, "give": STUDY},
)

doubted = below(review.doubt)


def doubt_told(hall):
    return review.served(hall, doubted(hall))


DOUBT = workplace(
    Doubt,
    {
        "doubted": doubted,
        "doubt_told": doubt_told,
        "explained": lambda hall: perform(
            doubt_told(hall), "explain", {"explanation": "笔误"}, by=hall.reviewer
        ),
        "settled": lambda hall: review.settle(hall, doubt_told(hall)),
    },
    {
        "ask": {"question": "为何不同", "until": "2026-03-13"},
        "explain": {"explanation": "笔误"},
        "settle": {"finding": "相符"},
    },
)

raised = below(review.suspect)
SUSPICION = workplace(
    Suspicion,
    {
        "raised": raised,
        "confirmed": lambda hall: perform(raised(hall), "confirm", FOUND, by=hall.first),
        "dismissed": lambda hall: perform(raised(hall), "dismiss", FOUND, by=hall.first),
    },
    {"suspect": {"what": "合同", "why": "可疑"}, "confirm": FOUND, "dismiss": FOUND},
)

convened = below(review.convene)
DELIBERATION = workplace(
    Deliberation,
    {
        "convened": convened,
        "convening": parent(convened),
        "resolved": lambda hall: review.resolve(hall, convened(hall)),
    },
    {"convene": {"name": "办公会", "meets_on": NOW, "subject": "是否准予"}, "resolve": RESOLUTION},
)

running = below(review.announce, **FIVE_DAYS)


def objected(hall):
    return perform(running(hall), "object", OBJECTION, by=hall.clerk)


ANNOUNCEMENT = workplace(
    Announcement,
    {
        "running": running,
        "objected": objected,
        "over": lambda hall: perform(running(hall), "close", by=SYSTEM),
        "over_objected": lambda hall: perform(objected(hall), "close", by=SYSTEM),
    },
    {
        "publish": {"kind": "publicity", "content": "拟准予", "ways": "公示栏"} | FIVE_DAYS,
        "object": OBJECTION,
        "answer": {"number": 1, "answer": "已处理"},
    },
)

registered = below(review.party)
PARTY = workplace(
    Party,
    {
        "registered": registered,
        "heard": lambda hall: perform(registered(hall), "hear", {"statement": "反对"}, by=hall.reviewer),
    },
    {"register": review.NEIGHBOUR, "hear": {"statement": "反对"}},
)

issued, told = below(review.tell_rights), below(review.told)


def notified(hall):
    """On the very day, so that the hearing could be held were it there."""
    return review.served(hall, review.notify(hall, below(review.requested)(hall)))


def held(hall):
    hearing = notified(hall)
    travel("2026-03-30")
    hearing = review.hold(hall, hearing)
    travel(NOW)
    return hearing


HEARING = workplace(
    Hearing,
    {
        "issued": issued,
        "hearing_open": parent(issued),
        "issued_served": lambda hall: review.served(hall, issued(hall)),
        "told": told,
        "lapsed_right": lambda hall: perform(told(hall), "lapse", by=SYSTEM),
        "requested": below(review.requested),
        "notified": notified,
        "held": held,
    },
    {
        "order": {"reason": "涉及公共利益"},
        "request": {"requested_by": "王小明"},
        "notify": lambda hall, hearing: review.HEARING | {"chair": hall.first.pk},
        "hold": review.SAID,
    },
)
