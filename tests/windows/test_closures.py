"""A window closure from the application to the reopening, and every condition on the way (WS13 二(二))."""

from __future__ import annotations

import pytest

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.clocks.sweep import sweep
from hall.legal_time import local_date
from hall.models import Entry
from hall.papers.pdf import pdf_of
from hall.people.roles import Role
from tests.factories import make_user, travel
from tests.windows.desk import GENERAL, document
from windows.models import Closure, Window
from windows.seating import current_place, sit

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = ("2026-03-20", "2026-03-24")  # Friday to Tuesday


def objecting(refusal) -> set[str]:
    """The guards that objected, without their floor."""
    return {one.guard.removeprefix("windows.") for one in refusal.value.objections}


def state_of(window: Window) -> str:
    return Window.objects.get(pk=window.pk).state


# --- The road -----------------------------------------------------------------------------------------------


@pytest.mark.embedded
@pytest.mark.clause("WS13-2.2.2b", "WS13-2.3-2")
def test_the_day_closes_the_window_and_the_day_opens_it(desk):
    window, other = desk.windows(2)
    closure = desk.approve(desk.file(window, *DAYS))
    sit(desk.clerk, window)

    travel("2026-03-19 23:59")
    sweep()
    assert state_of(window) == Window.State.OPEN
    travel("2026-03-20 00:00:01")
    assert sweep().failed == 0
    assert (state_of(window), state_of(other)) == (Window.State.CLOSED, Window.State.OPEN)
    assert current_place(desk.clerk) is None

    travel("2026-03-24 23:59")
    sweep()
    assert state_of(window) == Window.State.CLOSED
    travel("2026-03-25 00:00:01")
    assert sweep().failed == 0
    assert state_of(window) == Window.State.OPEN
    closure = Closure.objects.get(pk=closure.pk)
    assert closure.state == Closure.State.REOPENED
    assert local_date(closure.began_at).isoformat() == "2026-03-20"
    assert local_date(closure.reopened_at).isoformat() == "2026-03-25"
    assert [e.act for e in Entry.objects.filter(dossier=window.dossier).order_by("seq")] == [
        "register",
        "close",
        "reopen",
    ]


@pytest.mark.clause("WS13-2.2.2b", "WS13-2.2.2a-3")
def test_without_approval_the_window_stays_open(desk):
    window, _ = desk.windows(2)
    desk.file(window, *DAYS)
    travel("2026-03-20 00:00:01")
    sweep()
    assert state_of(window) == Window.State.OPEN


def test_an_approval_that_comes_late_closes_at_once(desk):
    window, _ = desk.windows(2)
    closure = desk.file(window, *DAYS)
    travel("2026-03-23")
    desk.approve(closure)
    assert sweep().failed == 0
    assert state_of(window) == Window.State.CLOSED


@pytest.mark.clause("WS13-2.2.2a-3")
def test_an_approval_after_the_last_day_is_refused(desk):
    window, _ = desk.windows(2)
    closure = desk.file(window, *DAYS)
    travel("2026-03-25")
    with pytest.raises(Objected) as refusal:
        desk.approve(closure)
    assert objecting(refusal) == {"period_not_over"}


@pytest.mark.clause("WS13-F2")
def test_the_form_bears_both_opinions_and_can_be_printed(desk):
    window, _ = desk.windows(2)
    closure = desk.approve(desk.file(window, *DAYS))
    paper = closure.dossier.papers.get()
    assert paper.title == "旗政务服务中心窗口临时关闭（重启）申请表"
    assert paper.number == "市监窗关字〔2026〕1号"
    assert paper.facts["copies"] == ["进驻部门（单位）", "旗政务服务中心大厅管理室"]
    assert paper.facts["period"] == {"kind": "closure", "text": "2026年3月20日至2026年3月24日"}
    assert paper.facts["unit_opinion"]["signer"] == "钱首代"
    assert paper.facts["office_opinion"] == {
        "text": "同意关闭",
        "signer": "大厅管理",
        "signed_on": "2026-03-13",
    }
    assert pdf_of(paper).startswith(b"%PDF-")


@pytest.mark.clause("WS13-2.2.2a-3")
def test_a_refusal_needs_a_reason_and_frees_the_quota(desk):
    first, second, _ = desk.windows(3)
    closure = desk.file(first, *DAYS)
    with pytest.raises(Invalid):
        perform(closure, "refuse", {}, by=desk.office)
    with pytest.raises(Objected):
        desk.file(second, *DAYS)
    closure = perform(closure, "refuse", {"opinion": "月末办件集中"}, by=desk.office)
    assert closure.state == Closure.State.REFUSED
    assert closure.dossier.papers.get().facts["office_opinion"]["text"] == "月末办件集中"
    assert desk.file(second, *DAYS).state == Closure.State.SUBMITTED


