"""联合办理: everybody asked in time, silence seen, disagreement settled in a meeting, papers shared, one paper out."""

import pytest
from django.test import Client
from django.urls import reverse

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.offers import offers
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.clocks.sweep import sweep
from hall.models import Dossier, Paper
from hall.people.authority import Authority
from hall.people.roles import Role
from matters.cases.models import Case, JointMeeting, Opinion
from matters.cases.worklists import handled_jointly, late_partners
from tests.cases_factory import CaseHall, limits
from tests.factories import at, make_department, make_user, travel
from tests.law.ask import cited, decide_for_itself, paper

AGREES, AGAINST = {"agrees": "yes", "text": "同意"}, {"agrees": "no", "text": "占道时段不当"}


@pytest.fixture
def hall(hall_of) -> CaseHall:
    return hall_of("AH")


@pytest.fixture
def case(hall):
    return hall.case_in("reviewing", hall.joint)


def ask(hall, case, *, by=None, of=None) -> Opinion:
    return perform(Opinion, "ask", by=by or hall.first, parent=case, department=of or hall.other)


def give(hall, opinion, answer, *, by=None) -> Opinion:
    return perform(opinion, "give", answer, by=by or hall.other_first)


def call(hall, meeting) -> JointMeeting:
    return perform(meeting, "call", {"held_at": "2026-03-11 09:30", "where": "三楼会议室"}, by=hall.office)


def meet(hall, case, conclusion="grant", **present) -> JointMeeting:
    """Proposed by the lead's first representative, called by the centre, held and recorded."""
    meeting = perform(JointMeeting, "propose", {"topic": "公安不同意占道时段"}, by=hall.first, parent=case)
    return record(hall, call(hall, meeting), conclusion, **present)


def record(hall, meeting, conclusion="grant", lead="钱首代", other="周首代") -> JointMeeting:
    names = {f"present_{hall.department.pk}": lead, f"present_{hall.other.pk}": other}
    data = {"conclusion": conclusion, "minutes": "市监：确需占道\n公安：改为夜间"} | names
    return perform(meeting, "record", data, by=hall.first)


# --- Asking and signing -------------------------------------------------------------------------------------------


@pytest.mark.clause("AH-28.5c")
def test_only_the_leads_first_representative_starts_the_round(hall, case):
    for person in (hall.reviewer, hall.other_first, hall.office):
        with pytest.raises(NotAllowed):
            ask(hall, case, by=person)
    assert ask(hall, case).state == "asked"


@pytest.mark.clause("AH-28.5a")
def test_each_unit_signs_by_its_own_first_representative(hall, case):
    opinion = ask(hall, case)
    for person in (hall.other_reviewer, hall.first, hall.office):
        with pytest.raises(NotAllowed):
            give(hall, opinion, AGREES, by=person)
    assert give(hall, opinion, AGREES).given_by == hall.other_first


def test_elsewhere_the_reviewers_of_the_departments_may(hall_of):
    hall = hall_of("EL")
    opinion = ask(hall, hall.case_in("reviewing", hall.joint), by=hall.reviewer)
    assert give(hall, opinion, AGREES, by=hall.other_reviewer).state == "given"


@pytest.mark.clause("AH-28.5a")
def test_no_decision_before_all_have_signed(hall):
    third = make_department(hall.hall, "某旗自然资源局", "自")
    land = make_user("吴首代", (Role.FIRST_REPRESENTATIVE, hall.hall, third))
    case = hall.case_in("reviewing", hall.joint_with(hall.other, third))
    refused = []
    for opinion, person in ((hall.other, hall.other_first), (third, land)):
        with pytest.raises(Objected) as refusal:
            hall.approve(case)
        refused.append(str(refusal.value))
        give(hall, ask(hall, case, of=opinion), AGREES, by=person)
    assert "公安局、某旗自然资源局" in refused[0]
    assert "公安局" not in refused[1]
    assert hall.approve(case).state == "decided"


