"""Pause signs, staff who do not come back, windows taken back and opened again (WS04 五(四), WS13 二(二)3、二(三))."""

from __future__ import annotations

import pytest

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.clocks.sweep import sweep
from hall.models import Entry
from tests.factories import travel
from tests.windows.desk import Desk, document
from windows.evaluator import Face, face_of, takes_ratings
from windows.models import Closure, Restart, SeasonalPlan, Window
from windows.seating import leave, sit

pytestmark = pytest.mark.django_db
State = Window.State


@pytest.fixture
def desk(desk_of) -> Desk:
    return desk_of("WS", "2026-01-05")


def now(window: Window) -> Window:
    return Window.objects.select_related("dossier").get(pk=window.pk)


def closed(desk: Desk, window: Window, first: str, last: str) -> Closure:
    """Approved days ahead, and begun by the day itself."""
    closure = desk.approve(desk.file(window, first, last))
    travel(f"{first} 00:00:01")
    assert sweep().failed == 0
    return Closure.objects.get(pk=closure.pk)


def reclaimed(desk: Desk) -> Window:
    window, *_ = desk.windows(5)
    closure = closed(desk, window, "2026-01-07", "2026-04-30")
    travel("2026-03-02")
    perform(closure, "reclaim", {"reason": "长期关闭"}, by=desk.leader)
    return now(window)


# --- The pause sign -------------------------------------------------------------------------------------------


@pytest.mark.clause("WS04-5.4-3")
def test_a_quarter_of_an_hour_and_no_longer(desk):
    window, _ = desk.windows(2)
    travel("2026-01-05 10:00")
    perform(window, "pause", {"reason": "取材料"}, by=desk.first)
    travel("2026-01-05 10:15")
    sweep()
    assert now(window).dossier.attention == ""
    travel("2026-01-05 10:16")
    assert sweep().failed == 0
    assert "超时离岗" in now(window).dossier.attention
    perform(now(window), "resume", by=desk.first)
    assert now(window).dossier.attention == ""
    assert Entry.objects.filter(dossier=window.dossier, act="overstay").count() == 1


@pytest.mark.clause("WS04-5.4-3")
def test_who_comes_back_in_time_is_not_flagged(desk):
    window, _ = desk.windows(2)
    perform(window, "pause", {"reason": "取材料"}, by=desk.first)
    travel("2026-01-05 10:14")
    perform(now(window), "resume", by=desk.first)
    travel("2026-01-05 11:00")
    sweep()
    assert not Entry.objects.filter(dossier=window.dossier, act="overstay").exists()


@pytest.mark.clause("WS04-5.4-3", "WS04-6.3")
def test_the_sign_is_put_up_by_those_at_the_counter(desk):
    window, _ = desk.windows(2)
    for stranger in (desk.leader, desk.other_first):
        with pytest.raises(NotAllowed):
            perform(window, "pause", {"reason": "取材料"}, by=stranger)


@pytest.mark.clause("WS04-6.3")
def test_the_evaluator_says_at_once_that_nobody_serves(desk):
    window, _ = desk.windows(2)
    assert (face_of(window), takes_ratings(window)) == (Face.SERVING, True)
    window = perform(window, "pause", {"reason": "取材料"}, by=desk.first)
    assert (face_of(window), takes_ratings(window)) == (Face.STOPPED, False)
    window = perform(window, "resume", by=desk.first)
    assert takes_ratings(window)


# --- What only follows ----------------------------------------------------------------------------------------


def nobody_may(desk: Desk, window: Window, act: str) -> None:
    """Not even the hall office: it follows from what was applied for, or from the time."""
    for person in (desk.office, desk.leader, desk.first):
        with pytest.raises(NotAllowed):
            perform(now(window), act, by=person)


@pytest.mark.clause("WS04-5.4-3")
def test_nobody_types_in_an_overstay(desk):
    window, _ = desk.windows(2)
    nobody_may(desk, perform(window, "pause", {"reason": "取材料"}, by=desk.first), "overstay")


@pytest.mark.clause("WS13-2.3-1")
def test_nobody_types_in_an_absence(desk):
    nobody_may(desk, desk.windows(2)[0], "stay_empty")


@pytest.mark.clause("WS13-2.2.2b")
def test_no_window_closes_without_its_application(desk):
    nobody_may(desk, desk.windows(2)[0], "close")


@pytest.mark.clause("WS13-2.3-2")
def test_no_closed_window_is_opened_past_its_closure(desk):
    window, _ = desk.windows(2)
    closed(desk, window, "2026-01-07", "2026-01-09")
    nobody_may(desk, window, "reopen")


