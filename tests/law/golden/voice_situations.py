"""The situations of what follows from a word of the public: corrections, complaints."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.models import Complaint, Rectification, Statement, Transfer
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from tests.law.voice_hall import CALLED, EXPLAINED, FOUND, HEARD, ORDER, PLAN, SETTLED, WORD, VoiceHall

from .world import Attempt, Workplace

PEOPLE = {
    "clk": "clerk",
    "fst": "first",
    "fst2": "other_first",
    "gde": "guide",
    "off": "office",
    "off2": "colleague",
    "ldr": "deputy",
    "dpt": "leader",
    "bur": "chief",
    "sup": "supervisor",
}

RECTIFICATION = Workplace(
    Rectification,
    "WS",
    VoiceHall,
    PEOPLE,
    {
        "new": lambda voice: None,
        "ordered": lambda voice: voice.order(),
        "ordered_own": lambda voice: voice.order(department=None),
        "planned": lambda voice: voice.planned(),
        "planned_own": lambda voice: perform(voice.order(department=None), "plan", PLAN, by=voice.office),
        "correcting": lambda voice: voice.correcting(),
        "reported": lambda voice: voice.reported(),
        "accepted": lambda voice: perform(voice.reported(), "accept", {"opinion": "属实"}, by=voice.office),
        "withdrawn": lambda voice: perform(
            voice.order(), "withdraw", {"reason": "申诉成立"}, by=voice.office
        ),
    },
    lambda voice, _: Attempt(Rectification, {"hall": voice.hall, "department": voice.department}),
    {
        "order": lambda voice, _: ORDER,
        "plan": lambda voice, _: PLAN,
        "return_plan": lambda voice, _: {"reason": "措施不具体"},
        "report_progress": lambda voice, _: {"progress": "已培训一次"},
        "make_lasting": lambda voice, _: {
            "mechanism": "每月抽查",
            "explained_on": "2026-03-09",
            "review_on": "2026-06-09",
        },
        "report_result": lambda voice, _: {"result": "已整改到位"},
        "return_result": lambda voice, _: {"reason": "不到位", "due_on": "2026-03-20"},
        "accept": lambda voice, _: {"opinion": "属实"},
        "withdraw": lambda voice, _: {"reason": "申诉成立"},
    },
    halls="voice",
)


ASKED = {"question": "3月6日的告知", "due_on": "2026-03-11"}
NOTED = {"note": "说明"}
SAID = {"answer": "谢谢", "way": "web"}
REDO = {"satisfaction": "dissatisfied", "reason": "没改", "badly_handled": "on"}
FILED = dict.fromkeys(("book", "ledger", "form", "hotline", "rating"), "none")


def picture() -> dict:
    return {"files": {"file": SimpleUploadedFile("材料.png", b"\x89PNG\r\n\x1a\n....")}}


def withdrawal(voice, complaint) -> dict:
    return {"explanation": "已解释", "voluntary": "on", "withdrawn_on": "2026-03-09"}


def handing_over(voice, complaint) -> dict:
    return {"authority": "公安局", "handed_on": "2026-03-09", "reason": "捏造"}


def elsewhere(voice, complaint=None) -> dict:
    return {"body": "人社局", "contact": "0477-1", "explanation": "不归我们"}


def opinion(voice, complaint) -> dict:
    return {"opinion": "修订", "departments": [voice.department.pk], "leader": "市监领导"}


def acceptance(voice, complaint) -> dict:
    unit = {"target": "unit", "department": voice.department.pk}
    return {"subject": "quality", "matter": "没有一次性告知"} | unit


def ended(voice, act: str, data: dict):
    return perform(voice.complain(), act, data, by=voice.office)


COMPLAINT = Workplace(
    Complaint,
    "WS",
    VoiceHall,
    PEOPLE,
    {
        "new": lambda voice: None,
        "received": lambda voice: voice.complain(),
        "commission": lambda voice: voice.complain(addressee="discipline_window"),
        "wanting": lambda voice: voice.complain(is_major="on"),
        "suggestion": lambda voice: voice.complain(kind="suggestion"),
        "petition": lambda voice: voice.complain(kind="report"),
        "accepted": lambda voice: voice.accepted(),
        "heard": lambda voice: voice.heard(),
        "about_off2": lambda voice: voice.accepted(accused=voice.colleague.pk),
        "investigated": lambda voice: voice.investigated(),
        "serious": lambda voice: voice.investigated(gravity="serious"),
        "approving": lambda voice: voice.proposed(),
        "approving_chief": lambda voice: perform(voice.proposed(), "approve", by=voice.deputy),
        "approved": lambda voice: voice.approved(),
        "transferred": lambda voice: voice.transferred(),
        "redo": lambda voice: voice.followed(**REDO),
        "handled": lambda voice: voice.handled(),
        "answered": lambda voice: voice.answered(),
        "followed": lambda voice: voice.followed(),
        "concluded": lambda voice: perform(
            voice.complain(kind="report"), "answer_petition", SAID | {"handling": "已核实"}, by=voice.office
        ),
        "elsewhere": lambda voice: ended(voice, "send_elsewhere", elsewhere(voice)),
        "withdrawn": lambda voice: ended(voice, "withdraw", withdrawal(voice, None)),
        "terminated": lambda voice: ended(voice, "terminate", NOTED | {"ground": "court"}),
        "referred": lambda voice: ended(voice, "hand_over", handing_over(voice, None)),
        "invalid": lambda voice: ended(voice, "turn_down", NOTED | {"ground": "trouble"}),
        "archived": lambda voice: perform(voice.followed(), "archive", FILED, by=voice.office),
    },
    lambda voice, first: Attempt(Complaint, {"parent": first} if first else {"hall": voice.hall}),
    {
        "file": lambda voice, _: WORD,
        "receive": lambda voice, _: {
            **WORD,
            "channel": "book",
            "book_page": "1",
            "area_leader": voice.office.pk,
        },
        "take_rating": lambda voice, _: {"content": "差评", "order_number": "R1"},
        "raise_retaliation": lambda voice, _: NOTED,
        "supply": lambda voice, _: picture(),
        "add_evidence": lambda voice, _: picture(),
        "accept": acceptance,
        "turn_down": lambda voice, _: NOTED | {"ground": "trouble"},
        "send_elsewhere": elsewhere,
        "hear_complainant": lambda voice, _: HEARD,
        "hear_accused": lambda voice, _: EXPLAINED,
        "ask_statement": lambda voice, _: ASKED | {"person": voice.clerk.pk},
        "mark_obstruction": lambda voice, _: NOTED,
        "investigate": lambda voice, _: FOUND,
        "settle": lambda voice, _: SETTLED,
        "transfer": opinion,
        "propose": opinion,
        "return_opinion": lambda voice, _: NOTED,
        "redo": opinion,
        "answer": lambda voice, _: SAID,
        "answer_suggestion": lambda voice, _: SAID | {"use": "adopted"},
        "answer_petition": lambda voice, _: SAID | {"handling": "已核实"},
        "feed_back": lambda voice, _: NOTED,
        "follow_up": lambda voice, _: CALLED,
        "withdraw": withdrawal,
        "terminate": lambda voice, _: NOTED | {"ground": "court"},
        "hand_over": handing_over,
        "press": lambda voice, _: NOTED,
        "mark_urgent": lambda voice, _: {"is_urgent": "on"},
        "archive": lambda voice, _: FILED,
    },
    halls="voice",
)


def part(voice, **changes):
    """The department's part of a complaint about somebody."""
    complaint = voice.heard(voice.accepted(**changes))
    complaint = perform(complaint, "investigate", FOUND, by=voice.office)
    return perform(complaint, "transfer", opinion(voice, None), by=voice.office).transfers.get()


