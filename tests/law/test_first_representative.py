"""首席代表: one for each department, on a letter that says which powers; a stand-in signs while they are away."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.clocks.sweep import sweep
from hall.people.authority import Authority
from hall.people.roles import Role
from staff.models import Leave, Posting
from tests.cases_factory import CaseHall, revoke_all
from tests.factories import make_place, make_user, travel
from tests.law.ask import wrong_fields
from tests.postings_factory import PostingHall


@pytest.fixture
def posts(calendar) -> PostingHall:
    """Under 敖汉's regulation, which asks for no notice."""
    return PostingHall("AH")


def first(posts, name="钱首代", **more) -> Posting:
    return posts.start(posts.entered(make_user(name), is_first="on", post="back", **more))


@pytest.mark.clause("AH-26", "XA-34.2", "WS04-4.6-1")
@pytest.mark.parametrize("preset", ["AH", "XA", "EL"])
def test_a_department_has_one(calendar, preset):
    posts = PostingHall(preset)
    one = first(posts)
    second = posts.entered(make_user("孙首代"), is_first="on")
    with pytest.raises(Objected, match="本部门已有首席代表（钱首代）"):
        posts.start(second)
    taker = posts.start(posts.entered(make_user("同事"))).person
    departure = posts.confirmed(one, "2026-03-09", exception="组织调动")
    posts.allow(posts.hand_over(departure, taker))
    assert posts.start(second).state == "on_duty"


@pytest.mark.clause("AH-26", "AH-27.5")
def test_a_department_is_not_left_without(posts):
    one, taker = first(posts), posts.start(posts.entered(make_user("同事"))).person
    departure = posts.hand_over(posts.confirmed(one, "2026-03-09", exception="组织调动"), taker)
    with pytest.raises(Objected, match="须先有待上岗的继任者或者在岗的临时代表"):
        posts.allow(departure)
    posts.entered(make_user("孙首代"), is_first="on")
    assert posts.allow(departure).state == "allowed"


@pytest.mark.clause("AH-27.2")
def test_without_a_letter_nobody_is_appointed(posts):
    posting = posts.entered(make_user("钱首代"), is_first="on", powers=())
    with pytest.raises(Objected, match="先由部门领导出具授权委托书"):
        posts.start(posting)
    for person in (posts.office, posts.other_chief):
        with pytest.raises(NotAllowed):
            posts.authorise(posting, by=person)
    letter = posts.authorise(posting).dossier.papers.get(kind="representative_letter")
    assert (letter.title, letter.number) == ("首席代表授权书", "市监首代授字〔2026〕1号")
    assert posts.start(posting).state == "on_duty"


@pytest.mark.clause("AH-27.2", "EL-4.1e")
def test_the_letter_grants_powers_one_by_one(posts):
    posting = posts.entered(make_user("钱首代"), is_first="on", powers=())
    for data in ({"leader": "郑局长", "knows": "on"}, {"powers": ["decide"], "leader": "郑局长"}):
        with pytest.raises(Invalid):
            perform(posting, "authorise", data, by=posts.chief)
    letter = posts.authorise(posting, ["decide", "seal"]).dossier.papers.get(kind="representative_letter")
    assert letter.facts["powers"] == ["审批决定权", "电子印章使用权"]
    clerk = posts.entered(make_user("窗口"))
    with pytest.raises(Objected, match="只为首席代表出具"):
        posts.authorise(clerk)


@pytest.mark.clause("AH-28.1", "WS04-4.6-2", "XA-34.2")
@pytest.mark.parametrize("preset", ["AH", "XA"])
def test_who_was_posted_as_such_decides_and_nobody_else(hall_of, preset):
    hall: CaseHall = hall_of(preset)
    posts = PostingHall(inside=hall)
    revoke_all(hall.first)
    posted, clerk = first(posts, "孙首代").person, posts.start(posts.entered(make_user("窗口"))).person
    case = hall.case_in("reviewing")
    for person in (clerk, hall.first, hall.other_first):
        with pytest.raises(NotAllowed):
            hall.approve(case, by=person)
    assert hall.approve(case, by=posted).state == "decided"


@pytest.mark.clause("AH-28.7")
def test_the_first_representative_hands_cases_to_another_clerk(hall_of):
    hall: CaseHall = hall_of("AH")
    case, to = hall.receive(), {"to": hall.clerk2.pk, "reason": "调配"}
    for person in (hall.clerk2, hall.other_first):
        with pytest.raises(NotAllowed):
            perform(case, "hand_on", to, by=person)
    assert perform(case, "hand_on", to, by=hall.first).owner == hall.clerk2


@pytest.mark.clause("WS04-4.6-4")
def test_the_first_representative_divides_the_work(posts):
    one, clerk = first(posts), posts.start(posts.entered(make_user("窗口")))
    window = make_place(posts.hall, "B01")
    task = {"place": window.pk, "duties": "负责食品经营许可收件"}
    for person in (posts.other_first, posts.chief, clerk.person):
        with pytest.raises(NotAllowed):
            perform(clerk, "assign", task, by=person)
    clerk = perform(clerk, "assign", task, by=one.person)
    assert (clerk.place, clerk.duties) == (window, "负责食品经营许可收件")
    (grant,) = Authority.of(clerk.person).grants
    assert grant.place == window
    with pytest.raises(Objected, match="由大厅管理室调整"):
        perform(one, "assign", task, by=one.person)


# --- Standing in ----------------------------------------------------------------------------------------------


def stand_in(posts, principal: Posting, person=None, **changes) -> Posting:
    days = {"starts_on": "2026-03-09", "until_on": "2026-03-13", "stands_in_for": principal.pk}
    return posts.entered(person or make_user("临时代表"), post="back", **days | changes)


