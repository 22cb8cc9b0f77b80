"""What a newcomer finds after ``make run``: every state, every light, nothing that does not hold."""

from collections import Counter

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Q

from hall.clocks.ledger import ClockLimit, Light
from hall.models import Dossier, Entry, Grant, Hall, Paper, User
from hall.people.authority import Authority
from hall.people.roles import Role
from hall.timeline.verify import verify_all
from matters.cases.models import Case, Opinion
from matters.cases.states import State
from matters.catalogue.codes import named
from matters.catalogue.models import MatterChange
from staff.models import Posting, Task
from supervision.demo.people import accounts
from windows.models import Closure, Seal

pytestmark = [pytest.mark.embedded, pytest.mark.django_db, pytest.mark.usefixtures("furnished")]

STORY_HALL = "AH"
# The paper without which a case cannot be in a state.
PAPERS = {
    State.RECEIVED: {"receipt"},
    State.CORRECTING: {"receipt", "correction"},
    State.NOT_ACCEPTED: {"receipt", "rejection"},
    State.LAPSED: {"receipt", "correction", "termination"},
    State.WITHDRAWN: {"receipt", "termination"},
    State.TERMINATED: {"receipt", "termination"},
    State.ACCEPTED: {"receipt", "acceptance"},
    State.REVIEWING: {"receipt", "acceptance"},
    State.DECIDED: {"receipt", "acceptance", "decision"},
    State.SEALED: {"receipt", "acceptance", "decision"},
    State.AT_WINDOW: {"receipt", "acceptance", "decision"},
    State.DELIVERED: {"receipt", "acceptance", "decision", "delivery_record"},
}
SAME = {"tolerant": "acceptance", "approval": "decision", "refusal": "decision"}


def story_cases():
    return Case.objects.filter(dossier__hall__code=STORY_HALL)


def test_every_state_of_a_case_is_there():
    elsewhere = {
        State.RETURNED,
        State.SENT_UP,
    }  # 退件 is 达拉特 alone; nothing of this catalogue is decided above
    assert set(story_cases().values_list("state", flat=True)) == set(State.values) - elsewhere


def test_people_come_and_a_seal_changes_hands():
    postings = Posting.objects.filter(dossier__hall__code=STORY_HALL)
    assert sorted(postings.values_list("state", flat=True)) == ["on_duty", "trained"]
    checked = Seal.objects.get(dossier__papers__kind="seal_out_of_use")
    assert checked.dossier.papers.filter(kind="seal_handover").count() == 2
    assert checked.state == Seal.State.IN_CUSTODY


def test_every_light_is_there(furnished):
    open_limits = ClockLimit.objects.filter(
        run__dossier__in=story_cases().values("dossier"), run__ended_at=None, closed_at=None
    )
    assert {limit.light(furnished) for limit in open_limits} == set(Light)
    assert open_limits.filter(provisional=True, due_on__year=furnished.year + 1).exists()


def test_every_hall_works_from_intake_to_delivery():
    for hall in Hall.objects.exclude(preset=""):
        states = set(Case.objects.filter(dossier__hall=hall).values_list("state", flat=True))
        assert states >= {State.CORRECTING, State.REVIEWING, State.DELIVERED, State.ARCHIVED}, hall
    assert Hall.objects.exclude(preset="").values("preset").distinct().count() == 5


def test_every_chain_holds_and_only_a_silent_department_needs_attention():
    report = verify_all()
    assert report.sound, report.findings
    assert report.dossiers == Dossier.objects.count()
    noticed = Dossier.objects.exclude(attention="")
    assert set(noticed.values_list("kind", flat=True)) <= {"cases.opinion"}


def test_no_case_is_without_its_papers():
    for case in Case.objects.exclude(state=State.ARCHIVED):
        papers = Paper.objects.filter(Q(dossier=case.pk) | Q(dossier__root=case.pk))
        issued = {SAME.get(kind, kind) for kind in papers.values_list("kind", flat=True)}
        assert issued >= PAPERS[State(case.state)], case
    for case in Case.objects.filter(state=State.ARCHIVED):
        left = case.dossier.papers.filter(served_at=None).exclude(kind="delivery_record")
        assert not left.exists(), case


def test_every_number_is_given_once_and_none_is_skipped():
    drawn = Paper.objects.order_by("pk").values_list(
        "department", "dossier__hall", "kind", "issued_on__year", "serial", "number"
    )
    series: dict[tuple, list] = {}
    for department, hall, kind, year, serial, number in drawn:
        series.setdefault((department or f"hall {hall}", kind, year), []).append((serial, number))
    for numbers in series.values():
        assert [serial for serial, _ in numbers] == list(range(1, len(numbers) + 1))
        assert len({number for _, number in numbers}) == len(numbers)
    assert max(Counter(Case.objects.values_list("number", flat=True)).values()) == 1


def test_the_accounts_of_the_login_page_are_the_people_of_the_hall():
    for account in accounts():
        user = User.objects.get(username=account["username"])
        assert user.check_password(account["password"])
        (grant,) = Authority.of(user).grants
        assert (grant.role, grant.hall.name) == (named(Role, account["role"]), account["hall"])
        assert grant.until is not None
    every_role = set(Role.values) - {Role.SYSTEM}
    assert set(Grant.objects.filter(hall__code=STORY_HALL).values_list("role", flat=True)) == every_role


def test_what_goes_wrong_and_what_waits_is_there():
    cases = story_cases()
    assert cases.filter(deemed=True, state=State.ACCEPTED).exists()
    assert Entry.objects.filter(kind=Entry.Kind.REFUSED, dossier__in=cases.values("dossier")).exists()
    assert Opinion.objects.filter(case__in=cases, state="asked").count() == 1
    assert Case.objects.exclude(tolerant_until=None).exists()
    assert set(Closure.objects.values_list("state", flat=True)) >= {"submitted", "approved"}
    assert MatterChange.objects.filter(state="reviewed", chain_step=1).exists()
    assert set(Task.objects.values_list("state", flat=True)) >= {"issued", "acknowledged", "done"}


def test_what_is_done_on_the_spot_takes_one_visit():
    instant = [case for case in Case.objects.exclude(delivered_at=None) if case.is_instant]
    assert len(instant) > 3
    assert all(case.received_at.date() == case.delivered_at.date() for case in instant)


def test_the_demo_is_for_an_empty_database_only():
    with pytest.raises(CommandError, match="make reset"):
        call_command("demo")


def test_the_demo_is_never_for_a_hall_in_earnest(monkeypatch):
    monkeypatch.setattr(settings, "LEGAL_TIME_TRAVEL", False)
    with pytest.raises(CommandError, match="正式运行"):
        call_command("demo")
