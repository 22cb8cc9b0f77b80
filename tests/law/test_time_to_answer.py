"""When an application must be answered, what is listed when it was not, and that it can be answered all the same."""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid
from matters.cases.selectors import responsible, slow_intakes
from matters.cases.states import WHOSE_MOVE
from tests.cases_factory import CaseHall
from tests.factories import at, travel
from tests.law.ask import decide_for_itself, light, listed_late, paper, wrong_fields

DAY = "2025-03-03"  # an ordinary Monday
OUTSIDE = {
    "ground": "out_of_scope",
    "reason": "属水利部门职权",
    "basis": "水法第七条",
    "apply_to": "某旗水利局",
}


@pytest.fixture
def open_counter(hall_of) -> CaseHall:
    """敖汉: everything is told on the spot."""
    hall = hall_of("AH")
    travel(f"{DAY} 09:00")
    return hall


@pytest.mark.clause("AH-36.1", "EL-3.1g")
@pytest.mark.parametrize("preset", ["AH", "EL"])
@pytest.mark.parametrize("matter", ["licence", "instant"])
def test_no_answer_by_closing_time_is_listed_overdue(hall_of, preset, matter):
    hall = hall_of(preset)
    travel(f"{DAY} 09:00")
    case = hall.receive(getattr(hall, matter))
    assert listed_late(hall, f"{DAY} 17:30") == []
    assert listed_late(hall, f"{DAY} 17:31") == [case]


@pytest.mark.clause("AH-36.1")
@pytest.mark.parametrize("answer", ["accept", "tell", "reject"])
def test_any_answer_in_time_keeps_it_off_the_list(open_counter, answer):
    case = open_counter.receive(m2="missing" if answer == "tell" else "complete")
    getattr(open_counter, answer)(case)
    assert listed_late(open_counter, f"{DAY} 23:59") == []
    assert light(case, "acceptance", "service", f"{DAY} 23:59") == "green"


@pytest.mark.clause("AH-36.1")
def test_who_comes_during_extended_hours_is_answered_that_day(open_counter):
    travel("2025-03-08 18:20")  # a Saturday evening
    case = open_counter.receive()
    assert listed_late(open_counter, "2025-03-08 23:59") == []
    assert listed_late(open_counter, "2025-03-09 00:00") == [case]


@pytest.mark.clause("AH-35.4")
def test_a_missing_refusal_is_listed_after_closing_time_and_can_still_be_made(open_counter):
    case = open_counter.receive(in_scope="no")
    assert listed_late(open_counter, f"{DAY} 17:30") == []
    assert listed_late(open_counter, f"{DAY} 17:31") == [case]
    travel("2025-03-04")
    assert open_counter.reject(case, **OUTSIDE).state == "not_accepted"
    assert light(case, "acceptance", "service", "2025-03-04") == "red"


@pytest.mark.clause("WS03-05-3")
def test_complete_papers_are_accepted_the_same_day_and_the_next_step_has_an_owner(hall_of):
    hall = hall_of("WS")
    travel("2024-03-04 10:00")
    case = hall.receive()
    assert listed_late(hall, "2024-03-04 17:31") == [case]
    case = hall.accept(case)
    notice = paper(case, "acceptance")
    assert notice.number
    assert notice.sealed_at == case.accepted_at == at("2024-03-04 10:00")
    assert "移交材料" in WHOSE_MOVE[case.state]
    assert responsible(case) == hall.clerk
    case = hall.into_review(case)
    assert "审查" in WHOSE_MOVE[case.state]
    assert responsible(case) == hall.reviewer


@pytest.mark.clause("WS14-07-1")
def test_a_long_gap_between_hand_in_and_acceptance_is_listed(hall_of):
    hall = hall_of("WS")
    travel("2024-03-04 16:00")
    prompt, slow, waiting = hall.receive(), hall.receive(), hall.receive()
    prompt = hall.accept(prompt)
    monday = dt.date(2024, 3, 4)
    assert list(slow_intakes(hall.hall, monday, at("2024-03-04 23:59"))) == []
    travel("2024-03-05 09:00")
    slow = hall.accept(slow)
    assert slow.accepted_at - slow.received_at == dt.timedelta(hours=17)
    assert list(slow_intakes(hall.hall, monday, at("2024-03-05 09:00"))) == [slow, waiting]
    assert list(slow_intakes(hall.hall, dt.date(2024, 3, 5), at("2024-03-05 09:00"))) == []


@pytest.mark.clause("WS14-07-1")
def test_the_gap_is_counted_in_the_halls_own_measure(hall):
    """By default one working day: Friday's application may wait until Monday evening."""
    travel("2025-03-07 16:00")
    case = hall.receive()
    friday = dt.date(2025, 3, 7)
    assert list(slow_intakes(hall.hall, friday, at("2025-03-10 23:59"))) == []
    assert list(slow_intakes(hall.hall, friday, at("2025-03-11 00:00"))) == [case]


# --- The soft day of 兴安盟 --------------------------------------------------------------------------------


@pytest.mark.clause("XA-16.b")
@pytest.mark.parametrize(
    ("filed", "due"),
    [("2025-03-07 16:00", "2025-03-10"), ("2025-04-30 10:00", "2025-05-06")],
    ids=["over a weekend", "over 劳动节"],
)
def test_one_working_day_to_check_and_answer(hall_of, filed, due):
    hall = hall_of("XA")
    travel(filed)
    case = hall.receive()
    assert listed_late(hall, f"{due} 23:59") == []
    assert listed_late(hall, f"{due[:8]}{int(due[8:]) + 1:02} 00:00") == [case]


@pytest.mark.clause("XA-16.b")
@pytest.mark.parametrize("answer", ["accept", "tell", "reject"])
@pytest.mark.parametrize("day", ["2025-03-10", "2025-03-11"])
def test_a_later_answer_asks_for_the_reason(hall_of, answer, day):
    hall = hall_of("XA")
    travel("2025-03-07 16:00")
    case = hall.receive(m2="missing" if answer == "tell" else "complete")
    travel(day)
    late = {} if day == "2025-03-10" else {"late_reason": "系统升级停机"}
    act = {"accept": "accept", "tell": "tell_corrections", "reject": "reject"}[answer]
    data = {"ground": "not_eligible", "reason": "不具备条件", "basis": "条例第五条"}
    if late:
        with pytest.raises(Invalid) as refused:
            perform(case, act, data, by=hall.clerk, place=hall.window)
        assert wrong_fields(refused.value) == {"late_reason"}
    case = perform(case, act, data | late, by=hall.clerk, place=hall.window)
    assert case.state != "received"
    typed = case.dossier.entries.get(act=act, kind="act").facts.get("input", {})
    assert typed.get("late_reason") == late.get("late_reason")


def test_a_firm_limit_asks_for_no_reason(open_counter):
    """Where the limit is no "in principle", being late is on the light, not in a field."""
    case = open_counter.receive()
    travel("2025-03-05")
    assert open_counter.accept(case).state == "accepted"
    assert light(case, "acceptance", "service", "2025-03-05") == "red"


def test_the_halls_own_limit_holds_for_the_channels_it_names(hall_of):
    hall = hall_of("XA")
    decide_for_itself(hall, "acceptance.limit_channels", ["online"])
    case = hall.receive()
    assert set(case.dossier.runs.get(clock="acceptance").limits.values_list("kind", flat=True)) == {
        "statutory"
    }