@pytest.mark.clause("AH-27.5")
def test_while_somebody_stands_in_only_the_stand_in_signs(posts):
    principal = first(posts)
    deputy = posts.start(stand_in(posts, principal))
    assert Authority.of(deputy.person).roles == {Role.FIRST_REPRESENTATIVE}
    assert not Authority.of(principal.person).roles
    for person in (posts.chief, posts.office):
        for posting, act in ((deputy, "step_aside"), (principal, "return_to_post")):
            with pytest.raises(NotAllowed):
                perform(posting, act, by=person)
    travel("2026-03-13 23:00")
    assert Authority.of(deputy.person).roles
    travel("2026-03-14 00:00")
    assert not Authority.of(deputy.person).roles


@pytest.mark.clause("AH-27.5", "WS13-3.1.4-4")
def test_the_days_are_named_and_the_centre_is_told_in_writing(posts):
    principal = first(posts)
    with pytest.raises(Invalid, match="请填写顶岗至哪一天") as refused:
        stand_in(posts, principal, until_on="")
    assert wrong_fields(refused.value) == {"until_on"}
    with pytest.raises(Invalid, match="不能为自己顶岗"):
        stand_in(posts, principal, person=principal.person)
    notice = stand_in(posts, principal).dossier.papers.get(kind="stand_in_notice")
    assert notice.title == "临时代表书面通知（备案）"
    said = {key: notice.facts[key] for key in ("principal", "as_what", "first_day", "last_day")}
    assert said == {
        "principal": "钱首代",
        "as_what": "首席代表",
        "first_day": "2026-03-09",
        "last_day": "2026-03-13",
    }


@pytest.mark.clause("AH-20.4")
def test_a_stand_in_who_is_not_filed_has_no_login(posts):
    principal, person = first(posts), make_user("临时代表")
    days = {"starts_on": "2026-03-09", "until_on": "2026-03-13", "stands_in_for": principal.pk}
    posting = posts.endorse(posts.apply(person, post="back", **days))
    assert not Authority.of(person).grants
    assert posting.dossier.papers.filter(kind="stand_in_notice").exists()


@pytest.mark.clause("WS13-3.1.4-3")
def test_a_stand_in_is_trained_like_everybody_and_goes_on_the_last_day(calendar):
    posts = PostingHall("WS")
    principal = posts.entered(make_user("窗口"), starts_on="2026-03-16")
    travel("2026-03-16")
    principal = posts.start(principal)
    days = {"starts_on": "2026-03-17", "until_on": "2026-03-18", "stands_in_for": principal.pk}
    posting = posts.train(
        posts.endorse(posts.apply(make_user("顶岗"), **days)), unproven=["礼仪"], skip=["礼仪"]
    )
    reason = {"act": "agree", "guard": "staff.training_is_proven", "reason": "急需"}
    perform(posting, "waive", reason, by=posts.leader)
    posting = posts.enter(posts.agree(posting))
    travel("2026-03-17")
    with pytest.raises(Objected, match="尚未合格，不能上岗：礼仪"):
        posts.start(posting)
    posting = posts.start(posts.train(posting, act="train_further"))
    assert posting.dossier.runs.get().limits.get().due_on.isoformat() == "2026-03-18"
    with pytest.raises(NotAllowed):
        perform(posting, "expire", by=posts.office)
    travel("2026-03-19 00:01")
    assert sweep().failed == 0
    assert Posting.objects.get(pk=posting.pk).state == "ended"
    assert Authority.of(principal.person).roles == {Role.WINDOW_CLERK}
    assert not Authority.of(posting.person).grants


def test_back_early_the_post_is_theirs_again(posts):
    principal = first(posts)
    deputy = posts.start(stand_in(posts, principal))
    perform(deputy, "finish_stint", {"reason": "提前返岗"}, by=posts.chief)
    assert Authority.of(principal.person).roles == {Role.FIRST_REPRESENTATIVE}
    assert not Authority.of(deputy.person).grants


def test_nobody_stands_in_twice_at_a_time(posts):
    principal = first(posts)
    one, two = stand_in(posts, principal), stand_in(posts, principal, make_user("另一人"))
    posts.start(one)
    with pytest.raises(Objected, match="另有人顶岗"):
        posts.start(two)


@pytest.mark.clause("AH-27.5")
def test_leave_waits_until_a_temporary_representative_is_named(calendar):
    posts = PostingHall("AH")
    principal = first(posts)
    asked = {"kind": "事假", "begins_on": "2026-03-11", "ends_on": "2026-03-12", "reason": "家事"}
    scope = {"hall": posts.hall, "department": posts.department}
    leave = perform(Leave, "ask", asked, by=principal.person, **scope)
    with pytest.raises(Objected, match="须先指定请假期间的临时代表"):
        perform(leave, "approve", by=posts.leader)
    days = {"starts_on": "2026-03-11", "stands_in_for": principal.pk, "post": "back"}
    posts.endorse(posts.apply(make_user("短期"), **days, until_on="2026-03-11"))
    with pytest.raises(Objected, match="须先指定请假期间的临时代表"):
        perform(leave, "approve", by=posts.leader)
    posts.endorse(posts.apply(make_user("临时代表"), **days, until_on="2026-03-12"))
    assert perform(leave, "approve", by=posts.leader).state == "approved"


def test_elsewhere_leave_needs_no_stand_in(calendar):
    posts = PostingHall("XA")
    principal = first(posts)
    asked = {"kind": "事假", "begins_on": "2026-03-11", "ends_on": "2026-03-12", "reason": "家事"}
    scope = {"hall": posts.hall, "department": posts.department}
    leave = perform(Leave, "ask", asked, by=principal.person, **scope)
    assert perform(leave, "approve", by=posts.leader).state == "approved"
