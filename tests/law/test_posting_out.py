"""派驻离岗: after the shortest term, applied for ahead, signed, handed over – then the role ends (WS13 三(二))."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.people.authority import Authority
from staff.models import Posting
from tests.factories import make_user, travel
from tests.law.ask import wrong_fields
from tests.postings_factory import PostingHall

LEAVING = "2026-03-30"  # fifteen working days after Monday 2026-03-09


@pytest.fixture
def posts(calendar) -> PostingHall:
    """Under 乌审旗's institutions."""
    return PostingHall("WS")


def serving(posts, since: str = "2025-03-03", person=None, **changes) -> Posting:
    """On duty since a day more than a year ago; legal time then stands on Monday 2026-03-09."""
    travel("2025-02-17" if since > "2025-02-24" else "2024-02-19")
    posting = posts.entered(person, starts_on=since, **changes)
    travel(since)
    posting = posts.start(posting)
    travel("2026-03-09")
    return posting


def colleague(posts):
    person = make_user("同事")
    serving(posts, person=person)
    return person


@pytest.mark.clause("WS13-3.2.1-1")
def test_the_form_comes_fifteen_working_days_ahead(posts):
    travel("2024-02-01")
    posting = posts.entered(starts_on="2024-02-19")
    travel("2024-02-19")
    posting = posts.start(posting)
    letter = {"exception": "调动"}
    travel("2024-02-27")
    with pytest.raises(Invalid, match="最迟于2024年2月26日提出申请") as late:
        posts.file(posting, "2024-03-18", **letter)
    assert wrong_fields(late.value) == {"leaves_on"}
    travel("2024-02-26")
    assert posts.file(posting, "2024-03-18", **letter).state == "filed"


@pytest.mark.clause("WS13-3-1")
def test_a_year_is_served_or_a_leader_approves_the_exception(posts):
    posting = serving(posts, "2025-03-31")
    with pytest.raises(Invalid) as refused:
        posts.file(posting, LEAVING)
    assert wrong_fields(refused.value) == {"exception"}
    departure = posts.endorse(posts.sign(posts.file(posting, LEAVING, exception="提拔任用")))
    with pytest.raises(Objected, match="派驻未满12个月（至2026年3月31日），须经中心批准"):
        perform(departure, "confirm", {"opinion": "同意"}, by=posts.office)
    reason = {"act": "confirm", "guard": "staff.shortest_term_is_served", "reason": "组织调动"}
    perform(departure, "waive", reason, by=posts.leader)
    assert perform(departure, "confirm", {"opinion": "同意"}, by=posts.office).state == "confirmed"


@pytest.mark.clause("WS13-3-1")
def test_on_the_day_the_year_is_over_nobody_asks(posts):
    assert posts.confirmed(serving(posts, "2025-03-31"), "2026-03-31").state == "confirmed"


@pytest.mark.clause("AH-20.2", "AH-27.4")
@pytest.mark.parametrize("is_first", ["", "on"])
def test_where_exceptions_are_filed_a_reason_is_asked(calendar, is_first):
    posts = PostingHall("AH")
    posting = serving(posts, "2025-04-01", is_first=is_first)
    with pytest.raises(Invalid, match="派驻未满12个月，请写明须离岗的特殊情况"):
        posts.file(posting, "2026-03-31")
    departure = posts.confirmed(posting, "2026-03-31", exception="组织调动")
    assert (departure.state, departure.exception) == ("confirmed", "组织调动")
    perform(departure, "withdraw", {"reason": "不调了"}, by=posts.chief)
    assert posts.file(posting, "2026-04-01").exception == ""


@pytest.mark.clause("WS13-3.2.1-2")
def test_three_sign_in_turn(posts):
    departure = posts.file(serving(posts), LEAVING)
    with pytest.raises(Objected, match="本人尚未签字"):
        posts.endorse(departure)
    with pytest.raises(NotAllowed, match="本人签字"):
        posts.sign(departure, by=posts.other_first)
    with pytest.raises(NotAllowed, match="本人签字"):
        posts.sign(departure, by=colleague(posts))
    departure = posts.sign(departure)
    for person in (posts.office, posts.other_chief):
        with pytest.raises(NotAllowed):
            posts.endorse(departure, by=person)
    with pytest.raises(WrongState):
        perform(departure, "confirm", {"opinion": "同意"}, by=posts.office)
    departure = posts.endorse(departure)
    with pytest.raises(NotAllowed):
        perform(departure, "confirm", {"opinion": "同意"}, by=posts.chief)


@pytest.mark.clause("WS13-3.2.1-2", "WS13-F4")
def test_the_exit_form_bears_all_three(posts):
    form = posts.confirmed(serving(posts), LEAVING).dossier.papers.get(kind="posting_out")
    facts = form.facts
    assert form.title == "旗政务服务中心进驻人员离岗审批表"
    assert (facts["signature"], facts["starts_on"], facts["leaves_on"]) == ("新人", "2025-03-03", LEAVING)
    assert [facts[who]["signer"] for who in ("unit_opinion", "centre_opinion")] == ["分管领导", "大厅管理"]
    assert facts["copies"] == ["工作单位", "政务服务局"]


def ready(posts):
    """Confirmed, with a colleague to take over, on the day of leaving."""
    taker, posting = colleague(posts), serving(posts)
    departure = posts.confirmed(posting, LEAVING)
    travel(LEAVING)
    return departure, taker


