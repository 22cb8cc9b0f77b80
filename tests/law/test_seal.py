"""加盖审批专用章: the stamp is the completion where the rulebook says so, and nobody else's hand makes it."""

import pytest
from django.db import DatabaseError, connection, transaction

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import NotAllowed, Refused, WrongState
from hall.clocks.ledger import ClockLimit, Light
from hall.models import Grant
from hall.papers.pdf import PaperNotReady, pdf_of
from tests.factories import at, make_place, travel
from tests.pdf import text_of


@pytest.fixture
def decided(hall_of):
    """Decided on Friday the fourteenth; due on Monday the seventeenth."""
    travel("2025-03-10")
    hall = hall_of("AH")
    case = hall.into_review(hall.accept(hall.receive()))
    travel("2025-03-14")
    return hall, hall.approve(case)


def promise(case):
    return ClockLimit.objects.get(run__dossier=case.dossier, run__clock="decision", kind="promise")


@pytest.mark.clause("AH-31.1")
def test_the_stamp_is_the_completion(decided):
    hall, case = decided
    assert case.completed_at is None
    travel("2025-03-17 09:20")
    case = hall.stamp(case)
    travel("2025-03-20")
    case = hall.hand_out(hall.bring(case))
    assert case.completed_at == at("2025-03-17 09:20")
    assert case.decided_at == at("2025-03-14")


@pytest.mark.clause("AH-31.1")
def test_the_completion_cannot_be_edited(decided):
    hall, case = decided
    case = hall.stamp(case)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET completed_at = NULL WHERE dossier_id = %s", [case.pk])
    with pytest.raises(WrongState):
        hall.stamp(case)


@pytest.mark.clause("AH-31.2")
@pytest.mark.parametrize(("stamped", "late"), [("2025-03-17 17:00", False), ("2025-03-18 09:00", True)])
def test_the_seal_time_alone_judges_the_promise(decided, stamped, late):
    hall, case = decided
    travel(stamped)
    hall.stamp(case)
    travel("2025-04-20")
    assert (promise(case).light(at("2025-04-20")) == Light.RED) is late


def test_only_the_custodian_stamps(decided):
    hall, case = decided
    with pytest.raises(NotAllowed) as refused:
        perform(case, "seal", by=hall.other_first, place=hall.window)
    assert "首席代表" in str(refused.value)
    assert hall.stamp(case).state == "sealed"


@pytest.mark.clause("AH-31.1", "AH-30.1")
def test_who_is_first_representative_no_more_stamps_no_more(decided):
    """Though the seal still lies in the drawer: custody alone is no authority."""
    hall, case = decided
    grant = hall.first.grants.get(role="first_representative")
    perform(grant, "revoke", by=SYSTEM)
    with pytest.raises(NotAllowed, match="“加盖审批专用章”须由首席代表办理"):
        hall.stamp(case)
    perform(Grant, "give", {"user": hall.first.pk, "role": "first_representative"}, by=SYSTEM, hall=hall.hall)
    case = hall.stamp(case)
    paper = case.dossier.papers.get(kind="approval")
    slip = {"field": "申请人姓名", "was": "王小明", "now": "王晓明"}
    case = perform(case, "correct_paper", {"paper": paper.pk} | slip, by=hall.first)
    perform(hall.first.grants.get(state="given"), "revoke", by=SYSTEM)
    with pytest.raises(NotAllowed, match="“补盖审批专用章”须由首席代表办理"):
        perform(case, "seal_again", by=hall.first, place=hall.window)


def test_nobody_stamps_outside_the_hall(decided):
    hall, case = decided
    outside = make_place(hall.hall, "Z1", "outside")
    with pytest.raises(NotAllowed):
        perform(case, "seal", by=hall.first, place=outside)
    refusal = case.dossier.entries.get(kind="refused", act="seal")
    assert refusal.by == hall.first


def test_a_suspended_seal_stamps_nothing(decided):
    hall, case = decided
    perform(hall.seal, "suspend", {"reason": "年检"}, by=hall.office)
    with pytest.raises(Refused) as refused:
        hall.stamp(case)
    assert "不能用印" in str(refused.value)


def test_an_unsealed_decision_is_no_paper_yet(decided):
    hall, case = decided
    paper = case.dossier.papers.get(kind="approval")
    with pytest.raises(PaperNotReady):
        pdf_of(paper)
    hall.stamp(case)
    paper.refresh_from_db()
    assert paper.number in text_of(pdf_of(paper))


def test_every_use_is_on_the_seals_own_timeline(decided):
    hall, case = decided
    hall.stamp(case)
    paper = case.dossier.papers.get(kind="approval")
    use = hall.seal.dossier.entries.get(act="use")
    assert use.facts["input"]["paper"] == paper.number
    assert use.by == hall.first
    assert use.place == hall.window
