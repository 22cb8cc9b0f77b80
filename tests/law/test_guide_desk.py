"""The guide desk: handbook, posts, questions, absences."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hall.acts.door import perform
from hall.acts.offers import offers
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.clocks.sweep import sweep
from hall.models import RegisterRecord
from hall.people.authority import Authority
from hall.registers.register import REGISTERS
from staff.guides.desk import day_plan, most_asked
from staff.guides.handbook import handbooks_of
from staff.models import Handbook, PostLeave, ShortAbsence
from staff.training.selectors import attended
from tests.factories import travel
from windows.finder import find

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 9)


def step_out(world, time: str, back: str = "") -> ShortAbsence:
    travel(f"2026-03-09 {time}")
    out = perform(ShortAbsence, "step_out", {"reason": "饮水"}, by=world.guide, hall=world.hall)
    if not back:
        return out
    travel(f"2026-03-09 {back}")
    return perform(out, "come_back", by=world.guide)


@pytest.mark.clause("WS05-1.3")
def test_the_latest_handbook_counts_and_the_earlier_stays(staff_of):
    world = staff_of("WS")
    for day in ("2026-03-09", "2026-03-10"):
        travel(day)
        file = SimpleUploadedFile("手册.pdf", b"%PDF-1.4 " + day.encode())
        perform(Handbook, "publish", {}, files={"file": file}, by=world.office, hall=world.hall)
    found = [(one.version, one.issued_on.day) for one in handbooks_of(world.hall)]
    assert found == [(2, 10), (1, 9)]


@pytest.mark.clause("WS05-2.1-2")
def test_a_guide_finds_the_window_and_whether_it_is_open(hall_of):
    world = hall_of("WS")
    [found] = find(world.hall, "食品经营", DAY)
    [window] = found.windows
    assert (found.matter, window.place, window.state) == (world.licence, world.window, "open")
    perform(window, "pause", {"reason": "取材料"}, by=world.clerk, place=world.window)
    assert find(world.hall, "食品经营", DAY)[0].windows[0].state == "paused"


@pytest.mark.clause("WS05-2.2")
def test_the_matters_most_asked_about(hall_of):
    world = hall_of("WS")
    asked = [world.licence] * 3 + [world.instant] * 2
    for matter in asked:
        data = {"on": "2026-03-09", "matter": matter.pk}
        perform(RegisterRecord, "record", data, by=world.office, register="staff.enquiries", hall=world.hall)
    assert most_asked(world.hall, DAY) == [(world.licence, 3), (world.instant, 2)]
    assert most_asked(world.hall, DAY + dt.timedelta(days=31)) == []


@pytest.mark.clause("WS05-6.1")
def test_the_day_plan_shows_empty_posts(staff_of):
    world = staff_of("WS")
    subjects = ["审批业务", "礼仪", "消防安全", "管理制度"]
    course = world.course(world.guide, kind="pre_post", subjects=subjects)
    line = perform(attended(world.guide, world.hall).get(), "sign_in", by=world.guide)
    perform(line, "sign_out", by=world.guide)
    perform(course, "hold", by=world.office)
    world.line("roster", person=world.guide.pk, on="2026-03-09", half="am", post="总导询台")
    plan = {(one.name, one.half): one for one in day_plan(world.hall, DAY)}
    assert plan["总导询台", "上午"].guides == ("甲导服",)
    assert {key for key, one in plan.items() if one.empty} == {
        ("总导询台", "下午"),
        ("区域1", "上午"),
        ("区域1", "下午"),
    }


@pytest.fixture
def leave(staff_of):
    world = staff_of("WS")
    data = {"reason": "取药", "replacement": world.guide2.pk}
    return world, perform(PostLeave, "ask", data, by=world.guide, hall=world.hall)


@pytest.mark.clause("WS05-7.2-1")
def test_leaving_the_post_is_agreed_first(leave):
    world, asked = leave
    with pytest.raises(WrongState):
        perform(asked, "go", by=world.guide)
    with pytest.raises(NotAllowed):
        perform(asked, "approve", by=world.guide)
    assert perform(asked, "approve", by=world.office).get_state_display() == "可离岗，等待替岗"
    seen = {
        "person": world.guide.pk,
        "on": "2026-03-09",
        "at": "10:00",
        "seen_by": "巡查组",
        "content": "离岗",
    }
    assert world.line("desertion", by=world.supervisor, **seen).facts["content"] == "离岗"


@pytest.mark.clause("WS05-7.2-2")
def test_nobody_leaves_before_the_replacement_has_taken_over(leave):
    world, asked = leave
    asked = perform(asked, "approve", by=world.office)
    [button] = [one for one in offers(asked, Authority.of(world.guide)) if one.act.name == "go"]
    assert not button.available
    with pytest.raises(Objected, match="尚未到岗交接"):
        perform(asked, "go", by=world.guide)
    with pytest.raises(NotAllowed, match="替岗人员"):
        perform(asked, "take_over", by=world.guide)
    asked = perform(asked, "take_over", by=world.guide2)
    asked = perform(asked, "go", by=world.guide)
    assert perform(asked, "come_back", by=world.guide).state == PostLeave.State.BACK


@pytest.mark.clause("WS05-7.2-3")
def test_a_short_absence_lasts_ten_minutes(staff_of):
    world = staff_of("WS")
    assert step_out(world, "11:10", "11:20").over == 0
    assert step_out(world, "11:30", "11:41").over == 1
    out = step_out(world, "11:50")
    travel("2026-03-09 12:01")
    sweep()
    out.dossier.refresh_from_db()
    assert "超时离岗" in out.dossier.attention


@pytest.mark.clause("WS05-7.2-4")
def test_the_fourth_of_a_day_warns_the_area_leader(staff_of):
    world = staff_of("WS")
    third = [step_out(world, f"{hour}:10", f"{hour}:15") for hour in (11, 14, 15)][-1]
    assert not third.dossier.attention
    assert "第4次" in step_out(world, "16:10").dossier.attention


@pytest.mark.clause("WS05-7.2-5")
def test_none_in_the_peak(staff_of):
    world = staff_of("WS")
    with pytest.raises(Objected, match="咨询高峰期"):
        step_out(world, "09:30")
    assert step_out(world, "11:05").state == ShortAbsence.State.OUT
    with pytest.raises(Objected, match="尚未返岗"):
        step_out(world, "11:08")


@pytest.mark.clause("WS05-7.5-2")
def test_a_crowd_is_logged_with_its_time(staff_of):
    world = staff_of("WS")
    data = {"on": "2026-03-09", "at": "09:40", "post": "区域1", "content": "取号人多，已分流"}
    line = world.line("crowding", by=world.guide, **data)
    assert list(REGISTERS["staff.crowding"].lines(Authority.of(world.office))) == [line]
    assert line.facts["at"] == "09:40:00"
    with pytest.raises(Invalid):
        world.line("crowding", by=world.guide, **data | {"post": "没有的区域"})