@pytest.mark.clause("WS13-3.2.2-1")
def test_the_work_goes_to_somebody_who_is_there(posts):
    departure, taker = ready(posts)
    with pytest.raises(Invalid) as refused:
        perform(departure, "hand_over_work", {"work": "", "taker": posts.office.pk}, by=posts.chief)
    assert wrong_fields(refused.value) == {"work", "taker"}
    with pytest.raises(NotAllowed):
        posts.hand_over(departure, taker, by=posts.other_first)
    step = posts.hand_over(departure, taker).steps.get()
    assert (step.step, step.facts["taker"]["id"]) == ("work", taker.pk)
    with pytest.raises(Objected, match="已经办理"):
        posts.hand_over(departure, taker)


@pytest.mark.clause("WS13-3.2.2-2")
def test_badge_and_keys_go_to_the_office(posts):
    departure, _ = ready(posts)
    with pytest.raises(Invalid) as refused:
        perform(departure, "return_badge", {"badge": "on"}, by=posts.chief)
    assert wrong_fields(refused.value) == {"cabinet_key", "archive_key", "receiver", "received_on"}
    given = {
        "badge": "on",
        "cabinet_key": "on",
        "archive_key": "on",
        "receiver": "王",
        "received_on": LEAVING,
    }
    with pytest.raises(NotAllowed):
        perform(departure, "return_badge", given, by=posts.other_first)
    perform(departure, "return_badge", given, by=posts.chief)
    assert departure.steps.get(step="badge").facts["receiver"] == "王"


@pytest.mark.clause("WS13-3.2.2-3")
def test_the_equipment_is_counted_by_the_bureau(posts):
    departure, _ = ready(posts)
    devices = {"devices": "电脑、高拍仪", "complete": "on"}
    for person in (posts.office, posts.chief, posts.leader):
        with pytest.raises(NotAllowed):
            perform(departure, "count_equipment", devices, by=person)
    perform(departure, "count_equipment", devices, by=posts.bureau)
    assert departure.steps.get(step="equipment").facts["devices"] == "电脑、高拍仪"


@pytest.mark.clause("WS13-3.2.2-4")
def test_the_attendance_is_checked_by_the_office(posts):
    departure, _ = ready(posts)
    for person in (posts.chief, posts.bureau):
        with pytest.raises(NotAllowed):
            perform(departure, "check_attendance", {"totals": "全勤", "checked": "on"}, by=person)
    with pytest.raises(Invalid) as refused:
        perform(departure, "check_attendance", {"totals": "全勤"}, by=posts.office)
    assert wrong_fields(refused.value) == {"checked"}


@pytest.mark.clause("WS13-3.2.2-5")
def test_only_then_the_centre_s_person_in_charge_lets_go(posts):
    departure, taker = ready(posts)
    person = departure.posting.person
    with pytest.raises(Objected, match="工作移交、工作牌、钥匙收回、设备清点、考勤核对"):
        posts.allow(departure)
    departure = posts.other_steps(posts.hand_over(departure, taker))
    with pytest.raises(NotAllowed):
        posts.allow(departure, by=posts.office)
    assert Authority.of(person).roles
    departure = posts.allow(departure)
    assert not Authority.of(person).grants
    assert Posting.objects.get(pk=departure.posting_id).state == "ended"


@pytest.mark.clause("DL-21.1")
def test_not_before_the_day(posts):
    departure, taker = ready(posts)
    departure = posts.other_steps(posts.hand_over(departure, taker))
    travel("2026-03-27")
    with pytest.raises(Objected, match="届时方可准予退出"):
        posts.allow(departure)


@pytest.mark.clause("WS13-3.2.2-6")
def test_afterwards_the_office_clears_and_the_past_stays(posts):
    departure, taker = ready(posts)
    departure = posts.allow(posts.other_steps(posts.hand_over(departure, taker)))
    data = {"arrangement": "12号窗口由同事接替", "attendance": "on", "evaluator": "on"}
    with pytest.raises(NotAllowed):
        perform(departure, "clear", data, by=posts.chief)
    with pytest.raises(Invalid):
        perform(departure, "clear", data | {"evaluator": ""}, by=posts.office)
    assert perform(departure, "clear", data, by=posts.office).state == "cleared"
    assert departure.steps.get(step="attendance").facts["totals"] == "全勤"
    assert Posting.objects.get(pk=departure.posting_id).attendance_number == "K001"


@pytest.mark.clause("DL-5.3")
def test_the_unit_ends_nothing_by_itself(calendar):
    posts = PostingHall("DL")
    posting = serving(posts)
    for person in (posts.chief, posts.office, posts.leader):
        with pytest.raises(NotAllowed):
            perform(posting, "end", by=person)
    with pytest.raises(Objected, match="请填写离岗审批表"):
        perform(posting, "finish_stint", {"reason": "调回"}, by=posts.chief)
    (grant,) = Authority.of(posting.person).grants
    for person in (posts.office, posts.bureau):
        with pytest.raises(Objected, match="请办理离岗手续"):
            perform(grant, "revoke", by=person)
    with pytest.raises(NotAllowed):
        posts.file(posting, LEAVING, by=posts.other_chief)
    posts.file(posting, LEAVING)
    with pytest.raises(Objected, match="请勿重复提出"):
        posts.file(posting, LEAVING)
    assert Authority.of(posting.person).grants == [grant]


@pytest.mark.clause("DL-21.2")
def test_what_needs_consent_may_be_refused(calendar):
    posts = PostingHall("DL")
    posting = serving(posts)
    departure = posts.endorse(posts.sign(posts.file(posting, LEAVING)))
    with pytest.raises(NotAllowed):
        perform(departure, "decline", {"opinion": "人手不足"}, by=posts.chief)
    assert perform(departure, "decline", {"opinion": "人手不足"}, by=posts.leader).state == "declined"
    assert Authority.of(posting.person).grants