@pytest.mark.parametrize("approved", [False, True])
def test_a_withdrawal_frees_the_quota_and_stops_the_day(desk, approved):
    first, second, _ = desk.windows(3)
    closure = desk.file(first, *DAYS)
    if approved:
        closure = desk.approve(closure)
    perform(closure, "withdraw", {"reason": "人员已到岗"}, by=desk.first)
    assert desk.file(second, *DAYS).state == Closure.State.SUBMITTED
    travel("2026-03-20 00:00:01")
    assert sweep().failed == 0
    assert state_of(first) == Window.State.OPEN


@pytest.mark.clause("WS13-2.2.1c")
def test_a_surge_reopens_the_window_at_once(desk):
    window, _ = desk.windows(2)
    closure = desk.approve(desk.file(window, *DAYS))
    travel("2026-03-20 00:00:01")
    sweep()
    travel("2026-03-20 09:30")
    closure = Closure.objects.get(pk=closure.pk)
    with pytest.raises(NotAllowed):
        perform(closure, "reopen_early", by=desk.clerk)
    perform(closure, "reopen_early", by=desk.first)
    assert state_of(window) == Window.State.OPEN
    travel("2026-03-25 00:00:01")
    assert sweep().failed == 0


# --- Who may do it ------------------------------------------------------------------------------------------


@pytest.mark.clause("WS13-2.2-0", "WS13-2.2.2a-2")
def test_only_the_departments_first_representative_applies(desk):
    window, _ = desk.windows(2)
    closure = desk.draft(window, *DAYS)
    department_clerk = make_user("窗口人员", (Role.WINDOW_CLERK, desk.hall, desk.department))
    for stranger in (department_clerk, desk.office, desk.other_first):
        with pytest.raises(NotAllowed):
            desk.submit(closure, by=stranger)
        with pytest.raises(NotAllowed):
            perform(closure, "amend", {}, by=stranger)
        with pytest.raises(NotAllowed):
            perform(Closure, "draft", {}, by=stranger, parent=window)
    assert desk.submit(closure).state == Closure.State.SUBMITTED


@pytest.mark.clause("WS13-2.2.2a-3")
@pytest.mark.parametrize(("act", "data"), [("approve", {"opinion": "同意"}), ("refuse", {"opinion": "不妥"})])
def test_only_the_hall_office_reviews(desk, act, data):
    closure = desk.file(desk.windows(2)[0], *DAYS)
    for stranger in (desk.first, desk.clerk, desk.leader):
        with pytest.raises(NotAllowed):
            perform(closure, act, data, by=stranger)
    perform(closure, act, data, by=desk.office)


@pytest.mark.clause("WS13-2.2.2b", "WS13-2.3-2")
def test_only_the_day_itself_begins_and_ends_a_closure(desk):
    closure = desk.approve(desk.file(desk.windows(2)[0], *DAYS))
    with pytest.raises(NotAllowed):
        perform(closure, "begin", by=desk.office)
    travel("2026-03-20")
    closure = perform(closure, "begin", by=SYSTEM)
    with pytest.raises(NotAllowed):
        perform(closure, "reopen", by=desk.office)


# --- What is typed ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["cause", "no_substitute", "uneven", "surge_plan", "contact", "details"])
def test_the_application_says_all_it_must(desk, missing):
    with pytest.raises(Invalid):
        desk.draft(desk.windows(2)[0], *DAYS, **{missing: ""})


@pytest.mark.clause("WS13-2.2-0")
@pytest.mark.parametrize("days", [("2026-03-24", "2026-03-20"), ("2026-03-12", "2026-03-20")])
def test_days_in_disorder_or_gone_by(desk, days):
    with pytest.raises(Invalid, match="请核对日期"):
        desk.draft(desk.windows(2)[0], *days)


@pytest.mark.clause("WS13-2.2.2a-2")
def test_filing_needs_the_sealed_form(desk):
    closure = desk.draft(desk.windows(2)[0], *DAYS)
    with pytest.raises(Invalid, match="签字盖章的申请表扫描件"):
        desk.submit(closure, scan=False)
    assert desk.submit(closure).state == Closure.State.SUBMITTED