@pytest.mark.clause("WS13-2.3-3")
def test_no_window_is_taken_back_past_its_closure(desk):
    window, _ = desk.windows(2)
    closed(desk, window, "2026-01-07", "2026-01-09")
    nobody_may(desk, window, "take_back")


@pytest.mark.clause("WS13-2.3-4", "WS13-2.4-3")
def test_no_spare_window_is_restarted_past_the_application(desk):
    nobody_may(desk, reclaimed(desk), "restart")


# --- After a closure ------------------------------------------------------------------------------------------


@pytest.mark.clause("WS13-2.3-1")
def test_whoever_is_not_back_at_the_next_opening_is_missed(desk):
    window, other = desk.windows(2)
    closed(desk, window, "2026-01-07", "2026-01-09")  # a Friday
    travel("2026-01-10 00:00:01")
    assert sweep().failed == 0
    travel("2026-01-12 08:29")
    sweep()
    assert now(window).dossier.attention == ""
    travel("2026-01-12 08:31")
    assert sweep().failed == 0
    assert "到期未上岗" in now(window).dossier.attention
    assert now(other).dossier.attention == ""


@pytest.mark.clause("WS13-2.3-1")
def test_whoever_sits_there_in_time_is_not_missed(desk):
    window, _ = desk.windows(2)
    closed(desk, window, "2026-01-07", "2026-01-09")
    travel("2026-01-10 00:00:01")
    sweep()
    travel("2026-01-12 08:20")
    sit(desk.clerk, now(window))
    travel("2026-01-12 08:31")
    sweep()
    leave(desk.clerk)
    assert now(window).dossier.attention == ""


def test_closures_back_to_back_leave_no_gap_whoever_is_swept_first(desk):
    window, *_ = desk.windows(2)
    first = desk.approve(desk.file(window, "2026-01-07", "2026-01-09"))
    second = desk.approve(desk.file(window, "2026-01-10", "2026-01-16"))
    travel("2026-01-07 00:00:01")
    sweep()
    travel("2026-01-10 00:00:01")
    perform(Closure.objects.get(pk=second.pk), "begin", by=SYSTEM)  # before the first has been reopened
    assert Closure.objects.get(pk=first.pk).state == Closure.State.REOPENED
    assert now(window).state == State.CLOSED
    assert sweep().failed == 0
    assert now(window).state == State.CLOSED


@pytest.mark.clause("WS13-2.2.1b-1")
def test_the_like_window_is_not_taken_away_while_it_is_leant_on(desk):
    window, like = desk.windows(2)
    closed(desk, window, "2026-01-07", "2026-01-09")
    for act in ("set_aside", "retire"):
        with pytest.raises(Objected, match="其间以下事项由本窗口办理：“食品经营许可”"):
            perform(now(like), act, {"reason": "调整布局"}, by=desk.office)
    travel("2026-01-10 00:00:01")
    sweep()
    assert perform(now(like), "set_aside", {"reason": "调整布局"}, by=desk.office).state == State.SPARE


@pytest.mark.clause("WS13-2.2.1b-1")
def test_a_closure_does_not_begin_once_its_like_window_does_other_work(desk):
    window, like = desk.windows(2)
    closure = desk.approve(desk.file(window, "2026-01-07", "2026-01-09"))
    perform(now(like), "change_matters", {"matters": []}, by=desk.office)
    travel("2026-01-07 00:00:01")
    sweep()
    assert now(window).state == State.OPEN
    assert "没有其他开放的同类窗口" in Closure.objects.get(pk=closure.pk).dossier.attention


# --- Taking back ----------------------------------------------------------------------------------------------


@pytest.mark.clause("WS13-2.3-3")
@pytest.mark.parametrize(("today", "may"), [("2026-02-07", False), ("2026-02-08", True)])
def test_a_window_closed_for_more_than_a_month_may_be_taken_back(desk, today, may):
    window, *_ = desk.windows(5)
    closure = closed(desk, window, "2026-01-07", "2026-04-30")
    travel(today)
    if not may:
        with pytest.raises(Objected, match="未超过1个月"):
            perform(closure, "reclaim", {"reason": "长期关闭"}, by=desk.leader)
        return
    for stranger in (desk.office, desk.first):
        with pytest.raises(NotAllowed):
            perform(closure, "reclaim", {"reason": "长期关闭"}, by=stranger)
    perform(closure, "reclaim", {"reason": "长期关闭"}, by=desk.leader)
    window = now(window)
    assert (window.state, window.reclaimed) == (State.SPARE, True)
    assert not Window.objects.of_department(desk.department).filter(pk=window.pk).exists()


