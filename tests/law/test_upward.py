"""上报件: examined here and sent up inside the committed time; decided above; handed out here (DL-14)."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, Objected
from tests.cases_factory import CaseHall, limits
from tests.factories import at, travel
from tests.law.ask import cited, decide_for_itself, light, paper, wrong_fields

UP = {"superior": "某盟市场监督管理局", "opinion": "材料齐全，符合条件", "proposal": "grant"}
RESULT = {
    "outcome": "granted",
    "document": "盟市监准字〔2026〕1号",
    "decided_on": "2026-03-20",
    "text": "准予经营",
}


@pytest.fixture
def hall(hall_of) -> CaseHall:
    return hall_of("DL")


@pytest.fixture
def case(hall):
    """Accepted 2026-03-09 with a promise of five working days."""
    return hall.into_review(hall.accept(hall.receive(hall.upward())))


def report(hall, case, **changes):
    return perform(case, "report_up", UP | changes, by=hall.reviewer)


def result(hall, case, **changes):
    return perform(case, "receive_result", RESULT | changes, by=hall.reviewer)


@pytest.mark.clause("DL-14")
@pytest.mark.parametrize(("sent", "late"), [("2026-03-16 23:50", False), ("2026-03-17", True)])
def test_sent_up_inside_the_committed_time(hall, case, sent, late):
    travel(sent)
    case = report(hall, case)
    assert case.completed_at == at(sent)
    assert (light(case, "decision", "promise", "2026-06-01") == "red") is late


@pytest.mark.clause("DL-14")
def test_nobody_here_decides_it(hall, case):
    for decide in (hall.approve, hall.refuse):
        with pytest.raises(Objected) as refused:
            decide(case)
        assert "DL-14" in cited(refused.value)
    assert report(hall, case).state == "sent_up"


@pytest.mark.clause("DL-14")
def test_nothing_else_is_sent_up(hall):
    case = hall.case_in("reviewing")
    with pytest.raises(Objected):
        report(hall, case)


@pytest.mark.clause("DL-14")
def test_the_result_from_above_is_told_on_paper_and_handed_out_here(hall, case):
    case = report(hall, case)
    travel("2026-03-23")
    case = result(hall, case)
    assert (case.state, case.outcome, case.decided_at) == ("sealed", "granted", at("2026-03-20 12:00"))
    facts = paper(case, "result_above").facts
    assert (facts["superior"], facts["outcome"], facts["decided_on"]) == (
        UP["superior"],
        "准予",
        "2026-03-20",
    )
    assert not case.dossier.papers.filter(kind__in=("approval", "refusal")).exists()
    case = hall.hand_out(hall.bring(case))
    assert case.dossier.papers.get(kind="result_above").served_at
    assert (
        case.dossier.papers.get(kind="delivery_record").facts["documents"][0]["title"] == "上级机关决定告知书"
    )
    assert hall.archive(case).state == "archived"


@pytest.mark.clause("许可法44")
@pytest.mark.parametrize("day", ["2026-03-08", "2026-03-24"])
def test_the_day_of_the_decision_above_counts_for_handing_out(hall, case, day):
    case = report(hall, case)
    travel("2026-03-23")
    with pytest.raises(Invalid) as refused:
        result(hall, case, decided_on=day)
    assert wrong_fields(refused.value) == {"decided_on"}
    assert str(limits(result(hall, case), "delivery")["statutory"]) == "2026-04-03"


@pytest.mark.clause("许可法35")
def test_all_materials_go_up(hall_of):
    hall = hall_of("XA")
    case = hall.into_review(hall.tolerate(hall.receive(hall.upward(), m4="missing")))
    with pytest.raises(Objected) as refused:
        report(hall, case)
    assert cited(refused.value) == {"许可法35"}


@pytest.mark.clause("行政许可法45")
def test_not_before_what_runs_here_is_at_an_end(hall, case):
    procedure = hall.start_procedure(case)
    with pytest.raises(Objected, match="特别程序"):
        report(hall, case)
    perform(procedure, "end", {"result": "合格"}, by=hall.reviewer)
    assert report(hall, case).state == "sent_up"


@pytest.mark.clause("DL-14")
def test_where_the_rulebook_waits_for_the_decision_above(hall):
    decide_for_itself(hall, "case.upward_completion_event", "decided")
    case = report(hall, hall.into_review(hall.accept(hall.receive(hall.upward()))))
    assert case.completed_at is None
    travel("2026-03-23")
    assert result(hall, case).completed_at == at("2026-03-23")


def test_its_own_review_has_the_twenty_days_of_the_lower_organ(hall, case):
    """行政许可法 43, and that article knows no extension."""
    limit = case.dossier.runs.get(clock="decision").limits.get(kind="statutory")
    assert (str(limit.due_on), limit.basis) == ("2026-04-07", "《中华人民共和国行政许可法》第四十三条")
