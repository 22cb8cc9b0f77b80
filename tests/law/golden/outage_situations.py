"""The situations of an outage: slips lying ready, the time nothing worked, the late entry of a slip."""

from __future__ import annotations

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.models import Hall
from matters.cases.models import LateEntry, Outage, SlipSeries
from tests.cases_factory import CaseHall
from tests.factories import travel

from .case_situations import PEOPLE
from .world import Attempt, Workplace

SERIES = {"prefix": "YJ", "first": 1, "last": 50, "kept_by": "大厅管理室"}
DOWN = {"began_at": "2026-03-09 09:30", "cause": "政务外网中断"}
BACK = {"ended_at": "2026-03-09 09:50"}


def outage_hall(preset):
    """One for each situation: what lies ready and when it was down is the whole hall's."""
    hall = CaseHall(preset)
    Hall.objects.filter(pk=hall.hall.pk).update(code=f"outage{hall.hall.pk}")
    return hall


def ready(hall):
    return perform(SlipSeries, "register", SERIES, by=hall.office, hall=hall.hall)


def running(hall):
    return perform(Outage, "declare", DOWN, by=hall.office, hall=hall.hall)


def over(hall):
    return perform(running(hall), "end", BACK, by=hall.office)


def recovered(hall):
    """The slips were registered an hour before it went down."""
    travel("2026-03-09 09:00")
    ready(hall)
    travel("2026-03-09")
    over(hall)
    return hall.licence


def _slip(hall):
    at = {"received_at": "2026-03-09 09:40", "reason": "手工收件"}
    return at | {"matter": hall.licence.pk, "prefix": "YJ", "number": 7}


def proposed(hall):
    recovered(hall)
    return perform(LateEntry, "propose", _slip(hall), by=hall.clerk, place=hall.window, hall=hall.hall)


def approved(hall):
    return perform(proposed(hall), "approve", by=hall.leader)


def _anew(model):
    return lambda hall, _: Attempt(model, {"hall": hall.hall})


HERE = {"hall": lambda hall: hall.licence}
SLIPS = Workplace(
    SlipSeries,
    "AH",
    outage_hall,
    PEOPLE,
    HERE | {"ready": ready},
    _anew(SlipSeries),
    {"register": lambda hall, _: SERIES},
    apart=True,
)
OUTAGE = Workplace(
    Outage,
    "AH",
    outage_hall,
    PEOPLE,
    HERE | {"running": running, "over": over},
    _anew(Outage),
    {"declare": lambda hall, _: DOWN, "end": lambda hall, outage: BACK},
    apart=True,
)
LATE = Workplace(
    LateEntry,
    "AH",
    outage_hall,
    PEOPLE,
    {
        "recovered": recovered,
        "never_down": lambda hall: hall.licence,
        "proposed": proposed,
        "approved": approved,
        "refused": lambda hall: perform(proposed(hall), "refuse", {"reason": "有误"}, by=hall.office),
        "used": lambda hall: perform(approved(hall), "use", by=SYSTEM),
    },
    _anew(LateEntry),
    {"propose": lambda hall, _: _slip(hall), "refuse": lambda hall, late: {"reason": "有误"}},
    apart=True,
)