@pytest.mark.clause("AH-28.4c")
def test_each_first_representative_finds_own_and_others_joint_cases(hall, case):
    hall.case_in("reviewing")
    of = {person: Authority.of(person) for person in (hall.first, hall.other_first)}
    assert list(handled_jointly(of[hall.first])) == [case]
    assert list(handled_jointly(of[hall.other_first])) == []
    give(hall, ask(hall, case), AGREES)
    assert list(handled_jointly(of[hall.other_first])) == [case]


# --- Silence ------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EL-3.2c")
def test_who_is_silent_is_named_and_not_taken_to_agree(hall, case):
    opinion = ask(hall, case)
    assert str(limits(opinion, "opinion")["service"]) == "2026-03-16"
    travel("2026-03-17")
    sweep()
    opinion = Opinion.objects.get(pk=opinion.pk)
    assert (opinion.state, opinion.agrees) == ("asked", None)
    assert "某旗公安局逾期没有回复" in opinion.dossier.attention
    assert list(late_partners(Authority.of(hall.office, at("2026-03-17")))) == [case]
    with pytest.raises(Objected):
        hall.approve(case)


@pytest.mark.clause("EL-3.2c")
def test_where_the_rulebook_says_so_silence_is_consent(hall):
    decide_for_itself(hall, "joint.silence", "agreed")
    case = hall.case_in("reviewing", hall.joint)
    opinion = ask(hall, case)
    travel("2026-03-17")
    sweep()
    opinion = Opinion.objects.get(pk=opinion.pk)
    assert (opinion.state, opinion.agrees) == ("silent", True)
    assert hall.approve(case).state == "decided"


@pytest.mark.clause("EL-3.2c")
def test_the_lead_presses_and_nobody_else(hall, case):
    opinion = ask(hall, case)
    with pytest.raises(NotAllowed):
        perform(opinion, "press", {"text": "请今日回复"}, by=hall.other_first)
    perform(opinion, "press", {"text": "请今日回复"}, by=hall.first)
    assert opinion.dossier.entries.get(act="press", kind="act").facts["input"]["text"] == "请今日回复"


@pytest.mark.clause("EL-3.2c")
def test_an_answer_in_time_is_the_end_of_it(hall, case):
    opinion = give(hall, ask(hall, case), AGREES)
    travel("2026-03-17")
    sweep()
    assert not opinion.dossier.entries.filter(act="fall_silent").exists()


# --- Disagreement -------------------------------------------------------------------------------------------------


@pytest.mark.clause("AH-28.5b", "AH-28.5c")
def test_disagreement_goes_to_the_meeting_before_any_decision(hall, case):
    give(hall, ask(hall, case), AGAINST)
    for decide in (hall.approve, hall.refuse):
        with pytest.raises(Objected) as refused:
            decide(case)
        assert cited(refused.value) == {"AH-28.5b", "AH-28.5c"}
    meet(hall, case, "again")
    with pytest.raises(Objected, match="须经会审会议"):
        hall.approve(case)
    meet(hall, case, "grant")
    with pytest.raises(Objected, match="同意准予"):
        hall.refuse(case)
    assert hall.approve(case).state == "decided"


def test_elsewhere_the_lead_department_decides(hall_of):
    hall = hall_of("EL")
    case = hall.case_in("reviewing", hall.joint)
    give(hall, ask(hall, case), AGAINST)
    with pytest.raises(NotAllowed):
        hall.approve(case, by=hall.other_first)
    assert hall.approve(case).state == "decided"


