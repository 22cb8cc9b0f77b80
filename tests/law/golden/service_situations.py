"""The situations of the services around a case: what the applicant is told, who answers for a case."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.models import Hall, Message
from hall.people.roles import Role
from matters.cases.models import Assistance, Case, Charge, Errand, OneThing, Reassignment
from matters.catalogue.models import Bundle, BundleMatter
from tests.cases_factory import PERSON, CaseHall
from tests.factories import make_user
from tests.law.charged import Charged

from .case_situations import CASES, PEOPLE, case_hall
from .world import Attempt, Workplace


def _message(case, what: str = "accepted") -> Message:
    return Message.objects.get(dossier__parent=case.pk, what=what)


def waiting(hall):
    return _message(hall.accept(hall.receive()))


def to_call(hall):
    return _message(hall.accept(hall.receive(notice_way="phone")))


def failed(hall):
    return perform(waiting(hall), "give_up", {"reason": "短信网关不通"}, by=SYSTEM)


def told(hall):
    return perform(waiting(hall), "sent", by=SYSTEM)


CALL = {"channel": "phone", "outcome": "本人接听，已知悉"}
QUEUED = {"what": "progress", "title": "进度告知", "channel": "sms", "to": "13800000001", "text": "已受理"}

MESSAGE = Workplace(
    Message,
    "AH",
    case_hall,
    PEOPLE,
    CASES | {"waiting": waiting, "to_call": to_call, "failed": failed, "told": told},
    lambda hall, case: Attempt(Message, {"parent": case}),
    {
        "queue": lambda hall, case: QUEUED,
        "tell": lambda hall, case: CALL | {"what": "progress"},
        "called": lambda hall, message: CALL,
        "give_up": lambda hall, message: {"reason": "短信网关不通"},
    },
)


def leaving(hall):
    """A clerk of their own, so that the other situations keep theirs."""
    leaver = make_user("离岗", (Role.WINDOW_CLERK, hall.hall))
    hall.receive(by=leaver)
    return leaver


TAKER = {"reason": "轮岗"}


def reassigned(hall):
    data = TAKER | {"clerk": hall.clerk2.pk}
    return perform(Reassignment, "reassign", data, by=hall.office, hall=hall.hall, leaver=leaving(hall))


REASSIGNMENT = Workplace(
    Reassignment,
    "AH",
    case_hall,
    PEOPLE,
    {"leaving": leaving, "idle": lambda hall: hall.clerk2, "reassigned": reassigned},
    lambda hall, leaver: Attempt(Reassignment, {"hall": hall.hall, "leaver": leaver}),
    {"reassign": lambda hall, leaver: TAKER | {"clerk": hall.clerk2.pk}},
)


def to_pay(hall):
    return Charged(hall).ask()


def paid(hall):
    charged = Charged(hall)
    return charged.pay(charged.ask())


def receipted(hall):
    charged = Charged(hall)
    return charged.receipt(charged.pay(charged.ask()))


def _asking(hall, case):
    return Attempt(Charge, {"parent": case})


CHARGE = Workplace(
    Charge,
    "AH",
    case_hall,
    PEOPLE,
    {
        "charged": lambda hall: Charged(hall).case,
        "not_yet_accepted": lambda hall: hall.receive(Charged(hall).case.matter),
        "to_pay": to_pay,
        "paid": paid,
        "receipted": receipted,
        "cancelled": lambda hall: perform(to_pay(hall), "cancel", {"reason": "误发"}, by=hall.clerk),
    },
    _asking,
    {
        "ask": lambda hall, case: {"fee": case.version.fees.get().pk},
        "pay": lambda hall, charge: {"method": "bank_counter", "bank_slip": "18"},
        "receipt": lambda hall, charge: {"kind": "财政电子票据", "number": "15040126"},
        "cancel": lambda hall, charge: {"reason": "误发"},
    },
)


def _help(hall):
    return {"kind": "help", "group": "old", "matter": hall.licence.pk, "window": hall.window.pk}


def helped(hall):
    return perform(Assistance, "begin", _help(hall), by=hall.helper, hall=hall.hall)


ASSISTANCE = Workplace(
    Assistance,
    "DL",
    case_hall,
    PEOPLE | {"hlp": "helper"},
    {
        "someone": lambda hall: hall.licence,
        "helped": helped,
        "closed": lambda hall: perform(helped(hall), "close", {"outcome": "已送出"}, by=hall.helper),
    },
    lambda hall, matter: Attempt(Assistance, {"hall": hall.hall}),
    {"begin": lambda hall, matter: _help(hall), "close": lambda hall, service: {"outcome": "已送出"}},
)


def errand_hall(preset):
    """One for each situation: an application is filed under whatever mandate waits in its hall."""
    hall = CaseHall(preset)
    Hall.objects.filter(pk=hall.hall.pk).update(code=f"errand{hall.hall.pk}")
    return hall


def _entrusting(hall):
    mandate = SimpleUploadedFile("委托书.pdf", b"%PDF-1.4 ...", "application/pdf")
    given = {"matter": hall.licence.pk, "agent": hall.clerk.pk, "point": hall.window.pk}
    return PERSON | given | {"files": {"mandate": mandate}}


def taken(hall):
    data = _entrusting(hall)
    return perform(Errand, "entrust", data, by=hall.clerk, hall=hall.hall, files=data.pop("files"))


def filed(hall):
    taken(hall)
    return hall.case_in("at_window").errand


def collected(hall):
    errand = filed(hall)
    hall.hand_out(Case.objects.get(pk=errand.case_id))
    return Errand.objects.get(pk=errand.pk)


def handed(hall):
    return perform(collected(hall), "hand_over", {"signed_by": "王小明"}, by=hall.clerk)


ERRAND = Workplace(
    Errand,
    "AH",
    errand_hall,
    PEOPLE,
    {
        "someone": lambda hall: hall.licence,
        "taken": taken,
        "filed": filed,
        "collected": collected,
        "handed": handed,
        "ended": lambda hall: perform(taken(hall), "end", {"reason": "收回"}, by=hall.clerk),
    },
    lambda hall, matter: Attempt(Errand, {"hall": hall.hall}),
    {
        "entrust": lambda hall, matter: _entrusting(hall),
        "file": lambda hall, errand: {"case": hall.receive(hall.instant).pk},
        "hand_over": lambda hall, errand: {"signed_by": "王小明"},
        "end": lambda hall, errand: {"reason": "收回"},
    },
    apart=True,
)


def offered(hall, name="开办餐饮店", until=None):
    since = dt.date(2025, 1, 1)
    bundle = Bundle.objects.create(hall=hall.hall, name=name, lead=hall.department, since=since, until=until)
    BundleMatter.objects.create(bundle=bundle, matter=hall.licence)
    return bundle


def running(hall):
    bundle = offered(hall, f"一件事{Bundle.objects.count()}")
    data = PERSON | hall.findings()
    return perform(OneThing, "take_in", data, by=hall.clerk, place=hall.window, hall=hall.hall, bundle=bundle)


def all_over(hall):
    thing = running(hall)
    for case in thing.cases():
        hall.reject(case)
    return thing


ONE_THING = Workplace(
    OneThing,
    "AH",
    case_hall,
    PEOPLE,
    {
        "offered": offered,
        "withdrawn_offer": lambda hall: offered(hall, "停办的一件事", dt.date(2026, 1, 1)),
        "running": running,
        "all_over": all_over,
        "done": lambda hall: perform(all_over(hall), "finish", by=hall.clerk),
    },
    lambda hall, bundle: Attempt(OneThing, {"hall": hall.hall, "bundle": bundle}),
    {"take_in": lambda hall, bundle: PERSON | hall.findings()},
)
