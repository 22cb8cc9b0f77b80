"""A rush is foreseen: the plan, its checks, its days (WS12 二(一))."""

from __future__ import annotations

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.clocks.sweep import sweep
from hall.models import RegisterRecord
from hall.people.roles import Role
from staff.models import Task
from tests.factories import make_user, travel
from tests.law.test_suspension import draft as draft_suspension
from tests.windows.desk import Desk, document
from windows.models import PeakPlan
from windows.views.public import peaks_announced
from windows.views.register import rows_of

pytestmark = pytest.mark.django_db
ITEMS = ["devices", "systems", "network", "guides", "sheets", "supplies"]


@pytest.fixture
def desk(desk_of) -> Desk:
    desk = desk_of("WS")
    desk.second = make_user("李咨询", (Role.WINDOW_CLERK, desk.hall, desk.department))
    desk.third = make_user("王咨询", (Role.WINDOW_CLERK, desk.hall, desk.department))
    desk.all_windows = desk.windows(2)
    return desk


def draft(desk: Desk, **changes) -> PeakPlan:
    """From Monday 2026-03-16."""
    data = {
        "cause": "政策",
        "matters": [desk.matter.pk],
        "begins_on": "2026-03-16",
        "ends_on": "2026-03-20",
        "duties": "钱首代；总负责\n李咨询；现场调度",
        "reported_on": "2026-03-06",
        "reinforcements": "从机关抽调三人",
        "publicity": "公众号、广播",
        "needed": "身份证、营业执照",
        "flow": "取号后到任一窗口",
        "online": "政务服务网可办",
        "order_staff": "张某",
        "crowd_staff": "刘某",
        "enquiry_staff": "陈某",
        "technician": "赵工 0477-7213456",
        "risks": "人员聚集；分时段叫号；王某",
        "daily_max": "260",
        "extended": "8时到岗，下班后办完已取号的",
    } | changes
    scope = {"hall": desk.hall, "department": desk.department}
    return perform(PeakPlan, "draft", data, by=desk.first, **scope)


def filed(desk: Desk) -> PeakPlan:
    return perform(draft(desk), "file", by=desk.first)


def check(desk: Desk, plan: PeakPlan, *items: str) -> PeakPlan:
    data = {"items": list(items), "checker": "赵工", "on": "2026-03-09"}
    return perform(plan, "inspect", data, by=desk.first)


def again(plan: PeakPlan) -> PeakPlan:
    return PeakPlan.objects.select_related("dossier").get(pk=plan.pk)


@pytest.mark.clause("WS12-2.1.1-1")
def test_a_plan_has_its_duties_and_its_paper(desk):
    for duties in ("", "都来"):
        with pytest.raises(Invalid, match="至少列明一人"):
            draft(desk, duties=duties)
    rows = filed(desk).dossier.papers.get().facts["rows"]
    assert [row["label"] for row in rows][:4] == ["部门", "成因", "预计时段", "职责分工"]
    assert len(rows) == 10


@pytest.mark.clause("WS12-1", "WS12-2.1.1-1")
def test_the_causes_are_those_of_the_regulation(desk):
    with pytest.raises(Invalid, match="写明具体原因"):
        draft(desk, cause="其他")
    scope = {"hall": desk.hall, "department": desk.department}
    with pytest.raises(NotAllowed):
        perform(PeakPlan, "draft", {}, by=desk.office, **scope)
    with pytest.raises(NotAllowed):
        perform(draft(desk), "amend", {}, by=desk.office)


@pytest.mark.clause("WS12-2.1.1-2")
def test_the_parent_department_has_been_told(desk):
    with pytest.raises(Invalid, match="已报派驻部门"):
        draft(desk, reported_on="")
    with pytest.raises(Invalid, match="不能晚于今天"):
        draft(desk, reported_on="2026-03-12")
    with pytest.raises(NotAllowed):
        perform(draft(desk), "file", by=desk.other_first)


