"""Two people and one case, at the same moment: each race first as it happens without the lock, then with it."""

from __future__ import annotations

import threading

import pytest
from django.db.models.signals import pre_save

from hall.acts.door import perform
from hall.clocks.sweep import sweep
from hall.models import ClockFiring, ClockRun, Entry, Paper, PaperSeries
from hall.papers import issuing
from hall.timeline.verify import verify_all
from matters.cases.models import Case, Opinion
from tests.factories import make_department, make_user, travel
from tests.racing import at_once, kinds, meeting, only_postgresql, unlocked

pytestmark = [pytest.mark.django_db(transaction=True), only_postgresql]


def fresh(case) -> Case:
    return Case.objects.get(pk=case.pk)


# --- Two clerks accept the same case ------------------------------------------------------------------------------


def accept_twice(hall, case) -> list:
    with meeting(*[("cases.case", "accept")] * 2):
        return at_once(lambda: hall.accept(case, by=hall.clerk), lambda: hall.accept(case, by=hall.clerk2))


@pytest.mark.clause("AH-35.1")
def test_of_two_clerks_one_accepts(hall):
    case = hall.receive()
    assert kinds(accept_twice(hall, case)) == ["Case", "WrongState"]
    assert case.dossier.papers.filter(kind="acceptance").count() == 1
    assert case.dossier.entries.filter(act="accept", kind=Entry.Kind.ACT).count() == 1
    assert ClockRun.objects.filter(dossier=case.dossier, clock="decision", ended_at=None).count() == 1
    assert verify_all().sound


def test_without_the_lock_both_are_let_in(hall):
    """Only the database's own rules stop the second: it passed every condition and fails on what the first wrote."""
    case = hall.receive()
    with unlocked():
        assert kinds(accept_twice(hall, case)) == ["Case", "IntegrityError"]


# --- The last opinion and the decision ----------------------------------------------------------------------------


def ask_and_approve(hall, case) -> list:
    with meeting(("cases.opinion", "ask"), ("cases.case", "approve")):
        return at_once(lambda: hall.ask_opinion(case), lambda: hall.approve(case))


@pytest.mark.clause("AH-28.5a", "EL-3.2c")
def test_no_decision_while_an_opinion_is_being_asked(hall):
    case = hall.case_in("reviewing", hall.joint_with(hall.other, role="consulted"))
    results = ask_and_approve(hall, case)
    open_opinions = Opinion.objects.filter(case=case, state="asked").count()
    assert (fresh(case).state, open_opinions) in [("decided", 0), ("reviewing", 1)]
    assert "Objected" in kinds(results)


def test_without_the_lock_the_decision_overtakes_the_opinion(hall):
    case = hall.case_in("reviewing", hall.joint_with(hall.other, role="consulted"))
    with unlocked():
        assert kinds(ask_and_approve(hall, case)) == ["Case", "Opinion"]
    assert fresh(case).state == "decided"
    assert Opinion.objects.filter(case=case, state="asked").exists()


@pytest.mark.clause("AH-28.5a")
def test_two_departments_give_the_last_opinions_at_once(hall):
    third = make_department(hall.hall, "某旗自然资源局", "自")
    third_first = make_user("吴首代", ("first_representative", hall.hall, third))
    case = hall.case_in("reviewing", hall.joint_with(hall.other, third))
    opinions = [
        perform(Opinion, "ask", by=hall.reviewer, parent=case, department=department)
        for department in (hall.other, third)
    ]
    answer = {"agrees": "yes", "text": "同意"}
    results = at_once(
        lambda: perform(opinions[0], "give", answer, by=hall.other_first),
        lambda: perform(opinions[1], "give", answer, by=third_first),
    )
    assert kinds(results) == ["Opinion", "Opinion"]
    assert hall.approve(case).state == "decided"
    assert verify_all().sound


# --- Numbers ------------------------------------------------------------------------------------------------------


def serials(hall) -> list[int]:
    papers = Paper.objects.filter(department=hall.department, kind="acceptance")
    return sorted(papers.values_list("serial", flat=True))


@pytest.fixture
def storing_fails():
    """``storing_fails(case)``: the paper of this case cannot be stored – after its number was drawn."""
    unlucky = set()

    def refuse(sender, instance, **kwargs):
        if instance.dossier_id in unlucky:
            raise OSError("no space left on device")

    pre_save.connect(refuse, sender=Paper)
    yield lambda case: unlucky.add(case.pk)
    pre_save.disconnect(refuse, sender=Paper)


def accept_all(hall, cases) -> list:
    return at_once(*(lambda case=case: hall.accept(case) for case in cases))


def test_eight_at_once_draw_numbers_without_gap_or_double(hall, storing_fails):
    cases = [hall.receive() for _ in range(8)]
    for case in cases[::3]:
        storing_fails(case)
    assert kinds(accept_all(hall, cases)) == ["Case"] * 5 + ["OSError"] * 3
    assert serials(hall) == [1, 2, 3, 4, 5]


def test_a_number_read_before_it_is_taken_is_taken_twice(hall, monkeypatch):
    """The control: the same acts drawing "the last number and one"."""

    def last_and_one(issuer: str, kind: str, year: int) -> int:
        row, _ = PaperSeries.objects.get_or_create(issuer=issuer, kind=kind, year=year)
        both.wait(5)
        PaperSeries.objects.filter(pk=row.pk).update(last=row.last + 1)
        return row.last + 1

    cases, both = [hall.receive() for _ in range(2)], threading.Barrier(2)
    PaperSeries.objects.create(issuer=f"department:{hall.department.pk}", kind="acceptance", year=2026)
    monkeypatch.setattr(issuing, "draw_number", last_and_one)
    accept_all(hall, cases)
    assert serials(hall) == [1, 1]


# --- Sweeps -------------------------------------------------------------------------------------------------------


def test_sweeps_side_by_side_reach_each_rung_once(hall):
    cases = [hall.accept(hall.receive()) for _ in range(6)]
    travel("2026-06-01")
    due = 6 * 2 * 3  # six cases; statutory, promised and step limit; near and due
    results = at_once(*[sweep] * 4)
    results.append(sweep())  # what each of them left because another held it is for the next
    assert sum(one.done for one in results) == ClockFiring.objects.count() == due
    assert all(case.dossier.entries.filter(act="reach_rung").count() == 6 for case in cases)
    assert verify_all().sound
