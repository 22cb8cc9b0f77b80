"""退件 and 不予: on one of the grounds of the text, with reason and remedies, and only where the rulebook knows it."""

import pytest

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, Objected
from matters.cases.models import Case
from tests.factories import travel
from tests.law import review
from tests.law.ask import cited, paper, state_of, wrong_fields

REASON = {"ground": "requirements", "reason": "场所没有独立的贮存区"}


@pytest.fixture
def dalad(hall_of):
    return hall_of("DL")


@pytest.fixture
def case(dalad):
    return dalad.case_in("reviewing")


def send_back(hall, case, **changes):
    return perform(case, "send_back", REASON | changes, by=hall.reviewer)


@pytest.mark.clause("DL-10.5")
def test_it_ends_the_case_on_paper_with_ground_reason_and_remedies(dalad, case):
    case = send_back(dalad, case)
    assert (case.state, case.outcome) == ("returned", "")
    facts = paper(case, "return").facts
    assert facts["reasons"][0]["text"] == "不符合规定的申报和办理要求：场所没有独立的贮存区"
    assert "达拉特旗" in facts["reasons"][0]["basis"]
    assert facts["remedy"]["review_body"] == "某旗人民政府"
    assert len(facts["returned"]) == 4


@pytest.mark.clause("DL-10.5")
def test_every_clock_ends_with_it(dalad, case):
    case = send_back(dalad, case)
    assert not case.dossier.runs.filter(ended_at=None).exists()


@pytest.mark.clause("DL-10.5")
def test_it_is_filed_away_once_the_paper_is_served(dalad, case):
    case = send_back(dalad, case)
    with pytest.raises(Objected):
        perform(case, "archive", by=dalad.clerk)
    assert dalad.archive(case).state == "archived"


@pytest.mark.clause("DL-10.5")
@pytest.mark.parametrize("missing", ["ground", "reason"])
def test_never_without_ground_and_reason(dalad, case, missing):
    with pytest.raises(Invalid) as refused:
        send_back(dalad, case, **{missing: ""})
    assert wrong_fields(refused.value) == {missing}
    assert state_of(case) == "reviewing"


@pytest.mark.clause("DL-10.5")
def test_only_a_recorded_survey_can_differ(dalad, case):
    with pytest.raises(Invalid) as refused:
        send_back(dalad, case, ground="survey")
    assert wrong_fields(refused.value) == {"ground"}
    survey = review.survey(dalad, case)
    travel("2026-03-11")
    review.record(dalad, survey, differs="yes")
    assert send_back(dalad, review.again(case), ground="survey").state == "returned"


@pytest.mark.clause("DL-10.5")
@pytest.mark.parametrize("preset", ["", "AH", "EL", "WS", "XA"])
def test_elsewhere_the_case_is_decided(hall_of, preset):
    hall = hall_of(preset)
    case = hall.case_in("reviewing")
    with pytest.raises(Objected) as refused:
        perform(case, "send_back", REASON, by=hall.first)
    assert "DL-10.5" in cited(refused.value)


@pytest.mark.clause("DL-10.5")
def test_it_is_counted_apart_from_refusals(dalad, case):
    send_back(dalad, case)
    assert Case.objects.filter(state="returned").count() == 1
    assert not Case.objects.filter(outcome="refused").exists()


# --- 不予批准 -------------------------------------------------------------------------------------------------

REFUSAL = {"found": "场所不符合条件", "reason": "距污染源不足二十五米", "basis": "某条例第九条"}


@pytest.mark.clause("DL-10.6", "XA-17.2")
@pytest.mark.parametrize("missing", ["reason", "basis"])
def test_no_refusal_without_reason_and_basis(hall_of, missing):
    hall = hall_of("XA")
    case = hall.case_in("reviewing")
    with pytest.raises(Invalid) as refused:
        perform(case, "refuse", REFUSAL | {missing: ""}, by=hall.first)
    assert wrong_fields(refused.value) == {missing}


@pytest.mark.clause("DL-10.6")
@pytest.mark.parametrize("missing", ["reason", "basis"])
def test_nor_is_anybody_turned_away_without(dalad, missing):
    case = dalad.receive()
    with pytest.raises(Invalid) as refused:
        dalad.reject(case, **{missing: ""})
    assert wrong_fields(refused.value) == {missing}


@pytest.mark.clause("DL-10.6", "XA-17.2")
def test_the_refusal_prints_reason_basis_contact_and_remedies(hall_of):
    hall = hall_of("XA")
    facts = paper(hall.refuse(hall.case_in("reviewing")), "refusal").facts
    assert facts["reasons"] == [{"text": "距污染源不足二十五米", "basis": "某条例第九条"}]
    assert facts["phones"]["enquiry"] == "0470-7654321"
    assert (facts["remedy"]["review_days"], facts["remedy"]["court_months"]) == (60, 6)
    assert facts["seal_name"]


@pytest.mark.clause("XA-17.2")
def test_no_refusal_leaves_without_its_seal(hall_of):
    hall = hall_of("XA")
    case = hall.refuse(hall.case_in("reviewing"))
    with pytest.raises(Objected):
        hall.bring(case)
    assert hall.bring(hall.stamp(case)).state == "at_window"


@pytest.mark.clause("XA-16.3c")
def test_what_was_promised_and_did_not_come_is_refused_with_that_reason(hall_of):
    hall = hall_of("XA")
    case = hall.into_review(hall.tolerate(hall.receive(m4="missing")))
    case = perform(case, "lapse_tolerance", by=SYSTEM)
    with pytest.raises(Invalid) as refused:
        perform(case, "refuse", REFUSAL | {"reason": ""}, by=hall.first)
    assert wrong_fields(refused.value) == {"reason"}
    reason = "容缺材料逾期没有补齐：管理制度"
    case = perform(case, "refuse", REFUSAL | {"reason": reason}, by=hall.first)
    assert paper(case, "refusal").facts["reasons"][0]["text"] == reason