@pytest.mark.clause("WS12-2.1.1-3")
@pytest.mark.parametrize(("today", "late"), [("2026-03-12", False), ("2026-03-13", True)])
def test_two_working_days_ahead_or_flagged(desk, today, late):
    plan = draft(desk)
    travel(today)
    with pytest.raises(NotAllowed):
        perform(plan, "file", by=desk.office)
    plan = perform(plan, "file", by=desk.first)
    assert (plan.late, "迟报" in plan.dossier.attention) == (late, late)


@pytest.mark.clause("WS12-2.1.1-4")
def test_each_supporting_department_gets_its_task(desk):
    plan = filed(desk)
    part = {"department": desk.other.pk, "content": "借用两台叫号屏", "due_on": "2026-03-13"}
    for stranger in (desk.first, make_user("分管领导", (Role.DEPARTMENT_LEADER, desk.hall))):
        with pytest.raises(NotAllowed):
            perform(plan, "coordinate", part, by=stranger)
    perform(plan, "coordinate", part, by=desk.office)
    task = Task.objects.get()
    assert (task.receiver, task.due_on.isoformat()) == (desk.other_first, "2026-03-13")


@pytest.mark.clause("WS12-2.1.2-1", "WS12-2.1.2-2")
def test_the_notice_is_public_once_it_is_publicised(desk, client):
    plan = filed(desk)
    assert peaks_announced(desk.hall) == []
    with pytest.raises(NotAllowed):
        perform(plan, "publish", {"channels": "公众号；2026-03-10；链接"}, by=desk.office)
    perform(plan, "publish", {"channels": "公众号；2026-03-10；链接"}, by=desk.first)
    page = client.get("/board/").content.decode()
    for told in (
        "食品经营许可",
        "身份证、营业执照",
        "取号后到任一窗口",
        "B01号窗口、B02号窗口",
        "政务服务网可办",
    ):
        assert told in page
    assert "7213456" not in page


@pytest.mark.clause("WS12-2.1.3-1", "WS12-2.1.3-2")
def test_ready_means_all_checked(desk):
    plan = filed(desk)
    with pytest.raises(NotAllowed):
        perform(plan, "inspect", {"items": ITEMS, "checker": "赵工", "on": "2026-03-09"}, by=desk.office)
    plan = check(desk, plan, "devices", "systems", "network")
    assert (plan.state, plan.unchecked) == (PeakPlan.State.FILED, ["办事指南", "表册资料", "证件文具"])
    assert check(desk, plan, "guides", "sheets", "supplies").state == PeakPlan.State.READY
    assert plan.checks["devices"] == {"by": "赵工", "on": "2026-03-09"}


@pytest.mark.clause("WS12-2.1.3-3")
def test_a_technician_is_on_call(desk):
    with pytest.raises(Invalid, match="技术人员"):
        draft(desk, technician="")


@pytest.mark.clause("WS12-2.1.4")
def test_risks_are_answered_for_by_name_and_by_the_first_representative(desk):
    for risks in ("", "人多；多开窗口"):
        with pytest.raises(Invalid, match="风险；措施；责任人"):
            draft(desk, risks=risks)
    clerk = make_user("本部门窗口", (Role.WINDOW_CLERK, desk.hall, desk.department))
    with pytest.raises(NotAllowed):
        perform(draft(desk), "file", by=clerk)


@pytest.mark.clause("WS12-2.1.6-1")
@pytest.mark.parametrize("nobody", ["order_staff", "crowd_staff", "enquiry_staff"])
def test_somebody_keeps_order_guides_and_answers(desk, nobody):
    with pytest.raises(Invalid, match="至少一名"):
        draft(desk, **{nobody: ""})


