"""The decision clock: law and promise, counted in working days, stopped by the right event, explained in words."""

import pytest

from hall.acts.door import perform
from hall.clocks.ledger import ClockLimit, Light
from hall.clocks.sweep import sweep
from matters.cases.models import Case
from tests.cases_factory import CaseHall, limits
from tests.factories import at, travel


def light(case: Case, now: str, kind: str = "promise", clock: str = "decision") -> str:
    limit = ClockLimit.objects.filter(run__dossier=case.dossier, run__clock=clock, kind=kind).last()
    return limit.light(at(now))


def accepted(hall: CaseHall, on: str) -> Case:
    travel(on)
    return hall.accept(hall.receive())


@pytest.mark.clause("AH-13.2b", "AH-34.2")
def test_ten_committed_days(calendar):
    hall = CaseHall(promise=10)
    case = accepted(hall, "2025-03-03")
    due = limits(case, "decision")
    assert str(due["promise"]) == "2025-03-17"
    assert str(due["statutory"]) == "2025-03-31"
    assert light(case, "2025-03-17 23:59") != Light.RED
    assert light(case, "2025-03-18 00:00") == Light.RED
    assert light(case, "2025-03-18 00:00", "statutory") == Light.GREEN


@pytest.mark.clause("AH-13.2b")
def test_the_department_is_reminded_before_the_last_day(calendar):
    hall = CaseHall(promise=10)
    case = accepted(hall, "2025-03-03")
    travel("2025-03-14")
    sweep()
    reached = case.dossier.entries.filter(act="reach_rung")
    reminder = next(entry for entry in reached if entry.facts["limit"] == "promise")
    assert reminder.facts["rung"] == "near"
    assert reminder.legal_at < at("2025-03-17")


@pytest.mark.clause("XA-17.1")
@pytest.mark.parametrize(("decided", "late"), [("2025-03-10", False), ("2025-03-11", True)])
def test_approval_inside_the_committed_time(hall_of, decided, late):
    hall = hall_of("XA")
    case = hall.into_review(accepted(hall, "2025-03-03"))
    travel(decided)
    case = hall.approve(case)
    assert (light(case, "2025-06-01") == Light.RED) is late
    assert case.completed_at == at(decided)


@pytest.mark.clause("EL-3.2b")
@pytest.mark.parametrize(("decided", "late"), [("2025-03-10", False), ("2025-03-11", True)])
def test_the_decision_step_is_judged_alone(hall_of, decided, late):
    """Under EL the case is complete at the window; the department's step ends with its decision."""
    hall = hall_of("EL")
    case = hall.into_review(accepted(hall, "2025-03-03"))
    travel(decided)
    case = hall.approve(case)
    assert (light(case, "2025-06-01", "service", "step") == Light.RED) is late
    assert case.completed_at is None


@pytest.mark.clause("WS03-04-1", "WS09-3-3")
def test_promise_of_five_days(hall_of):
    case = accepted(hall_of("WS"), "2024-03-04")
    assert str(limits(case, "decision")["promise"]) == "2024-03-11"
    assert light(case, "2024-03-11 23:59") != Light.RED
    assert light(case, "2024-03-12 00:00") == Light.RED


@pytest.mark.clause("WS14-07-3")
def test_a_late_approval_names_who_is_responsible(hall_of):
    """The step still open on the day after is the reviewer's who signed for the materials."""
    from matters.cases.selectors import responsible

    hall = hall_of("WS")
    case = hall.into_review(accepted(hall, "2024-03-04"))
    travel("2024-03-12")
    assert light(case, "2024-03-12", "service", "step") == Light.RED
    assert responsible(case) == hall.reviewer


@pytest.mark.clause("WS03-06-2")
def test_after_a_correction_the_limit_starts_the_next_day(hall_of):
    hall = hall_of("WS")
    travel("2024-03-04")
    case = hall.tell(hall.receive(m2="missing"))
    travel("2024-03-08")
    case = hall.accept(hall.supply(case))
    assert str(limits(case, "decision")["promise"]) == "2024-03-15"


@pytest.mark.clause("WS03-06-2")
def test_papers_complete_on_friday_count_from_friday_even_if_accepted_on_monday(hall_of):
    hall = hall_of("WS")
    travel("2024-03-04")
    case = hall.tell(hall.receive(m2="missing"))
    travel("2024-03-08")
    case = hall.supply(case)
    travel("2024-03-11")
    assert str(limits(hall.accept(case), "decision")["promise"]) == "2024-03-15"


@pytest.mark.clause("WS04-4.3-2", "AH-13.5c")
def test_every_accepted_case_runs_under_law_and_promise(hall):
    case = hall.accept(hall.receive())
    assert set(limits(case, "decision")) == {"statutory", "promise"}
    assert case.dossier.runs.get(clock="decision").ended_at is None


def test_the_sentence_explains_the_date(calendar):
    """Accepted 2026-09-18, twenty working days, an inspection taking out five: 2026-10-29, and the sentence why."""
    hall = CaseHall(promise=10)
    case = hall.into_review(accepted(hall, "2026-09-18"))
    travel("2026-09-18 15:00")
    procedure = hall.start_procedure(case)
    assert limits(case, "decision")["statutory"] is None
    travel("2026-09-24")
    perform(procedure, "end", {"result": "合格"}, by=hall.reviewer)
    limit = ClockLimit.objects.get(run__dossier=case.dossier, run__clock="decision", kind="statutory")
    assert str(limit.due_on) == "2026-10-29"
    for part in ("中秋", "国庆", "9月20日", "10月10日", "检验", "5个工作日", "2026年10月29日"):
        assert part in limit.sentence
    assert not limit.provisional


def test_a_moved_printed_date_is_told_on_paper(calendar):
    hall = CaseHall(promise=10)
    case = hall.into_review(accepted(hall, "2026-09-18"))
    procedure = hall.start_procedure(case)
    travel("2026-09-28")
    perform(procedure, "end", {"result": "合格"}, by=hall.reviewer)
    notices = procedure.dossier.papers.filter(kind="date_change")
    assert {n.facts["limit_name"] for n in notices} == {"法定期限", "承诺期限"}


def test_a_broken_promise_is_not_mended_by_a_pause(calendar):
    hall = CaseHall(promise=5)
    case = hall.into_review(accepted(hall, "2026-03-09"))
    travel("2026-03-18")
    assert light(case, "2026-03-18") == Light.RED
    procedure = hall.start_procedure(case)
    travel("2026-03-25")
    perform(procedure, "end", {"result": "合格"}, by=hall.reviewer)
    due = limits(case, "decision")
    assert str(due["promise"]) == "2026-03-16"
    assert str(due["statutory"]) == "2026-04-14"
    assert light(case, "2026-03-25") == Light.RED


def test_beyond_the_published_year_a_date_is_provisional(hall):
    case = accepted(hall, "2026-12-21")
    statutory = ClockLimit.objects.get(run__dossier=case.dossier, run__clock="decision", kind="statutory")
    assert statutory.provisional
    assert "暂定" in statutory.sentence
