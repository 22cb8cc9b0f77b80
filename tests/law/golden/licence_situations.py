"""The situations of a licence: in force with its renewal asked for, run out, taken back, struck off."""

from __future__ import annotations

import datetime as dt

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from matters.cases.models import Licence
from tests.factories import travel
from tests.law.licences import ask, grant_licence, licensing

from .case_situations import PEOPLE, case_hall
from .world import Attempt, Workplace

REASONED = {"found": "经查属实", "reason": "应当如此", "heard": "没有异议", "compensation": "依法核定"}
REVOKE = REASONED | {"ground": "not_eligible"}
WITHDRAW = REASONED | {"ground": "law_changed", "public_interest": "保护水源"}
CANCEL = {"valid": "force_majeure", "expired": "run_out", "revoked": "taken_back", "withdrawn": "taken_back"}


def valid(hall):
    licence = grant_licence(hall, licensing(hall), f"XZF-{Licence.objects.count()}")
    ask(hall, licence)
    return licence


def expired(hall):
    """A licence of one day, the day after."""
    licence = grant_licence(hall, licensing(hall, validity_n=1, validity_unit="day"), "XZF-D")
    travel("2026-03-10")
    licence = perform(licence, "expire", by=SYSTEM)
    travel("2026-03-09")
    return licence


def term(hall, obj):
    case = obj.applications.first() or obj.case if isinstance(obj, Licence) else obj
    day = dt.date(2026, 3, 9)
    return {"case": case.pk, "since": day, "scope": "糕点", "forms": ["paper"], "number": "XZF-N"}


LICENCE = Workplace(
    Licence,
    "AH",
    case_hall,
    PEOPLE,
    {
        "case_decided": lambda hall: hall.case_in("decided"),
        "valid": valid,
        "expired": expired,
        "revoked": lambda hall: perform(valid(hall), "revoke", REVOKE, by=hall.first),
        "withdrawn": lambda hall: perform(valid(hall), "withdraw", WITHDRAW, by=hall.first),
        "cancelled": lambda hall: perform(
            valid(hall), "cancel", REASONED | {"ground": "force_majeure"}, by=hall.first
        ),
    },
    lambda hall, case: Attempt(Licence, {"hall": hall.hall, "department": hall.department, "case": case}),
    {
        "enter": term,
        "renew": term,
        "change": term,
        "revoke": lambda hall, licence: REVOKE,
        "withdraw": lambda hall, licence: WITHDRAW,
        "cancel": lambda hall, licence: REASONED | {"ground": CANCEL.get(licence.state, "")},
    },
)