def test_a_document_is_judged_by_its_content(desk):
    closure = desk.draft(desk.windows(2)[0], *DAYS)
    with pytest.raises(Invalid, match="内容不是可接受的文件"):
        perform(closure, "submit", {}, by=desk.first, files={"scan": document(content=b"MZ a program")})


# --- The conditions -----------------------------------------------------------------------------------------


@pytest.mark.clause("WS13-2.2.1a-1")
def test_a_department_with_one_window_cannot_close_it(desk):
    desk.window("A01", GENERAL)
    desk.matter.one_window = True
    desk.matter.save()
    (window,) = desk.windows(1)
    closure = desk.draft(window, *DAYS)
    with pytest.raises(Objected) as refusal:
        desk.submit(closure)
    assert objecting(refusal) == {"has_windows_enough"}
    desk.window("B02", matters=[desk.matter])
    assert desk.submit(closure).state == Closure.State.SUBMITTED


@pytest.mark.clause("WS13-2.2.1b-1")
def test_every_matter_needs_another_open_window(desk):
    rare = desk.make_matter("兽药经营许可")
    window = desk.window("B01", matters=[desk.matter, rare])
    second = desk.window("B02", matters=[desk.matter])
    closure = desk.draft(window, *DAYS)
    with pytest.raises(Objected, match="“兽药经营许可”") as refusal:
        desk.submit(closure)
    assert objecting(refusal) == {"like_window_stays_open"}
    assert "食品经营许可" not in str(refusal.value)
    perform(second, "change_matters", {"matters": [desk.matter.pk, rare.pk]}, by=desk.office)
    assert desk.submit(closure).state == Closure.State.SUBMITTED


@pytest.mark.clause("WS13-2.2.1b-1")
def test_a_window_that_closes_in_the_same_days_is_no_like_window(desk):
    rare = desk.make_matter("兽药经营许可")
    for n in range(1, 9):
        desk.window(f"B{n:02d}", matters=[desk.matter])
    first = desk.window("C01", matters=[rare])
    second = desk.window("C02", matters=[rare])
    desk.file(first, *DAYS)
    with pytest.raises(Objected, match="兽药经营许可") as refusal:
        desk.file(second, *DAYS)
    assert objecting(refusal) == {"like_window_stays_open"}
    assert desk.file(second, "2026-03-25", "2026-03-27").state == Closure.State.SUBMITTED


@pytest.mark.clause("WS13-2.2.1b-1")
def test_the_like_window_must_still_be_there_at_approval(desk):
    window, second = desk.windows(2)
    closure = desk.file(window, *DAYS)
    perform(second, "retire", {"reason": "部门退出"}, by=desk.office)
    with pytest.raises(Objected) as refusal:
        desk.approve(closure)
    assert objecting(refusal) == {"like_window_stays_open"}


@pytest.mark.clause("WS13-2.2.1d-1")
@pytest.mark.parametrize(("number", "allowed"), [(10, 2), (9, 1), (5, 1)])
def test_a_fifth_of_the_windows_at_once(desk, number, allowed):
    windows = desk.windows(number)
    for window in windows[:allowed]:
        assert desk.file(window, *DAYS).state == Closure.State.SUBMITTED
    with pytest.raises(Objected, match=f"有{number}个窗口，同时关闭不得超过{allowed}个") as refusal:
        desk.file(windows[allowed], "2026-03-24", "2026-03-25")
    assert objecting(refusal) == {"within_the_share"}
    assert desk.file(windows[allowed], "2026-03-25", "2026-03-26").state == Closure.State.SUBMITTED


@pytest.mark.clause("WS13-2.2.1d-2")
@pytest.mark.parametrize("number", [3, 4])
def test_one_of_few_windows_at_a_time(desk, number):
    windows = desk.windows(number)
    desk.file(windows[0], *DAYS)
    with pytest.raises(Objected) as refusal:
        desk.file(windows[1], *DAYS)
    assert objecting(refusal) == {"within_the_few"}
    assert desk.file(windows[1], "2026-03-25", "2026-03-26").state == Closure.State.SUBMITTED


@pytest.mark.clause("WS13-2.2.1d-1")
def test_in_principle_means_that_a_leader_may_make_an_exception(desk):
    windows = desk.windows(5)
    desk.file(windows[0], *DAYS)
    closure = desk.draft(windows[1], *DAYS)
    waiver = {"act": "submit", "guard": "windows.within_the_share", "reason": "全旗统一培训"}
    for stranger in (desk.office, desk.first):
        with pytest.raises((Invalid, NotAllowed)):
            perform(closure, "waive", waiver, by=stranger)
    closure = perform(closure, "waive", waiver, by=desk.leader)
    closure = desk.submit(closure)
    assert closure.state == Closure.State.SUBMITTED
    line = Entry.objects.get(dossier=closure.dossier, act="submit")
    assert line.facts["waived"] == [{"guard": "windows.within_the_share", "reason": "全旗统一培训"}]


