"""特别程序: only what the law takes out of the limit, one at a time, and no decision while it runs (行政许可法 45)."""

import pytest
from django.core.exceptions import ValidationError

from hall.acts.door import perform
from hall.acts.refusals import Invalid, Objected
from hall.models import ClockLimit
from matters.cases.models import SpecialProcedure
from matters.catalogue.codes import Procedure
from matters.catalogue.guide import special_lines
from matters.catalogue.models import SpecialProcedure as PlannedProcedure
from matters.catalogue.national import national_procedures
from tests.cases_factory import limits
from tests.catalogue.builders import make_draft, make_matter
from tests.factories import travel
from tests.law.ask import wrong_fields

OF_LICENCE_LAW = pytest.mark.clause("行政许可法45")


@pytest.fixture
def case(hall):
    return hall.case_in("reviewing")


@OF_LICENCE_LAW
def test_it_stops_both_limits_until_it_ends(hall, case):
    procedure = hall.start_procedure(case)
    assert limits(case, "decision") == {"statutory": None, "promise": None}
    travel("2026-03-12")
    perform(procedure, "end", {"result": "合格"}, by=hall.reviewer)
    assert {str(due) for due in limits(case, "decision").values()} == {"2026-04-10", "2026-03-19"}
    sentence = ClockLimit.objects.get(
        run__dossier=case.dossier, run__clock="decision", kind="statutory"
    ).sentence
    assert "检验所需3个工作日不计入" in sentence


@OF_LICENCE_LAW
@pytest.mark.parametrize("kind", ["survey", "publicity", "opinion_seeking", "correction"])
def test_what_the_law_does_not_take_out_cannot_be_chosen(hall, case, kind):
    with pytest.raises(Invalid) as refused:
        hall.start_procedure(case, kind)
    assert wrong_fields(refused.value) == {"procedure"}
    assert limits(case, "decision")["statutory"] is not None


@OF_LICENCE_LAW
def test_what_only_another_statute_takes_out_cannot_be_chosen(hall, case):
    """征求意见 is 取水条例's alone."""
    with pytest.raises(Invalid):
        hall.start_procedure(case, "consultation")


@OF_LICENCE_LAW
def test_it_is_announced_on_paper_with_its_length(hall, case):
    paper = hall.start_procedure(case, days=5).dossier.papers.get(kind="special_procedure")
    assert (paper.facts["kind"], paper.facts["days"], paper.facts["ends_by"]) == ("检验", 5, "2026-03-16")
    assert paper.facts["due_after"] > paper.facts["due_before"]


@OF_LICENCE_LAW
def test_one_at_a_time(hall, case):
    hall.start_procedure(case)
    with pytest.raises(Objected):
        hall.start_procedure(case)
    assert SpecialProcedure.objects.count() == 1


@OF_LICENCE_LAW
@pytest.mark.parametrize("decide", ["approve", "refuse"])
def test_no_decision_while_it_runs(hall, case, decide):
    procedure = hall.start_procedure(case)
    with pytest.raises(Objected) as refused:
        getattr(hall, decide)(case)
    assert "特别程序尚未结束" in str(refused.value)
    perform(procedure, "end", {"result": "合格"}, by=hall.reviewer)
    assert getattr(hall, decide)(case).state == "decided"


@OF_LICENCE_LAW
def test_only_while_the_case_is_under_review(hall):
    case = hall.serve(hall.accept(hall.receive()))
    with pytest.raises(Objected):
        hall.start_procedure(case)


@pytest.mark.clause("AH-34.3")
def test_its_time_is_told_in_the_guide(hall_of):
    hall = hall_of("AH")
    case = perform(hall.receive(), "give_guide", by=hall.clerk, place=hall.window)
    rows = {row["label"]: row["lines"] for row in case.dossier.papers.get(kind="guide").facts["rows"]}
    assert rows["特别程序及所需时间"] == ["检验（5个工作日）"]


@pytest.mark.clause("AH-34.3")
@pytest.mark.parametrize("kind", national_procedures())
def test_none_of_the_eight_is_switched_on_without_its_time(hall, kind):
    draft = make_draft(make_matter(hall.department, name="新许可"))
    with pytest.raises(ValidationError) as refused:
        PlannedProcedure(version=draft, kind=kind).full_clean()
    assert "n" in refused.value.message_dict
    PlannedProcedure(version=draft, kind=kind, n=10).save()
    assert special_lines(draft) == [f"{Procedure(kind).label}（10个工作日）"]
