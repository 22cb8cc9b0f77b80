"""The situations of what follows the decision beside the case itself: deliveries, letters, the archive."""

from __future__ import annotations

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.papers.pdf import pdf_of
from matters.cases.archive_package import papers_of
from matters.cases.models import ArchiveFile, Delivery, Mailing
from tests.factories import travel
from tests.windows.desk import document

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


# --- Letters --------------------------------------------------------------------------------------------------

TO = {"contact": "王小明", "phone": "13800000001", "address": "海南省三亚市某路一号"}


def letter(case) -> dict:
    found = case.dossier.papers.filter(kind="approval").first()
    return TO | {"contents": [f"{found.title}（{found.number}）"] if found else []}


def to_send(hall) -> Mailing:
    case = hall.case_in("at_window")
    return perform(Mailing, "register", letter(case), by=hall.clerk, place=hall.window, parent=case)


def slip(mailing) -> dict:
    return {"tracking": f"EMS{mailing.pk}", "postage": "18", "files": {"slip": document("slip.pdf")}}


def sent_letter(hall) -> Mailing:
    mailing = to_send(hall)
    typed = slip(mailing)
    files = typed.pop("files")
    return perform(mailing, "send", typed, by=hall.clerk, files=files)


def then(build, act: str, **typed):
    """A situation and one act more, by a clerk."""
    return lambda hall: perform(build(hall), act, typed, by=hall.clerk)


SIGNED = {"evidence": "签收回执"}
MAILING = Workplace(
    Mailing,
    "WS",
    case_hall,
    PEOPLE,
    CASES
    | {
        "to_send": to_send,
        "on_the_road": lambda hall: sent_letter(hall).case,
        "at_post": then(to_send, "hand_to_post", carrier_signed="邮政小刘"),
        "sent": sent_letter,
        "signed": then(sent_letter, "receive", **SIGNED),
        "returned": then(sent_letter, "come_back", reason="地址不详"),
        "cancelled": then(to_send, "cancel", reason="到场领取"),
    },
    lambda hall, case: Attempt(Mailing, {"parent": case}),
    {
        "register": lambda hall, case: letter(case),
        "hand_to_post": lambda hall, mailing: {"carrier_signed": "邮政小刘"},
        "send": lambda hall, mailing: slip(mailing),
        "receive": lambda hall, mailing: SIGNED,
        "come_back": lambda hall, mailing: {"reason": "地址不详"},
        "cancel": lambda hall, mailing: {"reason": "到场领取"},
        "judge": lambda hall, mailing: {"verdict": "within", "reason": "本件结果"},
        "repay": lambda hall, mailing: {"paid_on": "2026-03-09", "document": "1号"},
    },
)


# --- The archive ----------------------------------------------------------------------------------------------


def deposited(hall) -> ArchiveFile:
    return hall.case_in("archived").archive_file


def drawn(hall) -> ArchiveFile:
    file = deposited(hall)
    for paper in papers_of(file.case):
        pdf_of(paper)
    return file


def packed(hall) -> ArchiveFile:
    return perform(drawn(hall), "pack", by=SYSTEM)


def aged(hall) -> ArchiveFile:
    """Its time of keeping over, and proposed for destruction."""
    file = deposited(hall)
    travel("2057-01-04")
    file = perform(file, "appraise", {"opinion": "无保存价值"}, by=hall.office)
    travel("2026-03-09")
    return file


def agreed(hall) -> ArchiveFile:
    return perform(aged(hall), "agree", {"opinion": "同意"}, by=hall.leader)


def destroyed(hall) -> ArchiveFile:
    return perform(agreed(hall), "destroy", WATCHED, by=hall.office)


WATCHED = {"first": "甲", "second": "乙", "method": "粉碎"}
BOUND = {"pages": 23, "box": "第3盒"}
LOAN = {"purpose": "复议", "due_back": "2026-03-13"}
ARCHIVE = Workplace(
    ArchiveFile,
    "AH",
    case_hall,
    PEOPLE,
    CASES
    | {
        "deposited": deposited,
        "drawn": drawn,
        "packed": packed,
        "bound": then(deposited, "bind", **BOUND),
        "lent": then(then(deposited, "bind", **BOUND), "lend", **LOAN),
        "appraised": aged,
        "agreed": agreed,
        "destroyed": destroyed,
    },
    lambda hall, case: Attempt(ArchiveFile, {"parent": case}),
    {
        "bind": lambda hall, file: BOUND,
        "read": lambda hall, file: {"purpose": "复议"},
        "lend": lambda hall, file: LOAN,
        "give_back": lambda hall, file: {"complete": "on"},
        "appraise": lambda hall, file: {"opinion": "无保存价值"},
        "keep": lambda hall, file: {"until": "2090-12-31", "reason": "涉诉"},
        "agree": lambda hall, file: {"opinion": "同意"},
        "destroy": lambda hall, file: WATCHED,
    },
)