@pytest.mark.clause("WS13-2.2.1d-2")
def test_the_quota_of_the_few_knows_no_exception(desk):
    windows = desk.windows(4)
    desk.file(windows[0], *DAYS)
    closure = desk.draft(windows[1], *DAYS)
    waiver = {"act": "submit", "guard": "windows.within_the_few", "reason": "全旗统一培训"}
    with pytest.raises(Invalid):
        perform(closure, "waive", waiver, by=desk.leader)


def test_a_spare_window_is_not_counted(desk):
    windows = desk.windows(10)
    perform(windows[9], "set_aside", {"reason": "收回备用"}, by=desk.office)
    desk.file(windows[0], *DAYS)
    with pytest.raises(Objected, match="有9个窗口"):
        desk.file(windows[1], *DAYS)


@pytest.mark.clause("WS13-2.2.2a-1")
@pytest.mark.parametrize(
    ("today", "in_time"),
    [("2026-03-13", True), ("2026-03-14", False), ("2026-03-15", False), ("2026-03-16", False)],
)
def test_a_working_day_ahead_of_a_monday_is_the_friday(desk, today, in_time):
    closure = desk.draft(desk.windows(2)[0], "2026-03-16", "2026-03-20")
    travel(today)
    if in_time:
        assert desk.submit(closure).state == Closure.State.SUBMITTED
    else:
        with pytest.raises(Objected, match="最迟于2026年3月13日提出") as refusal:
            desk.submit(closure)
        assert objecting(refusal) == {"filed_in_time"}


@pytest.mark.clause("WS13-F2")
def test_the_proof_is_attached_before_filing(desk):
    closure = desk.draft(desk.windows(2)[0], *DAYS, proof=False)
    with pytest.raises(Objected) as refusal:
        desk.submit(closure)
    assert objecting(refusal) == {"proof_is_attached"}


def test_an_amendment_brings_the_proof_and_other_days(desk):
    closure = desk.draft(desk.windows(2)[0], "2026-03-13", "2026-03-13", proof=False)
    again = {name: getattr(closure, name) for name in ("cause", "details", "uneven", "contact", "enquiry")}
    again |= {"publicity": closure.publicity, "surge_plan": closure.surge_plan, "no_substitute": "on"}
    again |= {"begins_on": DAYS[0], "ends_on": DAYS[1]}
    closure = perform(closure, "amend", again, by=desk.first, files={"proof": document("proof.pdf")})
    assert desk.submit(closure).days == "2026年3月20日至2026年3月24日"


def test_a_window_is_not_closed_twice_on_the_same_day(desk):
    window, *_ = desk.windows(10)
    desk.file(window, *DAYS)
    with pytest.raises(Objected) as refusal:
        desk.file(window, "2026-03-24", "2026-03-27")
    assert objecting(refusal) == {"not_closed_already"}


@pytest.mark.clause("WS13-2.2-0")
def test_the_centres_windows_are_not_the_departments_to_close(desk):
    general = desk.window("A01", GENERAL)
    desk.windows(2)
    with pytest.raises(NotAllowed):
        desk.draft(general, *DAYS)
    head = make_user("全权首代", (Role.FIRST_REPRESENTATIVE, desk.hall))
    with pytest.raises(Objected) as refusal:
        perform(Closure, "draft", _written(), by=head, parent=general)
    assert objecting(refusal) == {"own_window_in_use"}


def _written() -> dict:
    texts = ["details", "uneven", "contact", "enquiry", "publicity", "surge_plan"]
    days = {"begins_on": DAYS[0], "ends_on": DAYS[1]}
    return {"cause": "leave", "no_substitute": "on"} | dict.fromkeys(texts, "如实填写") | days


def test_all_objections_come_at_once(desk):
    """One visit, one list."""
    (window,) = desk.windows(1)
    closure = desk.draft(window, "2026-03-13", "2026-03-14", proof=False)
    with pytest.raises(Objected) as refusal:
        desk.submit(closure)
    assert objecting(refusal) == {
        "has_windows_enough",
        "like_window_stays_open",
        "filed_in_time",
        "proof_is_attached",
    }
