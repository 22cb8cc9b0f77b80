"""实质性审查: an opinion before the decision, specialists, doubts, meetings – all at an end before anybody decides."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from tests.factories import make_user, travel
from tests.law import review
from tests.law.ask import cited, decide_for_itself, light, limit_of, paper, wrong_fields

DECISIONS = pytest.mark.parametrize("decide", ["approve", "refuse"])


@pytest.fixture
def case(hall):
    return hall.case_in("reviewing")


def forbidden(hall, case, decide="approve"):
    """The clauses of what stands against a decision."""
    with pytest.raises(Objected) as refused:
        getattr(hall, decide)(review.again(case))
    return cited(refused.value)


# --- Who examines, and the opinion ----------------------------------------------------------------------------


@pytest.mark.clause("DL-10.1", "XA-17.a")
@pytest.mark.parametrize("preset", ["DL", "XA"])
@DECISIONS
def test_no_decision_without_an_opinion(hall_of, preset, decide):
    hall = hall_of(preset)
    case = hall.signed_for(hall.accept(hall.receive()))
    assert "XA-17.a" in forbidden(hall, case, decide)
    case = review.opine(hall, case, "grant" if decide == "approve" else "refuse")
    assert (case.opined_by, case.review_opinion) == (hall.reviewer, "符合条件")
    assert case.opined_at is not None
    assert getattr(hall, decide)(case).state == "decided"


@pytest.mark.clause("DL-10.1")
def test_an_empty_opinion_is_none(hall_of):
    hall = hall_of("DL")
    case = hall.signed_for(hall.accept(hall.receive()))
    with pytest.raises(Invalid) as refused:
        perform(case, "opine", {"opinion": " ", "proposal": "grant"}, by=hall.reviewer)
    assert wrong_fields(refused.value) == {"opinion"}


@pytest.mark.clause("DL-10.1")
def test_the_accepting_clerk_examines_where_the_rulebook_says_so(hall_of):
    hall = hall_of("DL")
    assert review.opine(hall, hall.case_in("reviewing"), by=hall.clerk).opined_by == hall.clerk


@pytest.mark.clause("XA-17.a")
def test_and_nowhere_else(hall_of):
    hall = hall_of("XA")
    case = hall.signed_for(hall.accept(hall.receive()))
    with pytest.raises(NotAllowed):
        review.opine(hall, case, by=hall.clerk)
    assert review.again(case).opined_at is None


@pytest.mark.clause("XA-17.a")
def test_what_is_done_on_the_spot_is_examined_in_the_deciding(hall_of):
    hall = hall_of("XA")
    case = hall.serve(hall.accept(hall.receive(hall.instant)))
    assert hall.approve(case).state == "decided"


@pytest.mark.clause("DL-10.3")
def test_what_was_found_wanting_is_not_approved(hall, case):
    review.opine(hall, case, "refuse")
    assert forbidden(hall, case) == {"DL-10.3"}
    review.opine(hall, case, "grant", by=hall.first)
    assert hall.approve(review.again(case)).outcome == "granted"


@pytest.mark.clause("DL-10.3")
def test_the_prescribed_approvers_sign_in_order(hall):
    decide_for_itself(hall, "case.approval_steps", ["reviewer", "department_leader"])
    boss = make_user("局领导", ("department_leader", hall.hall, hall.department))
    case = review.opine(hall, hall.case_in("reviewing"))
    with pytest.raises(NotAllowed):
        perform(case, "sign_step", {}, by=boss)
    assert forbidden(hall, case) == {"DL-10.3"}
    case = perform(case, "sign_step", {"remark": "同意"}, by=hall.reviewer)
    assert forbidden(hall, case) == {"DL-10.3"}
    case = perform(case, "sign_step", {"remark": "同意"}, by=boss)
    with pytest.raises(Objected):
        perform(case, "sign_step", {}, by=boss)
    assert hall.approve(case).state == "decided"


@pytest.mark.clause("EL-3.2a")
def test_a_slow_review_is_marked(hall_of):
    """及时: no figure in the text; the hall has set two working days."""
    hall = hall_of("EL")
    case = hall.case_in("reviewing")
    assert str(limit_of(case, "review", "service").due_on) == "2026-03-11"
    assert light(case, "review", "service", "2026-03-12") == "red"
    travel("2026-03-11")
    review.opine(hall, case)
    assert limit_of(case, "review", "service").closed_at is not None


# --- Specialists ----------------------------------------------------------------------------------------------


@pytest.mark.clause("DL-10.2", "DL-13.3")
@DECISIONS
def test_specialists_give_their_opinion_first(hall, case, decide):
    argument = review.argue(hall, case)
    assert "DL-10.2" in forbidden(hall, case, decide)
    argument = review.study(hall, argument)
    facts = argument.dossier.papers.get(kind="study_opinion").facts
    assert (facts["kind"], facts["experts"], facts["opinion"]) == ("论证", ["甲专家", "乙专家"], "结构安全")
    assert getattr(hall, decide)(review.again(case)).state == "decided"


@pytest.mark.clause("DL-13.3")
def test_a_review_ends_in_the_opinion_of_named_experts(hall, case):
    procedure = review.review_by_experts(hall, case)
    with pytest.raises(Objected):
        hall.approve(review.again(case))
    with pytest.raises(Invalid) as refused:
        perform(procedure, "end", {"result": "通过"}, by=hall.reviewer)
    assert wrong_fields(refused.value) == {"experts"}
    procedure = perform(procedure, "end", {"result": "通过", "experts": "甲专家"}, by=hall.reviewer)
    assert procedure.dossier.papers.get(kind="study_opinion").facts["kind"] == "评审"
    assert hall.approve(review.again(case)).state == "decided"


# --- Doubts ---------------------------------------------------------------------------------------------------


@pytest.mark.clause("DL-11")
@DECISIONS
def test_no_decision_over_an_open_doubt(hall, case, decide):
    doubt = review.doubt(hall, case)
    assert forbidden(hall, case, decide) == {"DL-11"}
    doubt = perform(review.served(hall, doubt), "explain", {"explanation": "笔误"}, by=hall.clerk)
    assert forbidden(hall, case, decide) == {"DL-11"}
    doubt = review.settle(hall, doubt)
    assert (doubt.question, doubt.finding) == ("两处面积为何不同", "系笔误，面积相符")
    assert doubt.told_at is not None
    assert getattr(hall, decide)(review.again(case)).state == "decided"


@pytest.mark.clause("DL-11")
def test_the_applicant_is_told_in_writing_before_it_is_settled(hall, case):
    doubt = review.doubt(hall, case)
    assert paper(doubt, "explanation_notice").facts["question"] == "两处面积为何不同"
    with pytest.raises(Objected):
        review.settle(hall, doubt)
    assert review.settle(hall, review.served(hall, doubt)).state == "settled"


# --- Meetings -------------------------------------------------------------------------------------------------


@pytest.mark.clause("DL-12")
@DECISIONS
def test_a_flagged_matter_is_decided_by_a_meeting(hall, decide):
    case = hall.case_in("reviewing", review.flagged(hall, needs_meeting=True))
    assert forbidden(hall, case, decide) == {"DL-12"}
    meeting = review.convene(hall, case)
    assert forbidden(hall, case, decide) == {"DL-12"}
    review.resolve(hall, meeting, "granted" if decide == "approve" else "refused")
    assert getattr(hall, decide)(review.again(case)).state == "decided"


@pytest.mark.clause("DL-12")
@pytest.mark.parametrize(("resolves", "decide"), [("granted", "refuse"), ("refused", "approve")])
def test_nobody_decides_against_the_resolution(hall, case, resolves, decide):
    review.resolve(hall, review.convene(hall, case), resolves)
    assert forbidden(hall, case, decide) == {"DL-12"}


@pytest.mark.clause("DL-12")
def test_a_grant_in_part_needs_a_resolution_for_it(hall, case):
    review.resolve(hall, review.convene(hall, case), "granted")
    data = {"decision": "一层", "not_granted": "二层", "found": "二层没有消防设施", "reason": "不符合要求"}
    data |= {"basis": "某条例第九条"}
    with pytest.raises(Objected) as refused:
        perform(review.again(case), "approve_partly", data, by=hall.first, place=hall.window)
    assert cited(refused.value) == {"DL-12"}


@pytest.mark.clause("DL-12")
def test_one_meeting_at_a_time(hall, case):
    review.convene(hall, case)
    with pytest.raises(Objected) as refused:
        review.convene(hall, review.again(case))
    assert cited(refused.value) == {"DL-12"}


@pytest.mark.clause("DL-12")
def test_a_resolution_needs_its_date_and_text(hall, case):
    meeting = review.convene(hall, case)
    with pytest.raises(Invalid) as refused:
        perform(meeting, "resolve", {"resolves": "granted", "attended": "甲"}, by=hall.reviewer)
    assert wrong_fields(refused.value) == {"held_on", "resolution"}
    with pytest.raises(Invalid):
        review.resolve(hall, meeting, held_on="2026-03-10")
