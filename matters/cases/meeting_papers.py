"""The minutes of a joint review meeting: who came of each unit, what was said, what it came to."""

from __future__ import annotations

from django.utils import timezone

from hall.papers.kinds import PaperKind

from .paper_parts import base
from .states import Conclusion


def _minutes(meeting, do) -> dict:
    return {
        **base(meeting.case, do),
        "held_at": timezone.localtime(meeting.held_at).isoformat(timespec="minutes"),
        "where": meeting.where,
        "topic": meeting.topic,
        "convener": f"{do.hall.name}（{meeting.called_by.name}）",
        "co_organiser": f"{meeting.case.matter.department.name_on(do.on).name}（{meeting.proposed_by.name}）",
        "attendance": [
            {"unit": one["name"], "person": one["person"] or "缺席"} for one in do.form.attendance
        ],
        "minutes": [line for line in do.data["minutes"].splitlines() if line.strip()],
        "conclusion": Conclusion(do.data["conclusion"]).label,
    }


MINUTES = PaperKind("joint_minutes", _minutes, clauses="AH-28.5b")
