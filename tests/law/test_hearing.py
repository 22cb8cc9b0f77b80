"""听证: rights told to everybody whose interests are touched, asked for within five days, notified seven days before,
decided on the record (行政许可法 36, 46–48).
"""

import pytest

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.clocks.sweep import sweep
from matters.cases.models import Hearing
from tests.cases_factory import limits
from tests.factories import make_user, travel
from tests.law import review
from tests.law.ask import cited, paper, wrong_fields


@pytest.fixture
def case(hall):
    return hall.case_in("reviewing")


def blocked(hall, case) -> set[str]:
    found = set()
    for decide in ("approve", "refuse"):
        with pytest.raises(Objected) as refused:
            getattr(hall, decide)(review.again(case))
        found |= cited(refused.value)
    return found


# --- Interested parties ---------------------------------------------------------------------------------------


@pytest.mark.clause("许可法36")
def test_an_interested_party_is_told_before_the_decision(hall, case):
    party = review.party(hall, case)
    assert paper(party, "party_notice").facts["addressee"]["name"] == "李邻居"
    assert "许可法36" in blocked(hall, case)
    party = review.served(hall, party)
    party = perform(party, "hear", {"statement": "油烟扰民"}, by=hall.reviewer)
    assert (party.state, party.statement) == ("heard", "油烟扰民")
    assert "许可法36" not in blocked(hall, case)


@pytest.mark.clause("许可法36")
def test_who_they_are_and_what_they_say_is_not_on_the_timeline(hall, case):
    party = review.party(hall, case)
    party = perform(review.served(hall, party), "hear", {"statement": "油烟扰民"}, by=hall.reviewer)
    told = str(list(party.dossier.entries.values_list("facts", flat=True)))
    assert not [word for word in ("李邻居", "13800000002", "油烟扰民") if word in told]


@pytest.mark.clause("许可法47")
def test_where_others_interests_are_touched_the_right_is_told_first(hall, case):
    review.served(hall, review.party(hall, case))
    assert blocked(hall, case) == {"许可法47"}


# --- The right ------------------------------------------------------------------------------------------------


@pytest.mark.clause("许可法47")
def test_the_right_is_told_to_everybody_each_on_a_paper(hall, case):
    review.party(hall, case)
    hearing = review.tell_rights(hall, review.again(case))
    papers = hearing.dossier.papers.filter(kind="hearing_right")
    assert {one.facts["addressee"]["name"] for one in papers} == {"王小明", "李邻居"}
    assert {one.facts["request_days"] for one in papers} == {5}
    assert {one.facts["organise_days"] for one in papers} == {20}


@pytest.mark.clause("许可法47")
def test_the_days_run_from_the_day_the_last_was_told(hall, case):
    hearing = review.tell_rights(hall, case)
    with pytest.raises(Objected):
        perform(hearing, "confirm_told", by=hall.reviewer)
    travel("2026-03-11")
    hearing = review.served(hall, hearing)
    travel("2026-03-12")
    hearing = perform(hearing, "confirm_told", by=hall.reviewer)
    assert {str(due) for due in limits(hearing, "request").values()} == {
        "2026-03-16"
    }  # five days, not working days


@pytest.mark.clause("许可法47")
def test_no_decision_while_the_right_is_open_and_one_once_it_lapsed(hall, case):
    hearing = review.tell_rights(hall, case)
    assert blocked(hall, case) == {"许可法47"}
    hearing = perform(review.served(hall, hearing), "confirm_told", by=hall.reviewer)
    travel("2026-03-16 23:00")  # five days and, the last being a Saturday, the next working day
    sweep()
    assert blocked(hall, case) == {"许可法47"}
    travel("2026-03-17 00:10")
    sweep()
    assert hall.approve(review.again(case)).state == "decided"


@pytest.mark.clause("许可法47")
def test_too_late_a_request_is_none(hall, case):
    hearing = review.told(hall, case)
    travel("2026-03-17")
    with pytest.raises(Objected) as refused:
        perform(hearing, "request", {"requested_by": "王小明"}, by=hall.clerk)
    assert cited(refused.value) == {"许可法47"}


@pytest.mark.clause("许可法47")
def test_only_who_was_told_may_ask(hall, case):
    hearing = review.told(hall, case)
    with pytest.raises(Invalid) as refused:
        perform(hearing, "request", {"requested_by": "路人"}, by=hall.clerk)
    assert wrong_fields(refused.value) == {"requested_by"}


@pytest.mark.clause("许可法47")
def test_a_request_stops_the_clock_and_starts_the_organs_twenty_days(hall, case):
    hearing = review.requested(hall, case)
    assert limits(case, "decision") == {"statutory": None, "promise": None}
    assert {str(due) for due in limits(hearing, "organise").values()} == {"2026-04-07"}
    assert blocked(hall, case) == {"许可法47"}


