"""The situations of a circular, from the draft to what was said aloud, spoken about and sent."""

from __future__ import annotations

from hall.acts.door import perform
from hall.models import Hall
from supervision.models import Circular
from tests.law.patrol_hall import PatrolHall

from .world import Attempt, Workplace

PEOPLE = {
    "clk": "clerk",
    "fst": "first",
    "fst2": "other_first",
    "gde": "guide",
    "off": "office",
    "ldr": "leader",
    "dpt": "chief",
    "bur": "bureau",
    "sup": "supervisor",
}


def drafted(hall, kind: str = "oral", **data):
    circular = perform(Circular, "draft", {"kind": kind} | data, by=hall.office, hall=hall.hall)
    return perform(circular, "add_line", praise(hall), by=hall.office)


def praise(hall) -> dict:
    return {"praise": "on", "department": hall.other_unit.pk, "text": "延时服务"}


def submitted(hall, *what, **data):
    return perform(drafted(hall, *what, **data), "submit", by=hall.office)


def approved(hall, *what, **data):
    return perform(submitted(hall, *what, **data), "approve", by=hall.leader)


def hall(preset: str) -> PatrolHall:
    made = PatrolHall(preset)
    Hall.objects.filter(pk=made.hall.pk).update(code=f"patrol{made.hall.pk}")  # others stand beside it
    return made


CIRCULAR = Workplace(
    Circular,
    "WS",
    hall,
    PEOPLE,
    {
        "hall": lambda hall: hall.hall,
        "drafted": drafted,
        "submitted": submitted,
        "approved_oral": approved,
        "approved_interview": lambda hall: approved(hall, "interview", department=hall.unit.pk),
        "approved_written": lambda hall: approved(hall, "written"),
        "issued": lambda hall: perform(approved(hall), "deliver", {"present": "各窗口"}, by=hall.leader),
    },
    lambda hall, place: Attempt(Circular, {"hall": hall.hall}),
    {
        "draft": lambda hall, place: {"kind": "oral"},
        "add_line": lambda hall, circular: praise(hall),
        "drop_line": lambda hall, circular: {"number": 1, "reason": "重复"},
        "send_back": lambda hall, circular: {"reason": "请核实"},
        "deliver": lambda hall, circular: {"present": "各窗口"},
        "hold_interview": lambda hall, circular: {
            "held_on": "2026-03-09",
            "place": "会议室",
            "people": "首席代表",
            "problems": "空岗",
            "opinions": "将改进",
            "result": "限期改正",
        },
    },
    place=lambda hall: None,
    halls="patrol",
)