def recalled(voice):
    transfer = part(voice)
    perform(transfer.complaint, "terminate", NOTED | {"ground": "court"}, by=voice.office)
    return Transfer.objects.get(pk=transfer.pk)


def referred(voice):
    data = SAID | {"use": "reference", "department": voice.department.pk}
    perform(voice.complain(kind="suggestion"), "answer_suggestion", data, by=voice.office)
    return Transfer.objects.filter(state="reference").latest("pk")


TRANSFER = Workplace(
    Transfer,
    "WS",
    VoiceHall,
    PEOPLE,
    {
        "complaint": lambda voice: voice.investigated(),
        "sent": lambda voice: part(voice),
        "about_fst": lambda voice: part(voice, accused=voice.first.pk),
        "reported": lambda voice: perform(part(voice), "report_back", {"report": "已改"}, by=voice.first),
        "recalled": recalled,
        "reference": referred,
    },
    lambda voice, complaint: Attempt(Transfer, {"parent": complaint, "department": voice.department}),
    {"report_back": lambda voice, _: {"report": "已改"}},
    halls="voice",
)


def asked(voice):
    data = ASKED | {"person": voice.clerk.pk}
    return perform(voice.accepted(), "ask_statement", data, by=voice.office).statements.get()


STATEMENT = Workplace(
    Statement,
    "WS",
    VoiceHall,
    PEOPLE,
    {
        "complaint": lambda voice: voice.accepted(),
        "asked": asked,
        "silent": lambda voice: perform(asked(voice), "stay_silent", by=SYSTEM),
        "given": lambda voice: perform(asked(voice), "give", EXPLAINED, by=voice.clerk),
    },
    lambda voice, complaint: Attempt(Statement, {"parent": complaint, "department": voice.department}),
    {
        "ask": lambda voice, _: ASKED | {"person": voice.clerk.pk},
        "give": lambda voice, _: EXPLAINED,
    },
    halls="voice",
)