@pytest.mark.clause("许可法46")
def test_a_hearing_in_the_public_interest_is_announced(hall, case):
    hearing = perform(Hearing, "order", {"reason": "涉及公共利益"}, by=hall.reviewer, parent=case)
    assert paper(hearing, "hearing_announcement").facts["reason"] == "涉及公共利益"
    assert limits(case, "decision") == {"statutory": None, "promise": None}
    assert review.notify(hall, hearing).state == "set"


@pytest.mark.clause("许可法46")
def test_only_for_licences(hall):
    confirmation = review.flagged(hall, kind="20")
    case = hall.case_in("reviewing", confirmation)
    with pytest.raises(Objected) as refused:
        review.tell_rights(hall, case)
    assert "许可法46" in cited(refused.value)


# --- Notice, record, decision ---------------------------------------------------------------------------------


@pytest.mark.clause("许可法48-1")
def test_seven_working_days_lie_between_notice_and_hearing(hall, case):
    hearing = review.requested(hall, case)
    with pytest.raises(Invalid) as refused:
        review.notify(hall, hearing, meets_at="2026-03-17 09:00")
    assert wrong_fields(refused.value) == {"meets_at"}
    hearing = review.notify(hall, hearing, meets_at="2026-03-18 09:00")
    assert paper(hearing, "hearing_notice").facts["meets_at"].startswith("2026-03-18T09:00")


@pytest.mark.clause("许可法48-1")
@pytest.mark.parametrize(("served_on", "possible"), [("2026-03-09", True), ("2026-03-10", False)])
def test_and_between_its_delivery_and_the_hearing(hall, case, served_on, possible):
    hearing = review.notify(hall, review.requested(hall, case), meets_at="2026-03-18 09:00")
    travel(served_on)
    hearing = review.served(hall, hearing)
    travel("2026-03-18")
    if possible:
        assert review.hold(hall, hearing).state == "held"
        return
    with pytest.raises(Objected) as refused:
        review.hold(hall, hearing)
    assert "许可法48-1" in cited(refused.value)


@pytest.mark.clause("许可法48-1")
def test_everybody_holds_the_notice(hall, case):
    hearing = review.notify(hall, review.requested(hall, case))
    travel("2026-03-30")
    with pytest.raises(Objected) as refused:
        review.hold(hall, hearing)
    assert "许可法48-1" in cited(refused.value)


@pytest.mark.clause("许可法48")
def test_who_examined_does_not_preside(hall, case):
    hearing = review.requested(hall, case)
    with pytest.raises(Invalid) as refused:
        review.notify(hall, hearing, chair=hall.reviewer.pk)
    assert wrong_fields(refused.value) == {"chair"}
    other = make_user("局领导", ("department_leader", hall.hall, hall.department))
    assert review.notify(hall, hearing, chair=other.pk).chair == other


@pytest.mark.clause("许可法48")
def test_the_record_is_signed_and_not_before_the_hearing(hall, case):
    hearing = review.served(hall, review.notify(hall, review.requested(hall, case)))
    with pytest.raises(Objected):
        review.hold(hall, hearing)
    travel("2026-03-30")
    with pytest.raises(Invalid) as refused:
        review.hold(hall, hearing, signed="")
    assert wrong_fields(refused.value) == {"signed"}
    facts = paper(review.hold(hall, hearing), "hearing_record").facts
    assert (facts["attended"], facts["chair"]) == (["王小明", "李邻居"], "钱首代")


@pytest.mark.clause("DL-13.3")
def test_it_ends_in_an_opinion_and_the_clock_goes_on(hall, case):
    hearing = review.served(hall, review.notify(hall, review.requested(hall, case)))
    travel("2026-03-30")
    hearing = review.hold(hall, hearing)
    assert paper(hearing, "study_opinion").facts["kind"] == "听证"
    assert None not in limits(case, "decision").values()


@pytest.mark.clause("许可法48-2")
def test_the_decision_names_the_record_it_rests_on(hall, case):
    hearing = review.served(hall, review.notify(hall, review.requested(hall, case)))
    travel("2026-03-30")
    hearing = review.hold(hall, hearing)
    case = hall.approve(review.again(case))
    entry = case.dossier.entries.get(act="approve")
    assert entry.facts["hearing_records"] == [paper(hearing, "hearing_record").number]


@pytest.mark.clause("许可法47")
def test_one_hearing_at_a_time_by_the_department_while_it_examines(hall, case):
    hearing = review.tell_rights(hall, case)
    with pytest.raises(Objected):
        review.tell_rights(hall, review.again(case))
    with pytest.raises(NotAllowed):
        perform(Hearing, "tell", by=hall.clerk, parent=case)
    with pytest.raises(WrongState):
        perform(hearing, "lapse", by=SYSTEM)
