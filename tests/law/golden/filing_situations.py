"""The situations of an online filing."""

from __future__ import annotations

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from matters.cases.models import Filing
from tests.cases_factory import PERSON

from .case_situations import PEOPLE, case_hall, rejection_elsewhere
from .world import Attempt, Workplace

_numbers = iter(range(1, 1000))


def filed(hall):
    return hall.file(number=f"ZWFW-{next(_numbers)}")


def looked(hall, **verdicts):
    return hall.look_through(filed(hall), **verdicts)


def correcting(hall):
    """Told, and the notice is in the applicant's hands."""
    return hall.serve(hall.tell(looked(hall, m2="missing"), until="2026-03-20"))


def not_ours(hall):
    return perform(filed(hall), "not_ours", elsewhere(), by=hall.clerk, place=hall.window)


def elsewhere():
    return {name: value for name, value in rejection_elsewhere().items() if name != "ground"}


def passed(hall):
    return hall.pass_review(looked(hall))


SITUATIONS = {
    "new": lambda hall: hall.licence,
    "filed": filed,
    "looked": looked,
    "lacking": lambda hall: looked(hall, m2="missing"),
    "silent": lambda hall: perform(looked(hall, m2="missing"), "fall_silent", by=SYSTEM),
    "correcting": correcting,
    "supplied": lambda hall: hall.supply(correcting(hall)),
    "passed": passed,
    "not_ours": not_ours,
    "lapsed": lambda hall: perform(correcting(hall), "lapse_corrections", by=SYSTEM),
    "withdrawn": lambda hall: hall.withdraw(passed(hall)),
    "received": lambda hall: hall.take_in(passed(hall)),
}

INPUTS = {
    "file": lambda hall, matter: PERSON | {"number": "ZWFW-0", "received_at": "2026-03-08 20:15"},
    "apply": lambda hall, matter: dict(PERSON),
    "look_through": lambda hall, filing: hall.findings(filing.version),
    "tell_corrections": lambda hall, filing: {"until": "2026-03-20"},
    "supply": lambda hall, filing: {
        f"verdict_{row.material.pk}": "complete" for row in filing.checklist.told_and_open
    },
    "not_ours": lambda hall, filing: elsewhere(),
    "withdraw": lambda hall, filing: {"signed_by": "王小明", "signed_on": "2026-03-09", "written": "on"},
}


def _file(hall, matter):
    return Attempt(Filing, {"hall": hall.hall, "department": matter.department, "matter": matter})


FILING = Workplace(Filing, "AH", case_hall, PEOPLE, SITUATIONS, _file, INPUTS)
