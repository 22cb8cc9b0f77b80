"""A business stops for a time: filed, announced, told, explained, over (WS12 二(二))."""

from __future__ import annotations

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.clocks.sweep import sweep
from hall.models import Entry, Place
from hall.people.roles import Role
from tests.factories import make_place, make_user, travel
from tests.windows.desk import Desk, document
from windows.models import Briefing, Suspension
from windows.views.public import suspensions_announced

pytestmark = pytest.mark.django_db
CHANNELS = "微信公众号；2026-03-10；推文链接\n旗电视台；2026-03-10；播出单"
SPOKEN = {"ways": ["screen", "account", "front", "back"], "on": "2026-03-09"}


@pytest.fixture
def desk(desk_of) -> Desk:
    """With two more people of the department, two guides and a self-service area."""
    desk = desk_of("WS")
    desk.second = make_user("李咨询", (Role.WINDOW_CLERK, desk.hall, desk.department))
    desk.third = make_user("王咨询", (Role.WINDOW_CLERK, desk.hall, desk.department))
    desk.fourth = make_user("赵咨询", (Role.WINDOW_CLERK, desk.hall, desk.department))
    desk.guides = [make_user(name, (Role.GUIDE, desk.hall)) for name in ("导一", "导二")]
    desk.machine = make_place(desk.hall, "Z01", Place.Kind.SELF_SERVICE)
    desk.counter = desk.windows(2)[0]
    return desk


def draft(desk: Desk, **changes) -> Suspension:
    """From Monday 2026-03-16."""
    data = {
        "cause": "系统升级",
        "document_number": "内市监函〔2026〕8号",
        "content": "登记系统切换，不能登记、打印证照",
        "matters": [desk.matter.pk],
        "windows": [desk.counter.pk],
        "begins_at": "2026-03-16 08:30",
        "ends_at": "2026-03-17 17:30",
        "consultants": [desk.second.pk, desk.third.pk],
        "enquiry_phone": "0477-7212345",
        "publicity": "公众号提前公告",
        "machines": [desk.machine.pk],
        "contact": "钱首代 0477-7210000",
    } | changes
    scope = {"hall": desk.hall, "department": desk.department}
    return perform(Suspension, "draft", data, by=desk.first, **scope)


def file(desk: Desk, suspension: Suspension | None = None) -> Suspension:
    suspension = suspension or draft(desk)
    return perform(suspension, "file", {}, by=desk.first, files={"scan": document()})


def publish(desk: Desk, suspension: Suspension, channels: str = CHANNELS) -> Suspension:
    return perform(suspension, "publish", {"channels": channels}, by=desk.first)


def again(suspension: Suspension) -> Suspension:
    return Suspension.objects.select_related("dossier").get(pk=suspension.pk)


@pytest.mark.clause("WS12-2.2.1-1")
@pytest.mark.parametrize(("today", "in_time"), [("2026-03-09", True), ("2026-03-10", False)])
def test_filed_five_working_days_ahead(desk, today, in_time):
    suspension = draft(desk)
    travel(today)
    if in_time:
        assert file(desk, suspension).state == Suspension.State.FILED
    else:
        with pytest.raises(Objected, match="最迟于2026年3月9日"):
            file(desk, suspension)


@pytest.mark.clause("WS12-2.2.1-1")
def test_what_cannot_wait_needs_a_leader_and_a_reason(desk):
    suspension = draft(desk)
    travel("2026-03-13")
    waiver = {"act": "file", "guard": "windows.suspension_filed_in_time", "reason": "机房断电"}
    with pytest.raises((Invalid, NotAllowed)):
        perform(suspension, "waive", waiver, by=desk.first)
    with pytest.raises(Invalid):
        perform(suspension, "waive", waiver | {"reason": ""}, by=desk.leader)
    suspension = file(desk, perform(suspension, "waive", waiver, by=desk.leader))
    assert (
        Entry.objects.get(dossier=suspension.dossier, act="file").facts["waived"][0]["reason"] == "机房断电"
    )


