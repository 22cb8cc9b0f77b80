"""延期: once, with cause and reason, inside the law, agreed by whom the law names, in time (行政许可法 42)."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.models import Paper
from hall.people.roles import Role
from matters.cases.models import Case, Extension
from tests.cases_factory import CaseHall, limits
from tests.factories import make_user, travel
from tests.law.ask import cited, decide_for_itself, light, wrong_fields

OF_LICENCE_LAW = pytest.mark.clause("许可法42-1")
OF_JOINT_HANDLING = pytest.mark.clause("许可法42-2")
REQUEST = {"cause": "现场核查场所分散", "reason": "六处场所分布在四个苏木乡镇，不能按期核查完毕", "n": 10}


def in_review(hall: CaseHall, on: str = "2024-03-04", matter=None) -> Case:
    travel(on)
    return hall.into_review(hall.accept(hall.receive(matter)))


def ask(hall: CaseHall, case: Case, **changes) -> Extension:
    return perform(Extension, "ask", REQUEST | changes, by=hall.reviewer, parent=case)


def head_of(hall: CaseHall):
    return make_user("郑局长", (Role.DEPARTMENT_LEADER, hall.hall, hall.department))


def extend(hall: CaseHall, case: Case, **changes) -> Extension:
    return perform(ask(hall, case, **changes), "approve", by=head_of(hall))


def notice(extension: Extension) -> Paper:
    return extension.dossier.papers.get(kind="extension")


@pytest.mark.clause("WS03-07-1", "WS03-07-2", "许可法42-1")
def test_the_notice_states_cause_reason_and_the_new_limit(hall_of):
    hall = hall_of("WS")
    case = in_review(hall)
    paper = notice(extend(hall, case))
    assert paper.title == "延期告知书"
    assert paper.number
    told = {key: paper.facts[key] for key in ("cause", "reason", "due_before", "due_after", "extended_by")}
    assert told == {
        "cause": REQUEST["cause"],
        "reason": REQUEST["reason"],
        "due_before": "2024-03-11",
        "due_after": "2024-03-25",
        "extended_by": "10个工作日",
    }
    assert "郑局长" in paper.facts["approver"]
    assert not case.dossier.papers.filter(kind="date_change").exists()


@pytest.mark.clause("WS03-07-1")
@pytest.mark.parametrize("left_out", ["cause", "reason"])
def test_without_cause_or_reason_there_is_none(hall_of, left_out):
    hall = hall_of("WS")
    with pytest.raises(Invalid) as refused:
        ask(hall, in_review(hall), **{left_out: " "})
    assert wrong_fields(refused.value) == {left_out}


@pytest.mark.clause("WS03-07-2", "WS03-05-4", "许可法42-1")
@pytest.mark.parametrize("n", [None, 0, 11])
def test_no_extension_without_a_limit_or_beyond_the_law(hall_of, n):
    hall = hall_of("WS")
    case = in_review(hall)
    with pytest.raises(Invalid) as refused:
        ask(hall, case, n=n)
    assert wrong_fields(refused.value) == {"n"}
    assert str(limits(case, "decision")["promise"]) == "2024-03-11"


@pytest.mark.clause("WS03-07-2")
def test_a_hall_may_allow_itself_less_than_the_law(hall_of):
    hall = hall_of("WS")
    decide_for_itself(hall, "case.extension_max", "5个工作日")
    case = in_review(hall)
    with pytest.raises(Invalid):
        ask(hall, case, n=6)
    assert ask(hall, case, n=5).state == "asked"


@pytest.mark.clause("WS03-07-3")
def test_only_until_the_limit_that_was_told_has_passed(hall_of):
    hall = hall_of("WS")
    case = in_review(hall)
    travel("2024-03-12")
    with pytest.raises(Objected) as refused:
        ask(hall, case)
    assert cited(refused.value) == {"WS03-07-3"}
    travel("2024-03-11 23:50")
    extension = ask(hall, case)
    travel("2024-03-12")
    with pytest.raises(Objected):
        perform(extension, "approve", by=head_of(hall))
    assert light(case, "decision", "promise", "2024-03-12") == "red"


@pytest.mark.clause("WS03-05-4", "许可法42-1")
def test_a_limit_that_no_law_lets_extend_stays(hall):
    """An instant public service: no statute knows an extension of it."""
    travel("2024-03-04")
    case = hall.serve(hall.accept(hall.receive(hall.instant)))
    with pytest.raises(Objected) as refused:
        ask(hall, case, n=1)
    assert "WS03-05-4" in cited(refused.value)


@OF_LICENCE_LAW
def test_law_moves_and_a_final_promise_does_not(hall_of):
    """敖汉: the promise is final (AH-34.2), so what is told is the law's limit."""
    hall = hall_of("AH")
    case = in_review(hall)
    paper = notice(extend(hall, case))
    assert {kind: str(day) for kind, day in limits(case, "decision").items()} == {
        "statutory": "2024-04-16",
        "promise": "2024-03-11",
    }
    assert (paper.facts["due_before"], paper.facts["due_after"]) == ("2024-04-01", "2024-04-16")


