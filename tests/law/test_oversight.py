"""督办、监督建议、明察暗访、业务指导、社会监督、部门考核 (乌审 制度十一、十四；敖汉 4、17；二连 五)."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed
from hall.clocks.ledger import Light
from hall.models import Department
from hall.people.authority import Authority
from hall.people.roles import Role
from hall.timeline.dossier import Dossier
from staff.models import Appraisal
from supervision.assessment.yearly import year_of
from supervision.circulars.drafting import sections
from supervision.circulars.period import month_before
from supervision.models import (
    Check,
    Guidance,
    JointMeeting,
    Oversight,
    SocialReport,
    SocialSupervisor,
)
from supervision.oversight.meeting import quarters_without
from supervision.oversight.reports import busiest, by_channel, running, supervised
from tests.cases_factory import CaseHall
from tests.factories import at, make_department, make_user, travel
from tests.law.ask import wrong_fields
from tests.law.patrol_hall import PatrolHall

MARCH = (dt.date(2026, 3, 1), dt.date(2026, 3, 31))


@pytest.fixture
def hall(calendar) -> PatrolHall:
    return PatrolHall()


def item(hall, **changes) -> dict:
    return {
        "kind": "drive",
        "subject": "service",
        "channel": "hall",
        "responsible": hall.clerk.pk,
        "fact": "服务质量差",
        "basis": "WS11-05",
        "advice": "一周内改进服务",
        "due_on": "2026-03-16",
    } | changes


def opened(hall, by=None, **changes) -> Oversight:
    return perform(
        Oversight, "open", item(hall, **changes), by=by or hall.leader, hall=hall.hall, department=hall.unit
    )


@pytest.mark.clause("WS11-05")
def test_a_matter_driven_stays_open_until_a_leader_accepts(hall):
    finding = hall.find()
    drive = opened(hall, source=finding.pk)
    limit = drive.dossier.runs.get().limits.get()
    assert (drive.source, limit.due_on) == (finding.dossier, dt.date(2026, 3, 16))
    assert limit.light(at("2026-03-17 09:00")) == Light.RED
    for stranger in (hall.colleague, hall.office):
        with pytest.raises(NotAllowed):
            perform(drive, "reply", {"outcome": "已改进"}, by=stranger)
    drive = perform(drive, "reply", {"outcome": "已改进"}, by=hall.clerk)
    for nobody in (hall.office, hall.clerk):
        with pytest.raises(NotAllowed):
            perform(drive, "accept", {"verdict": "合格"}, by=nobody)
    with pytest.raises(NotAllowed):
        perform(drive, "send_back", {"reason": "未改", "due_on": "2026-03-20"}, by=hall.office)
    drive = perform(drive, "send_back", {"reason": "未改", "due_on": "2026-03-20"}, by=hall.leader)
    drive = perform(drive, "reply", {"outcome": "已彻底改进"}, by=hall.first)
    assert perform(drive, "accept", {"verdict": "合格"}, by=hall.leader).state == "accepted"
    own = perform(opened(hall, responsible=hall.leader.pk), "reply", {"outcome": "好"}, by=hall.first)
    with pytest.raises(NotAllowed):
        perform(own, "accept", {"verdict": "好"}, by=hall.leader)


@pytest.mark.clause("WS14-03-1", "WS14-05")
def test_every_piece_has_a_subject_and_a_clause(hall):
    for wrong in ({"subject": "weather"}, {"basis": ""}):
        with pytest.raises(Invalid) as refusal:
            opened(hall, **wrong)
        assert wrong_fields(refusal.value) == set(wrong)
    for subject in ("entry", "process", "handling", "service"):
        assert opened(hall, subject=subject).subject == subject
    for nobody in (hall.first, hall.clerk, hall.guide):
        with pytest.raises(NotAllowed):
            opened(hall, by=nobody)


@pytest.mark.clause("WS14-03-2", "AH-4.3b")
def test_advice_is_a_paper_and_waits_for_its_reply(hall):
    advice = opened(hall, by=hall.office, kind="advice")
    told = advice.dossier.papers.get(kind="supervision_advice").facts
    assert (told["addressee"], told["due_on"]) == ("某旗市场监督管理局", "2026-03-16")
    assert advice.get_state_display() == "未办结"
    with pytest.raises(NotAllowed):
        perform(advice, "reply", {"outcome": "已办"}, by=hall.other_first)
    with pytest.raises(Invalid):
        perform(advice, "reply", {}, by=hall.first)
    assert perform(advice, "reply", {"outcome": "已办"}, by=hall.first).outcome == "已办"
    assert not opened(hall).dossier.papers.exists()


@pytest.mark.clause("WS14-04")
def test_the_five_channels_are_counted(hall):
    opened(hall), opened(hall, channel="hotline"), opened(hall, channel="hotline")
    assert by_channel(hall.hall, *MARCH) == {
        "大厅": 1,
        "一体化平台": 0,
        "蒙速办": 0,
        "12345": 2,
        "自助终端": 0,
    }
    with pytest.raises(NotAllowed):
        opened(hall, by=hall.chief, channel="machine")


@pytest.mark.clause("WS14-02")
def test_all_three_kinds_of_body_are_supervised(hall):
    make_department(hall.hall, "某旗供电公司", "电", kind=Department.Kind.PUBLIC_SERVICE)
    make_department(hall.hall, "某旗消防大队", "消", kind=Department.Kind.AUTHORISED)
    found = {str(unit): body for unit, body in supervised(hall.hall)}
    assert found["某旗供电公司"] == "公共服务企事业单位"
    assert found["某旗消防大队"] == "法律法规授权组织"
    assert found["某旗公安局"] == "政府部门"


@pytest.mark.clause("EL-5.2")
def test_a_meeting_opens_a_task_for_each_item_and_a_quarter_without_is_named(hall):
    data = {"on": "2026-03-09", "units": [hall.unit.pk], "content": "分析退件"}
    items = {"item_0": "修订受理清单", "owner_0": hall.clerk.pk, "due_0": "2026-03-20"}
    items |= {"item_1": "补充样本", "owner_1": hall.other_clerk.pk, "due_1": "2026-03-23"}
    with pytest.raises(Invalid) as refusal:
        perform(JointMeeting, "hold", data | items | {"due_1": ""}, by=hall.office, hall=hall.hall)
    assert wrong_fields(refusal.value) == {"due_1"}
    with pytest.raises(NotAllowed):
        perform(JointMeeting, "hold", data, by=hall.first, hall=hall.hall)
    meeting = perform(JointMeeting, "hold", data | items, by=hall.office, hall=hall.hall)
    tasks = Oversight.objects.filter(dossier__parent=meeting.dossier).order_by("pk")
    assert [(one.responsible, one.due_on.day, one.dossier.department, one.state) for one in tasks] == [
        (hall.clerk, 20, hall.unit, "open"),
        (hall.other_clerk, 23, hall.other_unit, "open"),
    ]
    travel("2026-07-01")
    assert quarters_without(hall.hall, 2026) == [2]


@pytest.mark.clause("WS14-09.1")
def test_a_secret_visit_is_unknown_to_the_department_until_published(hall):
    data = {"method": "secret", "on": "2026-03-09", "content": "窗口推诿"}

    def material():
        return {"material": SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")}

    with pytest.raises(Invalid) as refusal:
        perform(Check, "record", data, by=hall.bureau, hall=hall.hall)
    assert wrong_fields(refusal.value) == {"material"}
    with pytest.raises(NotAllowed):
        perform(Check, "record", data, files=material(), by=hall.first, hall=hall.hall)
    check = perform(Check, "record", data, files=material(), by=hall.bureau, hall=hall.hall)

    def sees(user) -> bool:
        return Dossier.objects.filter(Authority.of(user).readable(), pk=check.pk).exists()

    assert sees(hall.supervisor)
    assert not any(sees(one) for one in (hall.first, hall.clerk, hall.guide))
    with pytest.raises(NotAllowed):
        perform(check, "publish", item(hall, unit=hall.unit.pk), by=hall.first)
    perform(check, "publish", item(hall, unit=hall.unit.pk, kind="advice"), by=hall.bureau)
    assert sees(hall.first)
    assert not sees(hall.other_first)


@pytest.mark.clause("WS14-11-1", "WS14-11-2")
def test_a_social_supervisor_reports_within_the_term(hall):
    citizen = make_user("马监督")
    term = {
        "person": citizen.pk,
        "begins_on": "2026-03-10",
        "ends_on": "2026-03-31",
        "qualities": "人大代表，作风正派",
    }
    seen = {"kind": "problem", "content": "叫号屏看不清", "truthful": "on"}

    def report(**changes):
        return perform(SocialReport, "report", seen | changes, by=citizen, hall=hall.hall)

    with pytest.raises(NotAllowed):
        perform(SocialSupervisor, "appoint", term, by=hall.office, hall=hall.hall)
    perform(SocialSupervisor, "appoint", term, by=hall.bureau, hall=hall.hall)
    with pytest.raises(NotAllowed):
        report()
    travel("2026-03-31")
    with pytest.raises(Invalid):
        report(truthful="")
    told = report()
    hall.find()
    readable = Dossier.objects.filter(Authority.of(citizen).readable())
    assert {one.kind for one in readable} == {"supervision.socialreport"}
    with pytest.raises(NotAllowed):
        perform(told, "handle", {"answer": "已调亮"}, by=hall.first)
    assert perform(told, "handle", {"answer": "已调亮"}, by=hall.office).state == "answered"
    with pytest.raises(NotAllowed):
        perform(SocialReport, "report", seen, by=hall.clerk, hall=hall.hall)
    travel("2026-04-01")
    with pytest.raises(NotAllowed):
        report()


@pytest.mark.clause("AH-4.8", "WS14-06-3")
def test_the_busiest_matters_and_how_each_ran(calendar):
    cases = CaseHall("WS")
    for _ in range(2):
        cases.accept(cases.receive())
    (line,) = running(cases.hall, *MARCH)
    assert (line.accepted, line.done, line.in_time) == (2, 0, None)
    ((matter, count),) = busiest(cases.hall, *MARCH)
    assert (matter, count) == (line.matter, 2)
    travel("2026-04-02")
    told = [text for one in sections(cases.hall, month_before(dt.date(2026, 4, 2))) for text in one["lines"]]
    assert f"{matter}：受理2件，办结0件，投诉0件。" in told
    office = cases.office
    clerk, proposal = (
        cases.clerk,
        {
            "kind": "improvement",
            "subject": "process",
            "channel": "hall",
            "matter": matter.pk,
            "responsible": cases.clerk.pk,
            "fact": "业务量最大",
            "basis": "AH-4.8",
            "advice": "流程再造",
            "due_on": "2026-04-30",
        },
    )
    with pytest.raises(NotAllowed):
        perform(Oversight, "open", proposal, by=clerk, hall=cases.hall, department=cases.department)
    made = perform(Oversight, "open", proposal, by=office, hall=cases.hall, department=cases.department)
    assert list(matter.oversights.all()) == [made]


@pytest.mark.clause("WS14-06-1b")
def test_guidance_on_a_case_is_signed_for_and_never_edited(calendar):
    cases = CaseHall("WS")
    case = cases.accept(cases.receive())
    for nobody in (cases.clerk, cases.first):
        with pytest.raises(NotAllowed):
            perform(Guidance, "give", {"content": "可容缺"}, by=nobody, parent=case)
    note = perform(Guidance, "give", {"content": "材料可以共享，不必再收"}, by=cases.office, parent=case)
    assert (note.on, note.dossier.department) == (dt.date(2026, 3, 9), cases.department)
    assert Dossier.objects.filter(Authority.of(cases.office).readable(), pk=case.pk).exists()
    assert {name for name, one in Guidance.acts().items() if one.starts_from("given")} >= {"sign"}
    with pytest.raises(NotAllowed):
        perform(note, "sign", by=cases.office)
    assert perform(note, "sign", by=cases.first).state == "signed"
    with pytest.raises(NotAllowed):
        perform(case, "approve", {}, by=cases.office)


@pytest.mark.clause("AH-17", "EL-5.5", "DL-25.2")
def test_the_year_has_a_row_for_every_department(hall):
    points = dict.fromkeys(
        (
            "staffing",
            "rules",
            "updates",
            "standards",
            "advice",
            "knowledge",
            "process",
            "satisfaction",
            "innovation",
        ),
        "good",
    )
    sheet = {"on": "2026-03-09", "unit": hall.unit.pk, "note": "现场督查"} | points | {"updates": "poor"}
    with pytest.raises(NotAllowed):
        hall.register("inspection", by=hall.first, **sheet)
    with pytest.raises(NotAllowed):
        hall.register("inspection", by=make_user("管机器", (Role.SYSADMIN, hall.hall)), **sheet)
    with pytest.raises(Invalid) as refusal:
        hall.register("inspection", by=hall.bureau, **sheet | {"innovation": ""})
    assert wrong_fields(refusal.value) == {"innovation"}
    hall.register("inspection", by=hall.bureau, **sheet)
    hall.confirmed()
    scores = {f"score_{n}": 18 for n in range(5)}
    data = {"year": 2026, "grade": "excellent", "opinion": "全年无差错"} | scores
    perform(Appraisal, "draw_up", data, by=hall.office, hall=hall.hall, department=hall.unit)
    rows = {str(one.department): one for one in year_of(hall.hall, 2026)}
    own, other = rows["某旗市场监督管理局"], rows["某旗公安局"]
    assert (own.missing, own.opinion, own.inspections, own.poor, own.problems) == (
        False,
        "全年无差错",
        1,
        1,
        1,
    )
    assert own.score > 0
    assert other.missing
    travel("2026-04-02")
    told = [text for one in sections(hall.hall, month_before(dt.date(2026, 4, 2))) for text in one["lines"]]
    assert any(text.startswith("督查某旗市场监督管理局：人员到位好") for text in told)
