"""现场踏勘: told beforehand, two officers at least, on record; the clock of the case runs on."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, Objected
from hall.people.authority import Authority
from matters.cases.worklists import to_survey
from tests.cases_factory import limits
from tests.factories import travel
from tests.law import review
from tests.law.ask import cited, paper, wrong_fields

FIVE = {"meets_at", "place", "content", "officers", "method"}


@pytest.fixture
def case(hall):
    return hall.case_in("reviewing")


def accept(hall, case, **data):
    return perform(case, "accept", data, by=hall.clerk, place=hall.window)


@pytest.mark.clause("DL-9.3")
def test_a_matter_with_a_survey_is_accepted_only_with_all_five_told(hall):
    case = hall.receive(review.flagged(hall, needs_survey=True))
    with pytest.raises(Invalid) as refused:
        accept(hall, case)
    assert wrong_fields(refused.value) == FIVE
    for missing in FIVE:
        with pytest.raises(Invalid) as refused:
            accept(hall, case, **{name: value for name, value in review.SURVEY.items() if name != missing})
        assert wrong_fields(refused.value) == {missing}
    case = accept(hall, case, **review.SURVEY)
    facts = paper(case.surveys.get(), "survey_notice").facts
    assert {name: facts[name] for name in FIVE} == {
        "meets_at": "2026-03-11T09:30+08:00",
        "place": "某旗某镇一号",
        "content": "核查场地面积",
        "officers": ["赵审批", "钱首代"],
        "method": "实地测量",
    }


@pytest.mark.clause("DL-13.2")
def test_nor_does_one_officer_at_acceptance(hall):
    case = hall.receive(review.flagged(hall, needs_survey=True))
    with pytest.raises(Invalid) as refused:
        accept(hall, case, **(review.SURVEY | {"officers": "赵审批"}))
    assert wrong_fields(refused.value) == {"officers"}


@pytest.mark.clause("DL-9.3")
def test_another_time_is_told_anew(hall, case):
    survey = review.survey(hall, case)
    later = review.SURVEY | {"meets_at": "2026-03-12 15:00"}
    survey = perform(survey, "rearrange", later, by=hall.reviewer)
    told = survey.dossier.papers.filter(kind="survey_notice").order_by("pk").last()
    assert told.facts["meets_at"].startswith("2026-03-12T15:00")


@pytest.mark.clause("DL-13.1")
@pytest.mark.parametrize("decide", ["approve", "refuse"])
def test_no_decision_before_the_record(hall, case, decide):
    survey = review.survey(hall, case)
    with pytest.raises(Objected) as refused:
        getattr(hall, decide)(review.again(case))
    assert "DL-13.1" in cited(refused.value)
    travel("2026-03-11")
    review.record(hall, survey)
    assert getattr(hall, decide)(review.again(case)).state == "decided"


@pytest.mark.clause("DL-13.1")
def test_it_stands_on_the_departments_list_until_recorded(hall, case):
    survey = review.survey(hall, case)
    assert [one.child_id for one in to_survey(Authority.of(hall.first))] == [survey.pk]
    assert not to_survey(Authority.of(hall.other_first)).exists()
    travel("2026-03-11")
    review.record(hall, survey)
    assert not to_survey(Authority.of(hall.first)).exists()


@pytest.mark.clause("DL-13.1")
def test_the_clock_runs_on(hall, case):
    before = limits(case, "decision")
    survey = review.survey(hall, case)
    assert limits(case, "decision") == before
    travel("2026-03-11")
    review.record(hall, survey)
    assert limits(case, "decision") == before


@pytest.mark.clause("DL-13.1")
def test_one_survey_at_a_time_and_only_while_examined(hall, case):
    review.survey(hall, case)
    with pytest.raises(Objected):
        review.survey(hall, review.again(case))
    with pytest.raises(Objected):
        review.survey(hall, hall.receive())


@pytest.mark.clause("DL-13.2")
def test_nobody_verifies_alone(hall, case):
    with pytest.raises(Invalid) as refused:
        review.survey(hall, case, officers="赵审批")
    assert wrong_fields(refused.value) == {"officers"}
    survey = review.survey(hall, case)
    travel("2026-03-11")
    with pytest.raises(Invalid) as refused:
        review.record(hall, survey, present="赵审批\n赵审批")
    assert wrong_fields(refused.value) == {"present"}
    with pytest.raises(Invalid) as refused:
        review.record(hall, survey, signed="")
    assert wrong_fields(refused.value) == {"signed"}


@pytest.mark.clause("DL-13.2")
def test_the_record_names_who_was_there_and_when(hall, case):
    survey = review.survey(hall, case)
    travel("2026-03-11")
    survey = review.record(hall, survey)
    facts = paper(survey, "survey_record").facts
    assert facts["present"] == ["赵审批", "钱首代"]
    assert facts["surveyed_at"].startswith("2026-03-11T09:30")
    assert facts["result"] == "与申报材料相符"


@pytest.mark.clause("DL-13.2")
def test_a_flagged_matter_is_not_decided_without_a_record(hall):
    """Also where nobody said so at acceptance: deemed accepted, or arranged and never made."""
    case = accept(hall, hall.receive(review.flagged(hall, needs_survey=True)), **review.SURVEY)
    case = hall.into_review(case)
    with pytest.raises(Objected) as refused:
        hall.approve(case)
    assert "DL-13.2" in cited(refused.value)
    travel("2026-03-11")
    review.record(hall, case.surveys.get())
    assert hall.approve(review.again(case)).state == "decided"