@pytest.mark.clause("WS12-2.1.5-1")
def test_in_a_peak_no_window_closes_and_no_business_stops(desk):
    window, _ = desk.all_windows
    plan = filed(desk)
    with pytest.raises(NotAllowed):
        perform(plan, "begin", by=desk.first)  # its day does
    with pytest.raises(Objected, match="须开放全部窗口"):
        desk.file(window, "2026-03-20", "2026-03-23")
    desk.counter, desk.machine = window, window.place
    suspension = draft_suspension(desk, machines=[])
    with pytest.raises(Objected, match="不能停办业务"):
        perform(suspension, "file", {}, by=desk.first, files={"scan": document()})
    perform(plan, "withdraw", {"reason": "政策推迟"}, by=desk.first)
    assert desk.file(window, "2026-03-20", "2026-03-23").pk


@pytest.mark.clause("WS12-2.1.5-1")
def test_a_window_that_is_shut_when_the_peak_begins_shows_red(desk):
    window, other = desk.all_windows
    desk.approve(desk.file(window, "2026-03-11", "2026-03-18"))
    travel("2026-03-11 00:00:01")
    sweep()
    plan = filed(desk)
    travel("2026-03-16 00:00:01")
    assert sweep().failed == 0
    plan = again(plan)
    assert plan.state == PeakPlan.State.RUNNING
    assert "未开放的窗口：B01号窗口" in plan.dossier.attention
    assert {row.window.pk: row.red for row in rows_of(desk.hall)} == {window.pk: True, other.pk: False}
    with pytest.raises(NotAllowed):
        perform(plan, "end", by=desk.office)


@pytest.mark.clause("WS12-2.1.2-1", "WS12-2.1.5-1")
def test_what_is_not_ready_on_the_first_day_is_shown(desk):
    plan = filed(desk)
    travel("2026-03-16 00:00:01")
    sweep()
    shown = again(plan).dossier.attention
    assert "未宣传" in shown
    assert "尚未检查、备齐设备" in shown


@pytest.mark.clause("WS12-2.1.7-1")
def test_the_review_says_whether_everybody_with_a_number_was_served(desk):
    plan = filed(desk)
    travel("2026-03-21 00:00:01")
    sweep()
    plan = again(plan)
    assert plan.state == PeakPlan.State.OVER
    with pytest.raises(NotAllowed):
        perform(plan, "review_peak", {"review": "平稳"}, by=desk.office)
    plan = perform(plan, "review_peak", {"review": "最后一日三人未办完"}, by=desk.first)
    assert "没有办完" in plan.dossier.attention


def record(desk: Desk, key: str, data: dict, by=None) -> RegisterRecord:
    scope = {"register": key, "hall": desk.hall, "department": desk.department}
    return perform(RegisterRecord, "record", data, by=by or desk.first, **scope)


@pytest.mark.clause("WS12-2.1.5-2")
def test_who_was_at_the_front_is_recorded_each_half_day(desk):
    data = {"on": "2026-03-09", "half": "morning", "present": [desk.second.pk, desk.third.pk]}
    assert record(desk, "windows.peak_presence", data).facts["half"] == "morning"
    with pytest.raises(NotAllowed):
        record(desk, "windows.peak_presence", data, by=desk.leader)


def extended(desk: Desk, **changes) -> dict:
    window, _ = desk.all_windows
    data = {"on": "2026-03-09", "window": window.pk, "until": "18:10", "waiting": "4", "served": "4"}
    return data | changes


@pytest.mark.clause("WS04-4.4-3", "WS12-2.1.7-1")
def test_after_closing_everybody_is_served_or_it_is_explained(desk):
    assert record(desk, "windows.extended", extended(desk)).facts["served"] == 4
    with pytest.raises(Invalid, match="没有办完的"):
        record(desk, "windows.extended", extended(desk, served="3"))
    assert record(desk, "windows.extended", extended(desk, served="3", explanation="系统中断，约次日")).pk
    with pytest.raises(Invalid, match="不能多于"):
        record(desk, "windows.extended", extended(desk, served="5"))
    with pytest.raises(NotAllowed):
        record(desk, "windows.extended", extended(desk), by=desk.leader)


@pytest.mark.clause("WS04-4.4-3")
def test_extended_hours_come_after_closing_time(desk):
    with pytest.raises(Invalid, match="17:30"):
        record(desk, "windows.extended", extended(desk, until="17:20"))
