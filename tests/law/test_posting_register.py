"""派驻登记: who is where since when, what a department lacks, whose membership has not moved, whose work is open."""

import pytest
from django.test import Client
from django.urls import reverse

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.models import RegisterRecord
from hall.people.authority import Authority
from hall.people.roles import Role
from staff.models import Posting
from staff.postings import roster
from tests.cases_factory import CaseHall, revoke_all
from tests.factories import make_user
from tests.law.test_upward import UP
from tests.postings_factory import PostingHall
from tests.windows.desk import Desk


@pytest.fixture
def posts(calendar) -> PostingHall:
    return PostingHall("AH")


def post(posts, name: str, **changes) -> Posting:
    return posts.start(posts.entered(make_user(name), **changes))


def gaps(posts) -> list[str]:
    return next(one.gaps for one in roster.units(posts.hall) if one.department == posts.department)


@pytest.mark.clause("AH-12.2", "AH-26")
def test_a_department_without_first_representative_shows(posts):
    post(posts, "张窗口")
    assert "没有首席代表" in gaps(posts)
    post(posts, "钱首代", is_first="on", post="back")
    assert "没有首席代表" not in gaps(posts)


@pytest.mark.clause("AH-12.2", "AH-18")
def test_so_does_one_with_nobody_else(posts):
    post(posts, "钱首代", is_first="on", post="back")
    assert gaps(posts) == ["没有其他派驻人员"]
    post(posts, "张窗口")
    assert gaps(posts) == []


@pytest.mark.clause("AH-22")
def test_and_one_without_a_leader_in_charge(posts):
    assert "没有确定主管领导" not in gaps(posts)
    post(posts, "张窗口")
    revoke_all(posts.chief)
    assert "没有确定主管领导" in gaps(posts)


@pytest.mark.clause("EL-4.1d")
def test_a_department_with_matters_sends_people_who_examine(hall_of):
    hall: CaseHall = hall_of("EL")
    posts = PostingHall(inside=hall)
    assert "没有后台审批人员" not in gaps(posts)
    revoke_all(hall.reviewer)
    assert "没有后台审批人员" in gaps(posts)


@pytest.mark.clause("EL-4.2b")
def test_front_back_and_issue_are_all_staffed(calendar):
    posts = PostingHall("EL")
    assert roster.posts_without_people(posts.hall) == ["前台受理", "后台审批", "出件"]
    for n, kind in enumerate(("front", "back", "issue")):
        with pytest.raises(Invalid):
            posts.apply(post=kind, duties="")
        assert len(roster.posts_without_people(posts.hall)) == 3 - n
        assert post(posts, f"人员{n}", post=kind, duties="明确的职责").duties == "明确的职责"
    assert roster.posts_without_people(posts.hall) == []
    with pytest.raises(NotAllowed):
        posts.apply(by=posts.other_chief)


@pytest.mark.clause("AH-21.3", "DL-20.1")
@pytest.mark.parametrize(("politics", "membership"), [("party", "party"), ("league", "league")])
def test_members_whose_relation_has_not_moved_are_listed(posts, politics, membership):
    member, other = post(posts, "党员", politics=politics), post(posts, "群众", politics="none")
    listed = lambda: list(roster.without_transfer(Posting.objects.all(), membership))  # noqa: E731
    assert listed() == [member]
    moved = {"moved_on": "2026-03-03"}
    with pytest.raises(NotAllowed):
        perform(member, "move_membership", moved, by=posts.chief)
    with pytest.raises(Objected, match="没有需要转入的组织关系"):
        perform(other, "move_membership", moved, by=posts.office)
    perform(member, "move_membership", moved, by=posts.office)
    assert listed() == []


@pytest.mark.clause("AH-28.6b")
def test_a_first_representative_sees_and_comments_on_the_own_people_only(posts):
    first, mine = post(posts, "钱首代", is_first="on", post="back"), post(posts, "张窗口")
    assert set(roster.visible_to(Authority.of(first.person))) == {first, mine}
    assert not roster.visible_to(Authority.of(posts.other_first)).exists()
    assert set(roster.visible_to(Authority.of(posts.office))) == {first, mine}
    perform(mine, "note", {"text": "业务熟练"}, by=first.person)
    with pytest.raises(NotAllowed):
        perform(mine, "note", {"text": "业务熟练"}, by=posts.other_first)


@pytest.mark.clause("AH-20.3", "DL-5.3")
def test_a_task_of_the_home_unit_is_kept_as_the_unit_s_fault(posts):
    clerk = post(posts, "张窗口")
    line = {
        "person": clerk.person_id,
        "on": "2026-03-09",
        "unit": posts.department.pk,
        "content": "回单位参加检查",
    }
    for stranger in (posts.chief, make_user("管机器", (Role.SYSADMIN, posts.hall))):
        with pytest.raises(NotAllowed):
            perform(RegisterRecord, "record", line, by=stranger, register="staff.home_duty", hall=posts.hall)
    found = perform(
        RegisterRecord, "record", line, by=posts.office, register="staff.home_duty", hall=posts.hall
    )
    assert found.facts["unit"]["id"] == posts.department.pk


# --- Nothing is left behind -----------------------------------------------------------------------------------