@pytest.mark.clause("WS12-2.2.1-2")
def test_reason_time_and_window_are_all_said_and_then_stand(desk):
    empty = dict.fromkeys(("content", "begins_at", "ends_at"), "") | {"windows": []}
    with pytest.raises(Invalid) as refusal:
        draft(desk, **empty)
    assert set(refusal.value.form.errors) == {"content", "begins_at", "ends_at", "windows"}
    suspension = file(desk)
    with pytest.raises(WrongState):
        perform(suspension, "amend", {}, by=desk.first)


@pytest.mark.clause("WS12-2.2.1-2", "WS12-2.2.1-1", "WS12-1")
def test_the_department_files_and_nobody_else(desk):
    suspension, scope = draft(desk), {"hall": desk.hall, "department": desk.department}
    for stranger in (desk.office, desk.other_first):
        with pytest.raises(NotAllowed):
            perform(suspension, "amend", {}, by=stranger)
        with pytest.raises(NotAllowed):
            perform(suspension, "file", {}, by=stranger, files={"scan": document()})
        with pytest.raises(NotAllowed):
            perform(Suspension, "draft", {}, by=stranger, **scope)


@pytest.mark.clause("WS12-F1-1")
def test_the_reason_names_its_document(desk):
    with pytest.raises(Invalid, match="文号"):
        draft(desk, document_number="")


@pytest.mark.clause("WS12-1")
def test_another_cause_is_told_in_words(desk):
    with pytest.raises(Invalid, match="写明具体原因"):
        draft(desk, cause="其他")
    with pytest.raises(Invalid):
        draft(desk, cause="天气不好")
    assert draft(desk, cause="其他", cause_text="供电线路检修").cause_text


@pytest.mark.clause("WS12-F1")
def test_the_form_says_what_the_annex_asks(desk):
    paper = file(desk).dossier.papers.get()
    facts = paper.facts
    assert paper.title == "业务临时停办登记备案表"
    assert facts["reason"][0] == "系统升级（内市监函〔2026〕8号）"
    assert facts["period"] == "2026年3月16日8时30分至2026年3月17日17时30分"
    assert facts["safeguards"][0] == "负责停办业务咨询人员：李咨询、王咨询"
    assert facts["copies"] == ["进驻部门（单位）", "旗政务服务中心大厅管理室"]


@pytest.mark.clause("WS12-2.2.3-1")
@pytest.mark.parametrize(("number", "fits"), [(1, False), (2, True), (3, True), (4, False)])
def test_two_or_three_stay_to_explain(desk, number, fits):
    staying = [desk.second.pk, desk.third.pk, desk.fourth.pk, desk.first.pk][:number]
    if fits:
        assert draft(desk, consultants=staying).consultants
    else:
        with pytest.raises(Invalid, match="咨询解释人员"):
            draft(desk, consultants=staying)


@pytest.mark.clause("WS12-2.2.2-1")
@pytest.mark.parametrize(("today", "late"), [("2026-03-10", False), ("2026-03-11", True)])
def test_the_public_hears_four_working_days_ahead(desk, today, late):
    suspension = file(desk)
    travel(today)
    suspension = publish(desk, suspension)
    assert ("告知迟于停办前4个工作日" in suspension.dossier.attention) == late


@pytest.mark.clause("WS12-2.2.2-1")
def test_the_clock_misses_the_notice(desk):
    suspension = file(desk)
    with pytest.raises(NotAllowed):
        perform(suspension, "miss_notice", by=desk.office)
    travel("2026-03-10 23:59")
    sweep()
    assert again(suspension).dossier.attention == ""
    travel("2026-03-11 00:00:01")
    assert sweep().failed == 0
    assert "尚未按规定" in again(suspension).dossier.attention


