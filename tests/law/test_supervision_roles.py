"""Who may not supervise, answer or write rules: somebody of the same hall whose role the act does not name."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hall.acts.door import perform
from hall.acts.refusals import NotAllowed
from hall.models import Policy
from hall.people.roles import Role
from supervision.models import (
    Appeal,
    Check,
    CircularCopy,
    Contest,
    Defect,
    Explanation,
    Finding,
    Incident,
    JointMeeting,
    Oversight,
    Patrol,
    Referral,
    SocialReport,
)
from tests.cases_factory import revoke_all
from tests.factories import grant, make_place, make_user
from tests.law.golden.supervision_situations import approved
from tests.law.patrol_hall import PatrolHall
from tests.law.test_accountability import refer
from tests.law.test_findings import appeal, report
from tests.law.test_oversight import opened
from windows.models import Bulletin, Fault


@pytest.fixture
def hall(calendar) -> PatrolHall:
    hall = PatrolHall()
    hall.stranger = make_user("系统管理员", (Role.SYSADMIN, hall.hall))
    return hall


def refused(target, act: str, by, **scope) -> None:
    with pytest.raises(NotAllowed):
        perform(target, act, {}, by=by, **scope)


def row(target, act: str, outsider: str, clauses: str):
    name = target if isinstance(target, str) else target.__name__
    return pytest.param(
        target, act, outsider, marks=pytest.mark.clause(*clauses.split()), id=f"{name}.{act}-{outsider}"
    )


@pytest.mark.parametrize(
    ("model", "act", "outsider"),
    [
        row(Appeal, "file", "supervisor", "WS10-4.4-3 WS14-12-1"),
        row(Bulletin, "publish", "supervisor", "AH-4.1 AH-15.1 AH-32.1 WS04-3.4 WS04-4.6-6"),
        row(Check, "record", "guide", "WS14-09.1"),
        row(Contest, "begin", "guide", "DL-25.1"),
        row(Defect, "record", "bureau", "WS10-3.7 WS10-3.9"),
        row(Explanation, "explain", "supervisor", "WS14-12-1"),
        row(Fault, "report", "supervisor", "WS04-5.17 DL-3.2a"),
        row(Finding, "note", "clerk", "EL-4.1i AH-15.2 WS10-3.5"),
        row(Incident, "report", "bureau", "WS04-2.4-2 WS05-2.4 WS10-3.11 WS10-4.5"),
        row(JointMeeting, "hold", "guide", "EL-5.2"),
        row(Oversight, "open", "guide", "WS11-05 WS14-03-1 WS14-03-2 WS14-04 AH-4.3b AH-4.8"),
        row(Patrol, "begin", "stranger", "WS10-3.0"),
        row(Policy, "register", "supervisor", "XA-35.1"),
        row(Referral, "refer", "guide", "AH-45 WS06-5.3 WS10-4R-4 WS14-13-2 WS15-05.3-4"),
        row(SocialReport, "report", "guide", "WS14-11-1 WS14-11-2"),
    ],
)
def test_what_is_begun_by_those_it_belongs_to(hall, model, act, outsider):
    refused(model, act, getattr(hall, outsider), hall=hall.hall, department=hall.unit)


def bulletin(hall) -> Bulletin:
    data = {"kind": "hall_rule", "title": "制度", "text": "着装整齐。", "effective_on": "2026-03-09"}
    return perform(Bulletin, "publish", data, by=hall.office, hall=hall.hall)


def check(hall) -> Check:
    data = {"method": "secret", "on": "2026-03-09", "content": "窗口推诿"}
    material = SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")
    return perform(Check, "record", data, files={"material": material}, by=hall.bureau, hall=hall.hall)


def defect(hall) -> Defect:
    hallway = make_place(hall.hall, "ZZ1", "self_service")
    data = {"kind": "hygiene", "at": hallway.pk, "content": "地面湿滑", "unit": "物业"}
    return perform(Defect, "record", data, by=hall.office, hall=hall.hall)


def policy(hall) -> Policy:
    data = {"title": "便民十条", "number": "1号", "made_on": "2026-03-09", "text": "正文"}
    return perform(Policy, "register", data, by=hall.office, hall=hall.hall)


def told(hall) -> SocialReport:
    citizen = make_user("马监督", (Role.SOCIAL_SUPERVISOR, hall.hall))
    data = {"kind": "problem", "content": "叫号屏看不清", "truthful": "on"}
    return perform(SocialReport, "report", data, by=citizen, hall=hall.hall)


def copy(hall) -> CircularCopy:
    perform(approved(hall, "written"), "issue", by=hall.office)
    return CircularCopy.objects.get(dossier__department=hall.other_unit)


STANDING = {
    "appeal": lambda hall: appeal(hall, hall.published()),
    "bulletin": bulletin,
    "check": check,
    "copy": copy,
    "defect": defect,
    "finding": lambda hall: hall.find(),
    "published": lambda hall: hall.published(),
    "incident": report,
    "oversight": opened,
    "patrol": lambda hall: hall.begin(),
    "policy": policy,
    "referral": lambda hall: refer(hall, hall.confirmed().pk),
    "told": told,
}


@pytest.mark.parametrize(
    ("target", "act", "outsider"),
    [
        row("appeal", "uphold", "guide", "WS10-4.4-3"),
        row("bulletin", "confirm", "supervisor", "AH-4.1 WS04-3.4 WS04-4.6-6"),
        row("bulletin", "repeal", "guide", "AH-4.1"),
        row("check", "publish", "guide", "WS14-09.1"),
        row("copy", "read", "office", "WS15-06.2.3"),
        row("defect", "fix", "bureau", "WS10-3.7"),
        row("published", "confirm", "first", "WS14-12-1"),
        row("finding", "publish", "first", "WS14-12-1"),
        row("finding", "raise_level", "first", "WS10-4.2-3"),
        row("incident", "handle", "supervisor", "WS10-4.2-4"),
        row("incident", "close", "clerk", "WS05-7.6"),
        row("oversight", "reply", "supervisor", "WS14-03-2 AH-4.3b"),
        row("patrol", "close", "stranger", "WS10-4.2-1"),
        row("policy", "explain", "supervisor", "XA-35.2"),
        row("policy", "fall_overdue", "office", "XA-35.1"),
        row("policy", "publish", "supervisor", "XA-35.1"),
        row("referral", "answer", "guide", "AH-45"),
        row("told", "handle", "guide", "WS14-11-2"),
    ],
)
def test_what_goes_on_by_those_it_belongs_to(hall, target, act, outsider):
    refused(STANDING[target](hall), act, getattr(hall, outsider))


@pytest.mark.clause("WS14-12-1")
def test_whom_it_concerns_has_left_the_windows_and_accepts_nothing(hall):
    finding = hall.published(person=hall.clerk.pk)
    revoke_all(hall.clerk)
    grant(hall.clerk, "supervisor", hall.hall)
    refused(finding, "accept", hall.clerk)