@pytest.mark.clause("WS13-2.3-5")
def test_a_window_of_the_seasons_is_not_taken_back(desk):
    window, *_ = desk.windows(5)
    desk.file_plan(window)
    closure = closed(desk, window, "2026-01-07", "2026-04-30")
    travel("2026-03-10")
    with pytest.raises(Objected, match="年度已备案的窗口使用计划"):
        perform(closure, "reclaim", {"reason": "长期关闭"}, by=desk.leader)


@pytest.mark.clause("WS13-2.3-4")
def test_what_was_taken_back_is_had_again_only_on_application(desk):
    window = reclaimed(desk)
    with pytest.raises(Objected, match="由部门提前填写"):
        perform(window, "bring_back", by=desk.office)
    restart = desk.file_restart(window, "2026-03-16")
    restart = perform(restart, "approve", {"opinion": "同意"}, by=desk.office)
    with pytest.raises(NotAllowed):
        perform(restart, "open", by=desk.office)
    travel("2026-03-16 00:00:01")
    assert sweep().failed == 0
    window = now(window)
    assert (window.state, window.reclaimed) == (State.OPEN, False)
    assert Restart.objects.get().state == Restart.State.OPENED


@pytest.mark.clause("WS13-2.3-4")
@pytest.mark.parametrize(("today", "in_time"), [("2026-03-09", True), ("2026-03-10", False)])
def test_five_working_days_ahead_of_a_monday_is_the_monday_before(desk, today, in_time):
    window = reclaimed(desk)
    travel(today)
    if in_time:
        assert desk.file_restart(window, "2026-03-16").state == Restart.State.SUBMITTED
    else:
        with pytest.raises(Objected, match="最迟于2026年3月9日"):
            desk.file_restart(window, "2026-03-16")


@pytest.mark.clause("WS13-2.3-4", "WS13-2.4-3")
def test_the_department_applies_and_the_hall_office_decides(desk):
    window = reclaimed(desk)
    restart = desk.draft_restart(window, "2026-03-16")
    scan = {"scan": document()}
    for stranger in (desk.office, desk.other_first):
        with pytest.raises(NotAllowed):
            perform(restart, "submit", {}, by=stranger, files=scan)
    restart = perform(restart, "submit", {}, by=desk.first, files={"scan": document()})
    for stranger in (desk.first, desk.leader):
        with pytest.raises(NotAllowed):
            perform(restart, "approve", {"opinion": "同意"}, by=stranger)
    with pytest.raises(NotAllowed):
        perform(Restart, "draft", {}, by=desk.office, parent=window)
    restart = perform(restart, "refuse", {"opinion": "窗口另有安排"}, by=desk.office)
    assert restart.dossier.papers.get().facts["period"] == {"kind": "restart", "text": "自2026年3月16日起"}


# --- Seasons --------------------------------------------------------------------------------------------------


@pytest.mark.clause("WS13-2.4-1")
@pytest.mark.parametrize(("day", "late"), [("2026-02-28", False), ("2026-03-01", True)])
def test_the_years_plan_comes_before_the_first_of_march(desk, day, late):
    window, *_ = desk.windows(2)
    plan = desk.add_season(desk.draft_plan(), window, "2026-09-15", "2026-11-30")
    travel(day)
    plan = perform(plan, "file", by=desk.first)
    assert (plan.late, "逾期报送" in plan.dossier.attention) == (late, late)


@pytest.mark.clause("WS13-2.4-1")
def test_the_plan_has_a_clock_of_its_own_until_it_is_filed(desk):
    plan = desk.draft_plan()
    run = plan.dossier.runs.get(clock="filing")
    assert run.limits.get().due_on.isoformat() == "2026-02-28"
    plan = desk.add_season(plan, desk.windows(1)[0], "2026-09-15", "2026-11-30")
    perform(plan, "file", by=desk.first)
    run.refresh_from_db()
    assert run.ended_at is not None


@pytest.mark.clause("WS13-2.4-2")
def test_what_is_filed_stays_and_a_change_is_the_next_version(desk):
    window, other = desk.windows(2)
    with pytest.raises(Objected):
        perform(desk.draft_plan(), "file", by=desk.first)
    plan = desk.file_plan(window)
    facts = plan.dossier.papers.get().facts
    assert facts["rows"][0]["window"].startswith("B01")
    assert facts["rows"][0]["opens_on"] == "2026-09-15"
    again = desk.draft_plan()
    assert (again.version, again.rows.get().window_id) == (2, window.pk)
    again = desk.add_season(again, other, "2026-06-01", "2026-06-30")
    perform(again, "file", by=desk.first)
    assert SeasonalPlan.objects.get(pk=plan.pk).state == SeasonalPlan.State.SUPERSEDED
    assert plan.rows.count() == 1


