"""督查通报: drafted from the data, approved, delivered, numbered, filed (乌审 制度十五)."""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Impossible, Invalid, NotAllowed, Objected, WrongState
from hall.people.authority import Authority
from hall.timeline.dossier import Dossier
from supervision.circulars.dues import history, interviews, oral_missed, written
from supervision.models import Appeal, Circular, CircularCopy, Finding, Referral
from tests.factories import travel
from tests.law.ask import decide_for_itself, wrong_fields
from tests.law.patrol_hall import PatrolHall

APRIL = dt.date(2026, 4, 1)


@pytest.fixture
def hall(calendar) -> PatrolHall:
    return PatrolHall()


def draft(hall, kind="oral", by=None, **data) -> Circular:
    return perform(Circular, "draft", {"kind": kind} | data, by=by or hall.office, hall=hall.hall)


def approved(hall, circular) -> Circular:
    perform(circular, "submit", by=hall.office)
    return perform(circular, "approve", by=hall.leader)


def praise(hall, circular, **data) -> Circular:
    line = {"praise": "on", "department": hall.other_unit.pk, "text": "延时服务受到群众好评"}
    return perform(circular, "add_line", line | data, by=hall.office)


def delivered(hall) -> Circular:
    circular = approved(hall, praise(hall, draft(hall)))
    return perform(circular, "deliver", {"present": "各窗口"}, by=hall.leader)


def interview(hall, **changes):
    return {
        "held_on": "2026-04-09",
        "place": "三楼会议室",
        "people": "钱首代",
        "problems": "空岗多次",
        "opinions": "将调整排班",
        "result": "限期改正",
    } | changes


def now(obj):
    return type(obj).objects.get(pk=obj.pk)


@pytest.mark.clause("WS15-06.1")
def test_the_office_drafts_and_the_leaders_do_not(hall):
    with pytest.raises(NotAllowed):
        draft(hall, by=hall.leader)
    circular = praise(hall, draft(hall))
    with pytest.raises(NotAllowed):
        perform(circular, "submit", by=hall.leader)
    perform(circular, "submit", by=hall.office)
    with pytest.raises(NotAllowed):
        perform(circular, "send_back", {"reason": "太长"}, by=hall.office)
    assert perform(circular, "send_back", {"reason": "太长"}, by=hall.leader).state == "drafted"


@pytest.mark.clause("WS15-05.1-1")
def test_each_working_day_is_about_the_working_day_before(hall):
    travel("2026-03-06")  # Friday
    friday = hall.find(content="周五空岗")
    travel("2026-03-09")
    hall.find(content="周一的问题")
    circular = draft(hall)
    assert [line["dossier"] for line in circular.lines] == [friday.pk]
    circular = approved(hall, circular)
    with pytest.raises(NotAllowed):
        perform(circular, "deliver", {"present": "各窗口"}, by=hall.first)
    travel("2026-03-11")
    monday, today = dt.date(2026, 3, 9), dt.date(2026, 3, 11)
    assert oral_missed(hall.hall, monday, today) == [monday, dt.date(2026, 3, 10)]
    travel("2026-03-10")
    perform(circular, "deliver", {"present": "各窗口"}, by=hall.leader)
    travel("2026-03-11")
    assert oral_missed(hall.hall, monday, today) == [monday]


@pytest.mark.clause("WS15-06.2.1")
def test_without_an_approver_in_the_rulebook_nothing_is_approved(hall):
    circular = perform(praise(hall, draft(hall)), "submit", by=hall.office)
    decide_for_itself(hall, "circular.approvers", [])
    with pytest.raises(Impossible, match="由谁审定"):
        perform(circular, "approve", by=hall.leader)


@pytest.mark.clause("WS15-05.1-2", "WS15-06.2.1")
def test_an_oral_one_criticises_and_praises_once_approved(hall):
    travel("2026-03-06")
    finding = hall.find(person=hall.clerk.pk)
    travel("2026-03-09")
    circular = draft(hall)
    with pytest.raises(NotAllowed):
        perform(circular, "add_line", {"text": "好"}, by=hall.leader)
    circular = praise(hall, circular)
    with pytest.raises(WrongState):
        perform(circular, "deliver", {"present": "各窗口"}, by=hall.leader)
    perform(circular, "submit", by=hall.office)
    with pytest.raises(NotAllowed):
        perform(circular, "approve", by=hall.office)
    circular = perform(circular, "approve", by=hall.leader)
    assert (circular.approved_as, circular.approved_by) == ("deputy", hall.leader)
    done = perform(circular, "deliver", {"present": "各首席代表"}, by=hall.leader)
    assert (done.delivered_by, done.present, done.issued_on) == (
        hall.leader,
        "各首席代表",
        dt.date(2026, 3, 9),
    )
    told = done.dossier.papers.get(kind="circular").facts
    assert [(one["department"], one["person"]) for one in told["criticised"]] == [
        ("某旗市场监督管理局", "张窗口")
    ]
    assert [one["department"] for one in told["praised"]] == ["某旗公安局"]
    assert told["criticised"][0]["source"] == f"第{finding.pk}号记录"


