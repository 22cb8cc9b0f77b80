"""巡查: who walks, what they look at, how often (乌审 制度十)."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.people.roles import Role
from supervision.models import Defect, Finding, Patrol
from supervision.patrols.checklist import checklist
from supervision.patrols.people import under_patrol
from supervision.patrols.quotas import patrolled_days, quotas, unpatrolled
from supervision.patrols.summary import summary
from tests.factories import make_department, make_place, make_user, travel
from tests.law.ask import wrong_fields
from tests.law.patrol_hall import PatrolHall


@pytest.fixture
def hall(calendar) -> PatrolHall:
    return PatrolHall()


PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 32


@pytest.mark.clause("WS10-1.0")
def test_only_the_five_groups_walk(hall):
    with pytest.raises(Invalid) as refusal:
        hall.begin(hall.office, hall.clerk)
    assert wrong_fields(refusal.value) == {"members"}
    with pytest.raises(Invalid):
        hall.begin(by=hall.office, members=[])
    with pytest.raises(Invalid):
        hall.register("patrol_roster", on="2026-03-10", kind="daily", people=[hall.clerk.pk])
    for nobody in (hall.clerk, hall.guide):
        with pytest.raises(NotAllowed):
            hall.register("model_staff", by=nobody, person=hall.clerk.pk, on="2026-03-09", content="标兵")
        with pytest.raises(NotAllowed):
            hall.register("patrol_roster", by=nobody, on="2026-03-10", kind="daily", people=[hall.office.pk])
    hall.register("model_staff", person=hall.clerk.pk, on="2026-03-09", content="服务标兵")
    hall.register("patrol_roster", on="2026-03-10", kind="daily", people=[hall.clerk.pk])
    patrol = hall.begin(hall.office, hall.clerk, hall.leader, hall.bureau, hall.first, hall.guide)
    assert len(patrol.members) == 6


@pytest.mark.clause("WS10-1.2-1")
def test_a_joint_patrol_has_the_office_and_two_departments_of_two(hall):
    lone = make_department(hall.hall, "某旗林业局", "林")
    lone_first = make_user("独首代", (Role.FIRST_REPRESENTATIVE, hall.hall, lone))
    joint = {"kind": "joint", "methods": ["camera", "site"]}
    for members in (
        (hall.first, hall.other_first),  # no office
        (hall.office, hall.first),  # one department
        (hall.office, hall.first, hall.other_first, lone_first),  # one of a department with one person
    ):
        with pytest.raises(Invalid) as refusal:
            hall.begin(*members, by=hall.office, **joint)
        assert wrong_fields(refusal.value) == {"members"}
    assert hall.begin(hall.office, hall.first, hall.other_first, **joint).is_joint


@pytest.mark.clause("WS10-1.3-1", "WS10-1.3-2")
def test_a_leader_leads_and_a_merged_one_counts_twice(hall):
    with pytest.raises(Invalid) as refusal:
        hall.begin(hall.office, kind="leader")
    assert wrong_fields(refusal.value) == {"members"}
    march = dt.date(2026, 3, 1)
    assert [one.words for one in quotas(hall.hall, march)] == ["0/2 进行中", "0/1 进行中"]
    hall.walked(hall.office, hall.leader, hall.first, hall.other_first, kind="merged")
    assert [one.done for one in quotas(hall.hall, march)] == [1, 1]


@pytest.mark.clause("WS10-1.2-4")
def test_two_joint_patrols_a_month(hall):
    march, team = dt.date(2026, 3, 1), (hall.office, hall.first, hall.other_first)
    hall.walked(*team, kind="joint")
    hall.begin(*team, kind="joint")  # still walking
    travel("2026-04-01")
    joint, led = quotas(hall.hall, march)
    assert (joint.words, joint.missed, led.missed) == ("1/2 未达标", True, True)
    travel("2026-03-20")
    hall.walked(*team, kind="joint")
    assert quotas(hall.hall, march)[0].words == "2/2 达标"


@pytest.mark.clause("WS10-1.1-1")
def test_a_working_day_without_a_patrol_is_listed(hall):
    hall.walked()
    travel("2026-03-10")
    hall.walked(hall.office, hall.leader, kind="leader")
    travel("2026-03-11")
    first, today = dt.date(2026, 3, 9), dt.date(2026, 3, 11)
    assert unpatrolled(hall.hall, first, today) == []
    travel("2026-03-16")  # Monday: Wednesday to Friday were missed, the weekend is none
    missed = unpatrolled(hall.hall, first, dt.date(2026, 3, 31))
    assert missed == [dt.date(2026, 3, day) for day in (11, 12, 13)]
    assert patrolled_days(hall.hall, dt.date(2026, 3, 1)) == (2, 10)


@pytest.mark.clause("WS10-1.1-2", "WS10-4.3")
def test_the_blue_vests_keep_to_their_area(hall):
    hall.line("roster", person=hall.guide.pk, on="2026-03-09", half="am", post="区域1")
    for wrong in ({"area": "总导询台"}, {"area": "", "kind": "daily"}):
        with pytest.raises(Invalid):
            hall.begin(hall.guide, **{"kind": "area"} | wrong)
    patrol = hall.begin(hall.guide, kind="area", area="区域1")
    with pytest.raises(Invalid) as refusal:
        hall.find(by=hall.guide, patrol=patrol, area="总导询台")
    assert wrong_fields(refusal.value) == {"area"}
    finding = hall.find(by=hall.guide, patrol=patrol, area="区域1")
    assert list(patrol.findings.all()) == [finding]


@pytest.mark.clause("WS10-4.2-1")
def test_a_patrol_ends_with_findings_or_the_word_that_there_were_none(hall):
    patrol = hall.begin()
    with pytest.raises(Invalid) as refusal:
        perform(patrol, "close", {}, by=hall.office)
    assert wrong_fields(refusal.value) == {"clean_walk"}
    with pytest.raises(NotAllowed):
        perform(patrol, "close", {"clean_walk": "on"}, by=hall.office2)
    hall.find(patrol=patrol)
    with pytest.raises(Invalid):
        perform(patrol, "close", {"clean_walk": "on"}, by=hall.office)
    closed = perform(patrol, "close", {"note": "总体有序"}, by=hall.office)
    assert closed.began_at
    assert closed.ended_at
    assert closed.members
    assert closed.zones
    with pytest.raises(Objected):
        hall.find(patrol=Patrol.objects.get(pk=patrol.pk))


@pytest.mark.clause("WS10-3.2", "WS10-3.4", "WS10-3.6", "WS10-3.10")
def test_the_checklist_has_a_row_for_everything_looked_at(hall):
    rows = [one for group in checklist(hall.hall, dt.date(2026, 3, 9)).values() for one in group]
    texts = {(one.clause, one.text) for one in rows}
    for text in ("服务态度", "好差评评价情况", "叫号办理", "提醒群众评价"):
        assert ("WS10-3.2", text) in texts
    assert {text for clause, text in texts if clause == "WS10-3.4"} == {
        "环境整洁",
        "用品按标准摆放",
        "台面整理",
        "便民盒物品",
        "一次性告知单完整",
    }
    assert {"着装", "坐姿", "形象", "工牌佩戴"} <= {text for clause, text in texts if clause == "WS10-3.6"}
    assert {"首问责任", "一次性告知", "延时服务", "免费打印复印"} <= {
        text for clause, text in texts if clause == "WS10-3.10"
    }
    patrol = hall.begin()
    with pytest.raises(Invalid):
        perform(patrol, "tick", {"group_0": ["attitude"], "looked_at": ["1"]}, by=hall.office)
    ticked = perform(patrol, "tick", {"group_0": ["attitude"], "looked_at": ["0"]}, by=hall.office)
    assert ticked.checks == {"looked_at": ["服务态度和评价"], "problems": ["attitude"]}


@pytest.mark.clause("WS10-3.6")
def test_the_emblem_is_asked_of_members_only(hall):
    with pytest.raises(Invalid) as refusal:
        hall.find(item="party_emblem", person=hall.clerk.pk, problem="appearance")
    assert wrong_fields(refusal.value) == {"item"}


@pytest.mark.clause("WS10-2")
def test_everybody_posted_may_be_looked_at_and_nobody_else(hall):
    left = make_user("离岗")
    found = set(under_patrol(hall.hall, dt.date(2026, 3, 9)))
    assert {hall.clerk, hall.guide, hall.first} <= found
    assert not {left, hall.leader} & found
    with pytest.raises(Invalid):
        hall.find(person=left.pk)
    assert hall.find(department=None, person=hall.guide.pk).person == hall.guide


@pytest.mark.clause("WS10-3.0", "WS10-1.2-3", "WS10-1.2-2", "WS14-09.3")
def test_where_and_how_it_was_seen(hall):
    for wrong in ({"floor": "4层"}, {"zone": "roof"}):
        with pytest.raises(Invalid) as refusal:
            hall.find(**wrong)
        assert wrong_fields(refusal.value) == set(wrong)
    with pytest.raises(Invalid) as refusal:
        hall.find(source="camera")
    assert wrong_fields(refusal.value) == {"camera", "clip_at"}
    seen = hall.find(source="camera", camera="C12", clip_at="2026-03-09 09:40", zone="back")
    assert (seen.camera, seen.zone, seen.floor) == ("C12", "back", "1层")
    assert hall.begin(methods=["site", "camera"]).methods == ["site", "camera"]
    with pytest.raises(NotAllowed):
        perform(
            Patrol,
            "begin",
            {"kind": "daily", "methods": ["site"], "members": [hall.office.pk]},
            by=hall.clerk,
            hall=hall.hall,
        )


@pytest.mark.clause("WS10-3.3")
def test_somebody_on_leave_has_not_deserted(hall):
    from staff.models import Leave

    leave = perform(
        Leave,
        "ask",
        {"kind": "病假", "begins_on": "2026-03-10", "ends_on": "2026-03-10", "reason": "看病"},
        by=hall.clerk,
        hall=hall.hall,
        department=hall.unit,
    )
    while leave.state == "asked":
        role = leave.chain[leave.chain_step]
        by = {"first_representative": hall.first, "hall_office": hall.office, "hall_leader": hall.leader}[
            role
        ]
        leave = perform(leave, "approve", {}, by=by)
    travel("2026-03-10")
    with pytest.raises(Invalid) as refusal:
        hall.find(problem="deserted", person=hall.clerk.pk)
    assert wrong_fields(refusal.value) == {"on_leave_known"}
    assert hall.find(problem="deserted", person=hall.colleague.pk)


@pytest.mark.clause("WS10-3.5", "EL-4.1i", "AH-15.2")
def test_noted_with_a_photo_put_right_on_the_spot_by_centre_and_department(hall):
    photo = {"photo": SimpleUploadedFile("a.png", PNG)}
    finding = hall.find(corrected="on", files=photo, person=hall.clerk.pk)
    assert finding.corrected_at
    assert finding.photo.name.endswith(".png")
    with pytest.raises(NotAllowed):
        hall.find(by=hall.clerk)
    own = hall.find(by=hall.first, problem="intake", source="department", unit_inspector=hall.colleague.pk)
    assert (own.noted_by, own.unit_inspector) == (hall.first, hall.colleague)
    with pytest.raises(NotAllowed):
        hall.find(by=hall.other_first, problem="intake")


@pytest.mark.clause("WS10-3.7", "WS10-3.9")
def test_what_does_not_work_stays_open_until_a_day_puts_it_right(hall):
    machine = make_place(hall.hall, "ZZ1", "self_service")
    data = {"kind": "machine", "at": machine.pk, "content": "不能打印", "unit": "信息科"}
    with pytest.raises(NotAllowed):
        perform(Defect, "record", data, by=hall.clerk, hall=hall.hall)
    defect = perform(Defect, "record", data, by=hall.office, hall=hall.hall, patrol=hall.begin())
    with pytest.raises(NotAllowed):
        perform(defect, "fix", {"fixed_on": "2026-03-09", "result": "已换墨"}, by=hall.clerk)
    for wrong in ({}, {"fixed_on": "2026-03-08"}, {"fixed_on": "2026-03-10"}):
        with pytest.raises(Invalid):
            perform(defect, "fix", {"result": "已修复"} | wrong, by=hall.guide)
    fixed = perform(defect, "fix", {"fixed_on": "2026-03-09", "result": "已换墨"}, by=hall.office)
    assert fixed.state == "fixed"


@pytest.mark.clause("WS05-7.5-1", "WS10-3.8")
def test_persuasions_are_counted_by_kind_and_area(hall):
    told = {"on": "2026-03-09", "area": "区域1", "kind": "smoking", "count": 2}
    with pytest.raises(NotAllowed):
        hall.register("persuasion", by=hall.clerk, **told)
    with pytest.raises(NotAllowed):
        hall.register("persuasion", by=make_user("管机器", (Role.SYSADMIN, hall.hall)), **told)
    hall.register("persuasion", by=hall.guide, **told)
    hall.register("persuasion", by=hall.guide, **told | {"kind": "bench", "count": 1})
    day = dt.date(2026, 3, 9)
    counts = summary(hall.hall, day, day).persuasions
    assert (counts["劝阻吸烟"], counts["劝阻躺卧休息椅"], counts["引导排队"]) == (2, 1, 0)


@pytest.mark.clause("WS10-4.6")
def test_a_month_summed_up(hall):
    patrol = hall.begin()
    hall.find(patrol=patrol)
    hall.find(patrol=patrol, level="major", zone="public", department="other_unit")
    wrong = hall.find(patrol=patrol)
    perform(wrong, "withdraw", {"reason": "看错了"}, by=hall.office2)
    perform(patrol, "close", {}, by=hall.office)
    made = summary(hall.hall, dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    assert (made.patrols["日常巡查"], made.levels["一般问题"], made.levels["重大问题"]) == (1, 1, 1)
    assert (made.zones["前台受理区"], made.zones["公共区域"]) == (1, 1)
    assert made.departments == {"某旗市场监督管理局": 1, "某旗公安局": 1}
    assert made.lines[0] == "开展巡查1次：日常巡查1次。"
    assert Finding.objects.count() == 3