@pytest.mark.clause("AH-28.5c")
def test_the_centre_calls_it_with_the_leads_first_representative(hall, case):
    for person in (hall.reviewer, hall.other_first, hall.office):
        with pytest.raises(NotAllowed):
            perform(JointMeeting, "propose", {"topic": "会审"}, by=person, parent=case)
    meeting = perform(JointMeeting, "propose", {"topic": "会审"}, by=hall.first, parent=case)
    with pytest.raises(NotAllowed):
        perform(meeting, "call", {"held_at": "2026-03-11 09:30", "where": "三楼"}, by=hall.first)
    meeting = call(hall, meeting)
    assert (meeting.proposed_by, meeting.called_by) == (hall.first, hall.office)
    with pytest.raises(Invalid):
        record(hall, meeting, lead="")


@pytest.mark.clause("AH-28.5b", "AH-28.5c")
def test_only_where_several_departments_take_part_and_while_they_examine(hall, case):
    with pytest.raises(Objected):
        perform(JointMeeting, "propose", {"topic": "会审"}, by=hall.first, parent=hall.case_in("reviewing"))
    accepted = hall.case_in("accepted", hall.joint)
    with pytest.raises(Objected):
        perform(JointMeeting, "propose", {"topic": "会审"}, by=hall.first, parent=accepted)


@pytest.mark.clause("AH-28.5b")
def test_the_minutes_say_who_came_and_who_did_not(hall, case):
    meeting = meet(hall, case, other="")
    assert [one["person"] for one in meeting.attendance] == ["钱首代", ""]
    facts = meeting.dossier.papers.get(kind="joint_minutes").facts
    assert [one["person"] for one in facts["attendance"]] == ["钱首代", "缺席"]
    assert facts["conclusion"] == "同意准予"


# --- The centre, shared papers, one paper out ---------------------------------------------------------------------


def button(hall, case, act):
    return next(one for one in offers(case, Authority.of(hall.office)) if one.act.name == act)


@pytest.mark.clause("AH-4.5a")
def test_the_centre_gives_its_opinion_on_what_several_departments_handle(hall, case):
    give(hall, ask(hall, case), AGREES)
    with pytest.raises(NotAllowed):
        perform(case, "coordinate", {"text": "请住建、公安同步踏勘"}, by=hall.first)
    case = perform(case, "coordinate", {"text": "请住建、公安同步踏勘"}, by=hall.office)
    for person in (hall.first, hall.other_first):
        page = look(person, reverse("dossier", args=[case.pk])).content.decode()
        assert "请住建、公安同步踏勘" in page
        assert "2026-03-09" in page
    assert not button(hall, hall.case_in("reviewing"), "coordinate").available


def look(person, url):
    browser = Client()
    browser.force_login(person)
    return browser.get(url)


@pytest.mark.clause("EL-3.1j")
def test_papers_are_shared_with_whoever_countersigns_and_nobody_else(hall_of):
    hall = hall_of("EL")
    case = hall.case_in("reviewing", hall.joint)
    third = make_department(hall.hall, "某旗自然资源局", "自")
    land = make_user("吴首代", (Role.FIRST_REPRESENTATIVE, hall.hall, third))
    ask(hall, case, by=hall.reviewer)
    url = reverse("paper", args=[Paper.objects.get(dossier__root=case.pk, kind="handover").pk])
    assert [look(person, url).status_code for person in (hall.reviewer, hall.other_reviewer, land)] == [
        200,
        200,
        404,
    ]
    shared = Dossier.objects.filter(Authority.of(hall.other_first).readable(), root=case.pk)
    assert {one.kind for one in shared} >= {"cases.handover", "cases.opinion"}
    assert not Dossier.objects.filter(Authority.of(land).readable(), root=case.pk).exists()


@pytest.mark.clause("AH-28.5a")
def test_one_paper_comes_out(hall, case):
    give(hall, ask(hall, case), AGREES)
    case = hall.approve(case)
    assert paper(case, "approval").department == hall.department
    assert Case.objects.get(pk=case.pk).dossier.papers.filter(seal="approval").count() == 1


def test_the_system_speaks_for_nobody(hall, case):
    opinion = ask(hall, case)
    with pytest.raises(NotAllowed):
        perform(opinion, "give", AGREES, by=SYSTEM)