@pytest.mark.clause("WS13-3.2.2-1")
def test_nobody_leaves_with_open_cases(hall_of):
    hall: CaseHall = hall_of("AH")
    posts = PostingHall(inside=hall)
    leaver, taker = post(posts, "张窗口"), post(posts, "李窗口")
    cases = [hall.receive(by=leaver.person) for _ in range(3)]
    departure = posts.confirmed(leaver, "2026-03-09", exception="调动")
    with pytest.raises(Objected, match="承办的办件还有3项未移交"):
        posts.hand_over(departure, taker.person)
    for case in cases:
        perform(case, "hand_on", {"to": taker.person_id, "reason": "离岗"}, by=leaver.person)
    assert posts.allow(posts.hand_over(departure, taker.person)).state == "allowed"


@pytest.mark.clause("WS13-3.2.2-1")
def test_nor_with_a_seal(calendar):
    desk = Desk("AH")
    posts = PostingHall(inside=desk)
    revoke_all(desk.first)
    first, taker = post(posts, "钱首代", is_first="on", post="back"), post(posts, "李窗口")
    seal = desk.hand_over(desk.register_seal(), first.person)
    seal = perform(seal, "take_over", by=first.person)
    departure = posts.confirmed(first, "2026-03-09", exception="调动")
    with pytest.raises(Objected, match="保管的印章还有1项未移交"):
        posts.hand_over(departure, taker.person)
    perform(seal, "suspend", {"reason": "首席代表离岗"}, by=desk.office)
    assert posts.hand_over(departure, taker.person).steps.exists()


# --- Powers and windows ---------------------------------------------------------------------------------------


def posted_first(hall: CaseHall, powers) -> Posting:
    posts = PostingHall(inside=hall)
    revoke_all(hall.first)
    return posts.start(posts.entered(make_user("孙首代"), is_first="on", post="back", powers=powers))


@pytest.mark.clause("EL-4.1e")
def test_without_the_power_to_decide_there_is_no_decision(hall_of):
    hall: CaseHall = hall_of("AH")
    case = hall.case_in("reviewing")
    first = posted_first(hall, ["report", "seal"])
    for step in (hall.approve, hall.refuse):
        with pytest.raises(NotAllowed, match="没有授予您“审批决定权”"):
            step(case, by=first.person)
    PostingHall.authorise(PostingHall(inside=hall), first, ["decide"])
    assert hall.approve(case, by=first.person).state == "decided"


@pytest.mark.clause("EL-4.1e")
def test_nor_a_report_upward_nor_a_seal(hall_of):
    hall: CaseHall = hall_of("AH")
    upward = hall.into_review(hall.accept(hall.receive(hall.upward())))
    decided = hall.case_in("decided")
    first = posted_first(hall, ["decide"])
    with pytest.raises(NotAllowed, match="没有授予您“审核上报权”"):
        perform(upward, "report_up", UP, by=first.person)
    with pytest.raises(NotAllowed, match="没有授予您“电子印章使用权”"):
        perform(decided, "seal", by=first.person, place=hall.window)


@pytest.mark.clause("WS04-4.6-4")
def test_people_sit_at_windows_of_their_department_or_the_centre(calendar):
    desk = Desk("AH")
    posts = PostingHall(inside=desk)
    clerk = post(posts, "张窗口")
    theirs, own = desk.window("C01", of=desk.other), desk.window("B01", matters=[desk.matter])
    task = {"duties": "收件"}
    with pytest.raises(Objected, match="是其他部门的窗口"):
        perform(clerk, "assign", task | {"place": theirs.place_id}, by=desk.office)
    assert perform(clerk, "assign", task | {"place": own.place_id}, by=desk.office).place == own.place


# --- The page -------------------------------------------------------------------------------------------------


def page(user, address: str) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(address)
    return response.content.decode() if response.status_code == 200 else str(response.status_code)


def test_the_register_shows_each_what_is_theirs(posts):
    first = post(posts, "钱首代", is_first="on", post="back")
    posts.apply(make_user("后来人"))
    posts.letter(first)
    posts.file(first, "2026-03-09", exception="组织调动")
    address = reverse("postings")
    for reader in (posts.office, posts.leader, posts.chief, first.person):
        shown = page(reader, address)
        assert all(name in shown for name in ("钱首代", "后来人", "正在办理离岗", "组织调动", "待部门调整"))
        assert "正在办理入岗" in page(reader, "/")
    assert "钱首代" not in page(posts.other_first, address)
    assert "没有其他派驻人员" in page(posts.office, address)
    assert "没有其他派驻人员" not in page(posts.chief, address)
    assert page(posts.clerk, address) == "403"
    assert "钱首代" in page(posts.office, f"{address}?membership=party")


def test_a_posting_s_page_masks_its_numbers_and_offers_the_way_out(posts):
    clerk = post(posts, "张窗口")
    shown = page(posts.chief, reverse("dossier", args=[clerk.pk]))
    assert "138****0001" in shown
    assert "13800000001" not in shown
    assert "申请离岗" in shown
    assert "前台受理" in page(posts.chief, f"{reverse('new', args=['staff.posting', 'apply'])}")