@pytest.mark.clause("WS13-2.4-1", "WS13-2.4-2")
def test_the_plan_is_the_departments_own(desk):
    window, *_ = desk.windows(2)
    plan, scope = desk.draft_plan(), {"hall": desk.hall, "department": desk.department}
    row = {"window": window.pk, "opens_on": "2026-09-15", "closes_on": "2026-11-30"}
    row |= {"business": "补贴申报", "staff": "一人"}
    for stranger in (desk.office, desk.other_first):
        with pytest.raises(NotAllowed):
            perform(SeasonalPlan, "draft", {"year": 2026}, by=stranger, **scope)
        with pytest.raises(NotAllowed):
            perform(plan, "add_window", row, by=stranger)
    plan = perform(plan, "add_window", row, by=desk.first)
    for stranger in (desk.office, desk.other_first):
        with pytest.raises(NotAllowed):
            perform(plan, "file", by=stranger)
    plan = perform(plan, "file", by=desk.first)
    with pytest.raises(NotAllowed):
        perform(plan, "supersede", by=desk.first)


@pytest.mark.clause("WS13-2.4-2")
def test_a_season_lies_in_its_year(desk):
    window, *_ = desk.windows(2)
    with pytest.raises(Invalid, match="2026年之内"):
        desk.add_season(desk.draft_plan(), window, "2026-11-01", "2027-03-31")


@pytest.mark.clause("WS13-2.4-1")
def test_only_a_planned_window_rests_and_only_out_of_season(desk):
    window, other = desk.windows(2)
    desk.file_plan(window)
    with pytest.raises(Objected, match="不在本年度已备案"):
        perform(other, "end_season", by=desk.office)
    travel("2026-10-12")
    with pytest.raises(Objected, match="现在应当开放"):
        perform(window, "end_season", by=desk.office)
    travel("2026-12-01")
    with pytest.raises(NotAllowed):
        perform(window, "end_season", by=desk.first)
    assert perform(window, "end_season", by=desk.office).state == State.OFF_SEASON


@pytest.mark.clause("WS13-2.4-3")
@pytest.mark.parametrize(("today", "in_time"), [("2026-03-09", True), ("2026-03-10", False)])
def test_a_season_begins_on_application_five_working_days_ahead(desk, today, in_time):
    window, *_ = desk.windows(2)
    desk.file_plan(window, "2026-03-16", "2026-04-30")
    window = perform(window, "end_season", by=desk.office)
    travel(today)
    if not in_time:
        with pytest.raises(Objected, match="最迟于2026年3月9日"):
            desk.file_restart(window, "2026-03-16")
        return
    restart = perform(desk.file_restart(window, "2026-03-16"), "approve", {"opinion": "同意"}, by=desk.office)
    assert restart.dossier.papers.get().facts["period"]["kind"] == "seasonal"
    travel("2026-03-16 00:00:01")
    assert sweep().failed == 0
    assert now(window).state == State.OPEN


@pytest.mark.clause("WS13-2.4-3")
def test_the_row_of_seasons_is_for_windows_on_the_plan(desk):
    window, other = desk.windows(2)
    desk.file_plan(window)
    window = perform(window, "end_season", by=desk.office)
    again = desk.draft_plan()
    perform(again, "strike", {"row": again.rows.get().pk}, by=desk.first)
    perform(desk.add_season(again, other, "2026-06-01", "2026-06-30"), "file", by=desk.first)
    with pytest.raises(Objected, match="不能按固定时间、季节重启"):
        desk.draft_restart(window, "2026-03-16")


# --- The application ------------------------------------------------------------------------------------------


@pytest.mark.clause("WS13-2.2.1a-2")
def test_an_uneven_volume_is_stated(desk):
    window, _ = desk.windows(2)
    with pytest.raises(Invalid, match="不均衡"):
        desk.draft(window, "2026-01-07", "2026-01-09", uneven="")
    assert desk.draft(window, "2026-01-07", "2026-01-09").uneven


@pytest.mark.clause("WS13-F2-1")
def test_the_cause_carries_its_proof(desk):
    window, _ = desk.windows(2)
    with pytest.raises(Objected, match="证明材料"):
        desk.submit(desk.draft(window, "2026-01-07", "2026-01-09", proof=False))


def test_who_is_asked_and_called_does_not_stand_on_the_timeline(desk):
    window, _ = desk.windows(2)
    closure = desk.draft(window, "2026-01-07", "2026-01-09")
    told = str(Entry.objects.get(dossier=closure.dossier).facts)
    assert "7210000" not in told
    assert "7210001" not in told