@OF_LICENCE_LAW
def test_once(hall):
    case = in_review(hall)
    extend(hall, case, n=3)
    with pytest.raises(Objected, match="最多延长1次"):
        ask(hall, case, n=3)


@OF_LICENCE_LAW
def test_one_request_at_a_time_and_no_decision_over_its_head(hall):
    case = in_review(hall)
    waiting = ask(hall, case)
    with pytest.raises(Objected, match="正在审批"):
        ask(hall, case)
    with pytest.raises(Objected, match="延期申请还在审批"):
        hall.approve(case)
    perform(waiting, "withdraw", by=hall.reviewer)
    assert hall.approve(case).state == "decided"


@OF_LICENCE_LAW
@pytest.mark.parametrize("act", ["approve", "decline"])
def test_nobody_below_the_head_of_the_organ_answers(hall, act):
    waiting = ask(hall, in_review(hall))
    for person in (hall.reviewer, hall.first, hall.leader):
        with pytest.raises(NotAllowed):
            perform(waiting, act, {"reason": "可以按期办结"}, by=person)
    assert perform(waiting, act, {"reason": "可以按期办结"}, by=head_of(hall)).state != "asked"


@OF_LICENCE_LAW
def test_declined_nothing_moves(hall):
    case = in_review(hall)
    perform(ask(hall, case), "decline", {"reason": "可以按期办结"}, by=head_of(hall))
    assert str(limits(case, "decision")["statutory"]) == "2024-04-01"
    assert not Paper.objects.filter(kind="extension").exists()


@OF_LICENCE_LAW
def test_while_the_clock_stands_there_is_no_day_to_extend(hall):
    case = in_review(hall)
    hall.start_procedure(case)
    with pytest.raises(Objected, match="没有在计时"):
        ask(hall, case)


@OF_LICENCE_LAW
def test_after_the_decision_there_is_none(hall):
    case = hall.approve(in_review(hall))
    with pytest.raises(Objected, match="尚未决定"):
        ask(hall, case)


@OF_JOINT_HANDLING
def test_joint_handling_has_forty_five_days_and_fifteen_more_from_the_government(hall):
    case = in_review(hall, matter=hall.joint)
    assert str(limits(case, "decision")["statutory"]) == "2024-05-09"
    with pytest.raises(Invalid):
        ask(hall, case, n=16)
    waiting = ask(hall, case, n=15)
    with pytest.raises(NotAllowed):
        perform(waiting, "approve", by=head_of(hall))
    deputy = make_user("冯副旗长", (Role.GOVERNMENT_LEADER, hall.hall))
    paper = notice(perform(waiting, "approve", by=deputy))
    assert str(limits(case, "decision")["statutory"]) == "2024-05-29"
    assert paper.facts["clauses"] == ["《中华人民共和国行政许可法》第四十二条第二款"]
    assert "本级人民政府负责人" in paper.facts["approver"]


@OF_LICENCE_LAW
def test_a_hall_may_ask_more_people_never_fewer(hall):
    decide_for_itself(hall, "case.extension_by_organ", ["first_representative", "department_leader"])
    waiting = perform(ask(hall, in_review(hall)), "approve", by=hall.first)
    assert waiting.state == "asked"
    assert perform(waiting, "approve", by=head_of(hall)).state == "granted"