@pytest.mark.clause("WS12-2.2.2-2")
def test_the_notice_is_public_from_publication_to_the_end(desk):
    suspension = file(desk)
    assert suspensions_announced(desk.hall) == []
    publish(desk, suspension)
    assert suspensions_announced(desk.hall) == [suspension]
    travel("2026-03-16 08:31")
    assert sweep().failed == 0
    assert again(suspension).state == Suspension.State.SUSPENDED
    assert suspensions_announced(desk.hall) == [suspension]
    travel("2026-03-17 17:31")
    assert sweep().failed == 0
    assert again(suspension).state == Suspension.State.RESUMED
    assert suspensions_announced(desk.hall) == []


@pytest.mark.clause("WS12-2.2.2-2", "WS12-2.2.2-4")
def test_anybody_reads_the_notice_without_login(desk, client):
    assert "停办公告" not in client.get("/board/").content.decode()
    publish(desk, file(desk))
    page = client.get("/board/").content.decode()
    for told in ("食品经营许可", "B01号窗口", "2026年3月16日8时30分", "0477-7212345"):
        assert told in page
    assert "7210000" not in page


@pytest.mark.clause("WS12-2.2.2-2", "WS12-2.2.2-3")
def test_each_channel_is_reported_with_day_and_proof_and_one_is_too_few(desk):
    suspension = file(desk)
    with pytest.raises(Invalid, match="三项齐全"):
        publish(desk, suspension, "微信公众号")
    with pytest.raises(NotAllowed):
        perform(suspension, "publish", {"channels": CHANNELS}, by=desk.office)
    suspension = publish(desk, suspension, "微信公众号；2026-03-10；推文链接")
    assert "渠道不足" in suspension.dossier.attention


@pytest.mark.clause("WS12-2.2.2-3")
def test_two_channels_are_several(desk):
    assert publish(desk, file(desk)).dossier.attention == ""


@pytest.mark.clause("WS12-2.2.2-4", "WS12-2.2.2-5", "WS12-2.2.3-2")
def test_what_was_not_told_and_posted_in_time_is_shown(desk):
    suspension = publish(desk, file(desk))
    travel("2026-03-16 08:31")
    sweep()
    shown = again(suspension).dossier.attention
    for wanting in ("宣传屏、微信公众号、前门张贴、后门张贴", "Z01号窗口", "2名导服人员尚未确认"):
        assert wanting in shown


@pytest.mark.clause("WS12-2.2.2-4")
def test_the_hall_office_tells_by_screen_account_and_doors(desk):
    suspension = publish(desk, file(desk))
    with pytest.raises(NotAllowed):
        perform(suspension, "tell", SPOKEN, by=desk.first)
    suspension = perform(suspension, "tell", SPOKEN, by=desk.office)
    assert set(suspension.told) == {"screen", "account", "front", "back"}
    assert set(suspension.told.values()) == {"2026-03-09"}


@pytest.mark.clause("WS12-2.2.2-5")
def test_every_guide_is_briefed_and_says_so(desk):
    file(desk)
    briefings = list(Briefing.objects.order_by("pk"))
    assert [one.guide for one in briefings] == desk.guides
    for stranger in (desk.guides[1], desk.office):
        with pytest.raises(NotAllowed):
            perform(briefings[0], "confirm", by=stranger)
    with pytest.raises(NotAllowed):
        perform(Briefing, "send", by=desk.office, parent=briefings[0], guide=desk.guides[0])
    assert perform(briefings[0], "confirm", by=desk.guides[0]).state == Briefing.State.READ


@pytest.mark.clause("WS12-2.2.3-2")
def test_the_department_posts_the_notice_on_the_machines(desk):
    suspension = file(desk)
    posting = {"machines": [desk.machine.pk], "on": "2026-03-09"}
    with pytest.raises(NotAllowed):
        perform(suspension, "post", posting, by=desk.office)
    assert suspension.unposted == [desk.machine]
    assert perform(suspension, "post", posting, by=desk.first).unposted == []


@pytest.mark.clause("WS12-2.2.3-1")
def test_only_the_hour_itself_stops_the_business(desk):
    suspension = file(desk)
    with pytest.raises(NotAllowed):
        perform(suspension, "begin", by=desk.office)
