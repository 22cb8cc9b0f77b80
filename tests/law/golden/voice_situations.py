"""The situations of what follows from a word of the public: corrections, complaints."""

from __future__ import annotations

from complaints.models import Rectification
from hall.acts.door import perform
from tests.law.voice_hall import ORDER, PLAN, VoiceHall

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
)
