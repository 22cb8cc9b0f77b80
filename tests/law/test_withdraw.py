"""Ends without a decision: the applicant takes the application back, or nothing is left to decide."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, Objected, WrongState
from hall.people.authority import Authority
from matters.cases.models import Case, Handover
from matters.cases.views.stages import stages_of
from matters.cases.worklists import to_countersign
from tests.factories import at, travel
from tests.law.ask import cited, paper, state_of, wrong_fields


def running(case: Case) -> set[str]:
    return set(case.dossier.runs.filter(ended_at=None).values_list("clock", flat=True))


@pytest.fixture
def received(hall) -> Case:
    return hall.receive()


@pytest.mark.clause("许可法29")
@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"written": ""}, {"written"}),
        ({"by_agent": "on"}, {"authority_document"}),
        ({"signed_on": "2026-03-10"}, {"signed_on"}),
    ],
    ids=["by word of mouth", "an agent without authority", "tomorrow"],
)
def test_an_application_is_given_up_only_in_the_applicants_own_hand(hall, received, changes, wrong):
    with pytest.raises(Invalid) as refused:
        hall.withdraw(received, **changes)
    assert wrong_fields(refused.value) == wrong
    assert hall.withdraw(received).state == "withdrawn"


@pytest.mark.clause("许可法29")
def test_the_end_is_on_paper_with_what_goes_back(hall, received):
    case = hall.withdraw(received, by_agent="on", authority_document="特别授权委托书")
    notice = paper(case, "termination")
    assert notice.facts["ground"] == "申请人于2026年3月9日委托代理人书面撤回申请"
    assert [one["name"] for one in notice.facts["returned"]] == [
        "申请书",
        "身份证明",
        "场地平面图",
        "管理制度",
    ]
    assert "remedy" not in notice.facts
    assert case.ended_at == at("2026-03-09")


@pytest.mark.parametrize("state", ["received", "accepted", "reviewing"])
@pytest.mark.parametrize("end", ["withdraw", "terminate"])
def test_no_clock_runs_on(hall, state, end):
    case = getattr(hall, end)(hall.case_in(state))
    assert running(case) == set()
    assert hall.archive(case).state == "archived"


def test_a_told_deadline_and_a_promise_end_with_the_case(hall_of):
    xingan = hall_of("XA")
    assert running(xingan.withdraw(xingan.tell(xingan.receive(m2="missing"), until="2026-03-20"))) == set()
    assert running(xingan.withdraw(xingan.tolerate(xingan.receive(m4="missing")))) == set()


def test_nothing_is_taken_back_after_the_decision(hall):
    case = hall.case_in("decided")
    with pytest.raises(WrongState):
        hall.withdraw(case)
    with pytest.raises(WrongState):
        hall.terminate(case)
    assert state_of(case) == "decided"


def test_the_organs_own_end_says_why_and_where_to_contest_it(hall, received):
    facts = paper(hall.terminate(received), "termination").facts
    assert facts["clauses"] == ["某条例第二十二条"]
    assert facts["ground"] == "申请人死亡"
    assert facts["remedy"]["review_body"] == "某旗人民政府"


def test_bodies_do_not_die(hall, received):
    with pytest.raises(Invalid) as refused:
        hall.terminate(received, cause="dissolved")
    assert wrong_fields(refused.value) == {"cause"}


def test_materials_on_their_way_go_back_to_the_window(hall):
    """Nobody can sign for the papers of a case that is over; the department gives them back."""
    case = hall.serve(hall.accept(hall.receive()))
    handover = hall.send(case)
    hall.withdraw(Case.objects.get(pk=case.pk))
    returned = perform(handover, "give_back", {"reason": "申请人已撤回"}, by=hall.reviewer)
    assert returned.state == Handover.State.RETURNED


def test_a_procedure_still_running_can_be_closed(hall):
    case = hall.case_in("reviewing")
    procedure = hall.start_procedure(case)
    case = hall.withdraw(Case.objects.get(pk=case.pk))
    assert running(case) == set()
    assert perform(procedure, "end", {"result": "撤回，停止检验"}, by=hall.reviewer).state == "ended"


def test_no_department_is_asked_for_its_opinion_any_more(hall):
    case = hall.case_in("reviewing", hall.joint)
    hall.ask_opinion(case)
    waiting = Authority.of(hall.other_first)
    assert list(to_countersign(waiting)) == [case]
    hall.withdraw(Case.objects.get(pk=case.pk))
    assert list(to_countersign(waiting)) == []


@pytest.mark.parametrize("archived", [False, True])
def test_the_road_shows_where_it_ended(hall, archived):
    case = hall.case_in("accepted")
    travel("2026-03-11")
    case = hall.withdraw(case)
    if archived:
        case = hall.archive(case)
    assert [stage.title for stage in stages_of(case)] == ["收件", "受理", "申请人撤回", "归档"]
    assert [stage.here for stage in stages_of(case)] == [False, False, not archived, archived]


ELSEWHERE = {
    "ground": "out_of_scope",
    "reason": "取水由水行政主管部门许可",
    "basis": "取水条例第三条",
    "apply_to": "某旗水利局",
}


def transfer(hall, case: Case, **changes) -> Case:
    data = {"organ": case.competent_organ, "phone": "0470-1112223", "agreed": "on"} | changes
    return perform(case, "transfer", data, by=hall.clerk, place=hall.window)


@pytest.mark.clause("许可法32-1-2")
def test_what_is_another_organs_goes_there_and_the_applicant_is_told(hall):
    case = hall.reject(hall.receive(in_scope="no"), **ELSEWHERE)
    told = paper(case, "rejection")
    travel("2026-03-10")
    facts = paper(transfer(hall, case), "transfer").facts
    assert (facts["organ_to"], facts["transferred_on"]) == ("某旗水利局", "2026-03-10")
    assert facts["refused"]["number"] == told.number
    assert facts["materials"]


@pytest.mark.clause("许可法32-1-2")
def test_nothing_is_sent_away_without_the_applicant(hall):
    case = hall.reject(hall.receive(in_scope="no"), **ELSEWHERE)
    with pytest.raises(Invalid) as refused:
        transfer(hall, case, agreed="")
    assert wrong_fields(refused.value) == {"agreed"}


@pytest.mark.clause("许可法32-1-2")
def test_what_was_refused_for_another_reason_stays(hall):
    case = hall.reject(hall.receive())
    with pytest.raises(Objected) as refused:
        transfer(hall, case, organ="某旗水利局")
    assert "许可法32-1-2" in cited(refused.value)


def test_it_goes_there_once(hall):
    case = transfer(hall, hall.reject(hall.receive(in_scope="no"), **ELSEWHERE))
    with pytest.raises(Objected):
        transfer(hall, case)
    assert hall.archive(case).state == "archived"