@pytest.mark.clause("WS15-02", "WS15-03")
def test_criticism_rests_on_a_record_and_names_a_department(hall):
    circular, finding = draft(hall), hall.find(person=hall.clerk.pk)
    line = {"department": hall.unit.pk, "person": hall.clerk.pk, "text": "空岗"}
    for wrong in ({}, {"source": finding.pk + 999}, {"source": circular.pk}):
        with pytest.raises(Invalid) as refusal:
            perform(circular, "add_line", line | wrong, by=hall.office)
        assert wrong_fields(refusal.value) == {"source"}
    with pytest.raises(Invalid) as refusal:
        perform(circular, "add_line", {"praise": "on", "text": "好"}, by=hall.office)
    assert wrong_fields(refusal.value) == {"department"}
    circular = perform(circular, "add_line", line | {"source": finding.pk}, by=hall.office)
    assert not history(hall.unit)
    done = perform(approved(hall, circular), "deliver", {"present": "各窗口"}, by=hall.leader)
    assert (list(history(hall.unit)), list(history(hall.other_unit))) == ([done], [])
    assert done.lines[0]["person"] == hall.clerk.pk


@pytest.mark.clause("WS10-4.4-3")
def test_what_is_contested_leaves_every_draft(hall):
    finding = hall.published()
    circular = draft(hall)
    line = {"department": hall.unit.pk, "text": "空岗", "source": finding.pk}
    circular = perform(circular, "add_line", line, by=hall.office)
    perform(Appeal, "file", {"grounds": "有移交单"}, by=hall.first, parent=finding)
    with pytest.raises(Objected, match="申诉中"):
        perform(circular, "submit", by=hall.office)
    perform(now(circular), "drop_line", {"number": 1, "reason": "申诉中"}, by=hall.office)
    with pytest.raises(Invalid):
        perform(now(circular), "add_line", line, by=hall.office)
    travel("2026-03-10")
    assert draft(hall).lines == []


@pytest.mark.clause("WS15-05.2-1")
def test_whose_problems_were_many_is_interviewed_before_the_tenth(hall):
    for _ in range(5):
        hall.confirmed()
    hall.confirmed(level="typical")
    for _ in range(4):
        hall.find(department="other_unit")
    travel("2026-04-09")
    (due,) = interviews(hall.hall, APRIL)
    assert (due.department, due.due_on, due.late) == (hall.unit, dt.date(2026, 4, 9), False)
    travel("2026-04-10")
    assert interviews(hall.hall, APRIL)[0].late
    decide_for_itself(hall, "light.before_day_inclusive", True)
    assert not interviews(hall.hall, APRIL)[0].late
    circular = approved(hall, draft(hall, "interview", department=hall.unit.pk))
    perform(circular, "hold_interview", interview(hall), by=hall.leader)
    travel("2026-04-20")
    (due,) = interviews(hall.hall, APRIL)
    assert (due.done_on, due.late, due.words) == (dt.date(2026, 4, 9), False, "04-09按期")


@pytest.mark.clause("WS15-05.2-2", "WS15-05.2-3", "WS15-06.2.2")
def test_grave_and_uncorrected_the_leaders_speak_and_listen(hall):
    grave = perform(hall.confirmed(level="major"), "call_grave", {"ground": "未整改"}, by=hall.leader)
    travel("2026-04-09")
    (due,) = interviews(hall.hall, APRIL)
    assert due.title == "中心领导约谈部门分管领导"
    with pytest.raises(Invalid):
        draft(hall, "interview")
    circular = draft(hall, "interview", department=hall.unit.pk)
    assert [line["dossier"] for line in circular.lines] == [grave.pk]
    with pytest.raises(WrongState):
        perform(circular, "hold_interview", interview(hall, leader_held="on"), by=hall.leader)
    perform(circular, "submit", by=hall.office)
    with pytest.raises(NotAllowed):
        perform(circular, "approve", by=hall.office)
    circular = perform(circular, "approve", by=hall.leader)
    with pytest.raises(NotAllowed):
        perform(circular, "hold_interview", interview(hall, leader_held="on"), by=hall.first)
    for wrong in ({"opinions": ""}, {"place": ""}):
        with pytest.raises(Invalid) as refusal:
            perform(circular, "hold_interview", interview(hall, leader_held="on") | wrong, by=hall.leader)
        assert wrong_fields(refusal.value) == set(wrong)
    with pytest.raises(Invalid) as refusal:
        perform(circular, "hold_interview", interview(hall), by=hall.leader)
    assert wrong_fields(refusal.value) == {"leader_held"}
    done = perform(circular, "hold_interview", interview(hall, leader_held="on"), by=hall.leader)
    assert "将调整排班" in done.dossier.papers.get(kind="circular").facts["record"]


