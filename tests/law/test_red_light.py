"""Late: why is said in public, with the way to complain (优化条例 36); results go back to the window at once (EL)."""

import pytest
from django.test import Client
from django.urls import reverse

from hall.acts.door import perform
from hall.acts.refusals import NotAllowed, Objected
from hall.people.authority import Authority
from matters.cases.models import Case
from matters.cases.worklists import late_without_a_word, not_returned
from tests.factories import at, travel
from tests.law.ask import cited, light, limit_of
from tests.web.pages import text_of

IN_PUBLIC = pytest.mark.clause("优化条例36")
REASON = {"reason": "检验设备检修，检验结论未出", "expected_on": "2026-03-20"}


@pytest.fixture
def case(hall):
    """Promised within five working days of 2026-03-09."""
    return hall.case_in("reviewing")


def explain(hall, case, **changes) -> Case:
    return perform(case, "explain_delay", REASON | changes, by=hall.reviewer)


def silent(hall, now: str) -> list[Case]:
    return list(late_without_a_word(Authority.of(hall.office, at(now))))


def progress_of(case: Case) -> str:
    page = Client().post(reverse("progress"), {"number": case.number, "code": case.query_code})
    return text_of(page)


@IN_PUBLIC
def test_until_it_is_late_there_is_nothing_to_explain(hall, case):
    travel("2026-03-16 23:50")
    with pytest.raises(Objected) as refused:
        explain(hall, case)
    assert cited(refused.value) == {"优化条例36"}
    assert silent(hall, "2026-03-16 23:50") == []
    assert "监督电话" not in progress_of(case)


@IN_PUBLIC
def test_the_reason_stands_in_public_with_the_way_to_complain(hall, case):
    travel("2026-03-17")
    assert silent(hall, "2026-03-17") == [case]
    assert "尚未说明理由" in progress_of(case)
    assert hall.hall.supervision_phone in progress_of(case)
    case = explain(hall, case)
    assert silent(hall, "2026-03-17") == []
    page = progress_of(case)
    for told in (
        REASON["reason"],
        "预计2026年3月20日办结",
        "市场监督管理局",
        "监督电话",
        hall.hall.supervision_phone,
    ):
        assert told in page


@IN_PUBLIC
def test_the_responsible_department_explains_and_nobody_for_it(hall, case):
    travel("2026-03-17")
    for person in (hall.office, hall.other_first, hall.clerk):
        with pytest.raises(NotAllowed):
            perform(case, "explain_delay", REASON, by=person)


@IN_PUBLIC
def test_each_further_limit_that_passes_wants_its_own_word(hall, case):
    """The promise passed on 16 March; the law's limit passes on 7 April."""
    travel("2026-03-17")
    case = explain(hall, case)
    with pytest.raises(Objected):
        explain(hall, case)
    assert str(limit_of(case, "decision", "statutory").due_on) == "2026-04-07"
    travel("2026-04-08")
    assert silent(hall, "2026-04-08") == [case]
    assert explain(hall, case, reason="检验仍未完成", expected_on="").delay_reason == "检验仍未完成"


@IN_PUBLIC
def test_a_late_case_is_not_filed_away_without_a_word(hall, case):
    travel("2026-03-17")
    case = hall.hand_out(hall.bring(hall.stamp(hall.approve(case))))
    with pytest.raises(Objected) as refused:
        hall.archive(case)
    assert cited(refused.value) == {"优化条例36"}
    assert hall.archive(explain(hall, case)).state == "archived"


# --- The result goes back to the window ---------------------------------------------------------------------------


@pytest.mark.clause("EL-4.1g")
def test_a_result_is_back_at_the_window_on_the_day_it_is_decided(hall_of):
    hall = hall_of("EL")
    case = hall.stamp(hall.approve(hall.case_in("reviewing")))
    waiting = Authority.of(hall.office)
    assert list(not_returned(waiting)) == [case]
    assert limit_of(case, "return", "service").due_at == at("2026-03-09 17:30")
    travel("2026-03-10")
    case = hall.bring(case)
    assert light(case, "return", "service", "2026-03-10") == "red"
    assert list(not_returned(waiting)) == []
    done = case.dossier.entries.filter(kind="act").values_list("act", flat=True)
    assert [one for one in done if one in ("approve", "seal", "bring_to_window")] == [
        "approve",
        "seal",
        "bring_to_window",
    ]


@pytest.mark.clause("EL-3.3a")
@pytest.mark.parametrize(("brought", "late"), [("2025-03-10", False), ("2025-03-11", True)])
def test_a_promise_is_kept_when_the_result_reaches_the_window(hall_of, brought, late):
    """Decided on the last day and handed over on the next counts late (EL)."""
    hall = hall_of("EL")
    travel("2025-03-03")
    case = hall.case_in("reviewing")
    travel("2025-03-10")
    case = hall.stamp(hall.approve(case))
    travel(brought)
    case = hall.bring(case)
    assert case.completed_at == at(brought)
    assert (light(case, "decision", "promise", "2025-06-01") == "red") is late


@pytest.mark.clause("EL-4.1g")
def test_elsewhere_the_limit_of_the_case_is_all_there_is(hall):
    assert not hall.case_in("decided").dossier.runs.filter(clock="return").exists()