@pytest.mark.clause("WS15-05.3-1", "WS15-06.2.3")
def test_the_written_one_before_the_fifteenth(hall):
    hall.confirmed()
    travel("2026-04-14")
    assert [(one.due_on, one.late) for one in written(hall.hall, APRIL)] == [(dt.date(2026, 4, 14), False)]
    circular = draft(hall, "written")
    assert circular.addressed == sorted([hall.unit.pk, hall.other_unit.pk])
    with pytest.raises(WrongState):
        perform(circular, "issue", by=hall.office)
    circular = approved(hall, circular)
    with pytest.raises(NotAllowed):
        perform(circular, "issue", by=hall.leader)
    travel("2026-04-15")
    assert written(hall.hall, APRIL)[0].late
    done = perform(circular, "issue", by=hall.office)
    with pytest.raises(WrongState):
        perform(done, "add_line", {}, by=hall.office)
    copy = CircularCopy.objects.get(dossier__department=hall.unit)
    mine = Dossier.objects.filter(Authority.of(hall.first).readable())
    assert {copy.dossier, done.dossier} <= set(mine)
    with pytest.raises(NotAllowed):
        perform(copy, "read", by=hall.other_first)
    with pytest.raises(NotAllowed):
        perform(CircularCopy, "send", by=hall.office, parent=done, department=hall.unit)
    assert perform(copy, "read", by=hall.first).read_at
    assert written(hall.hall, APRIL)[0].words == "04-15逾期"


@pytest.mark.clause("WS15-04.1", "WS15-04.5", "WS15-04.6", "WS15-04.4")
def test_the_month_is_drafted_from_the_records(hall):
    patrol = hall.begin()
    hall.find(patrol=patrol)
    perform(patrol, "close", {}, by=hall.office)
    hall.confirmed(level="typical")
    hall.line("findings", ground="told_once", on="2026-03-09", content="多次告知", reference="巡查")
    award = {"on": "2026-03-09", "period": "一季度", "ground": "群众送锦旗"}
    hall.register("commendation", by=hall.leader, unit=hall.other_unit.pk, **award)
    travel("2026-04-02")
    told = {one["title"]: one["lines"] for one in draft(hall, "written").sections}
    daily = told["服务窗口（含前后台）日常管理情况"]
    assert daily[:3] == [
        "开展巡查1次：日常巡查1次。",
        "发现问题2个：一般问题1个，典型问题1个；当场纠正0个。",
        "按区域：前台受理区2个。",
    ]
    assert told["投诉、整改反馈等情况"] == ["责令整改1件，已验收0件，逾期1件。"]
    assert told["服务窗口及工作人员评优评先情况"] == ["表彰某旗公安局：群众送锦旗"]
    assert "一次性告知1次" in told["政务服务运行机制落实情况"][0]


@pytest.mark.clause("WS15-06.2.4")
def test_numbers_follow_the_time_without_a_gap(hall):
    papers = [delivered(hall).dossier.papers.get(kind="circular") for _ in range(3)]
    assert [one.serial for one in papers] == [1, 2, 3]
    assert papers[2].number == "督查通报〔2026〕3号"


@pytest.mark.clause("WS15-05.3-4")
def test_the_urgent_one_goes_out_with_the_report_to_the_discipline_group(hall):
    finding = perform(hall.confirmed(), "call_grave", {"ground": "影响恶劣"}, by=hall.leader)
    with pytest.raises(Invalid):
        draft(hall, "urgent")
    circular = approved(hall, draft(hall, "urgent", finding=finding.pk))
    assert circular.addressed == [hall.unit.pk]
    with pytest.raises(Objected, match="纪检监察组"):
        perform(circular, "issue", by=hall.office)
    clue = {"source": finding.pk, "receiver": "group", "authority": "派驻纪检监察组", "summary": "拒不整改"}
    with pytest.raises(NotAllowed):
        perform(Referral, "refer", clue, by=hall.office, hall=hall.hall)
    referral = perform(Referral, "refer", clue, by=hall.leader, hall=hall.hall)
    done = perform(now(circular), "issue", by=hall.office)
    assert done.issued_on == referral.on
    assert not Finding.objects.get(pk=finding.pk).limits_of("urgent")
