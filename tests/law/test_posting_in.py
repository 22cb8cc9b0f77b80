"""派驻入岗: applied for ahead, trained, agreed by unit and centre, entered – and only then on duty (WS13 三(一))."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.models import Grant
from hall.people.authority import Authority
from hall.people.roles import Role
from staff.models import Posting
from tests.factories import make_user, travel
from tests.law.ask import wrong_fields
from tests.postings_factory import FORM, PostingHall


@pytest.fixture
def posts(calendar) -> PostingHall:
    """Under 乌审旗's institutions; Monday 2026-03-09."""
    return PostingHall("WS")


@pytest.fixture
def filing(calendar) -> PostingHall:
    """Under 敖汉's: a change is only filed, without notice."""
    return PostingHall("AH")


MONDAY = "2026-03-16"  # five working days after the 9th


def entered(posts, **changes) -> Posting:
    posting = posts.entered(starts_on=MONDAY, **changes)
    travel(MONDAY)
    return posting


@pytest.mark.clause("WS13-3.1.1-1")
def test_the_form_comes_five_working_days_ahead(posts):
    with pytest.raises(Invalid, match="最迟于2026年3月6日提出申请") as late:
        posts.apply(starts_on="2026-03-13")
    assert wrong_fields(late.value) == {"starts_on"}
    assert posts.apply(starts_on=MONDAY).state == "applied"


@pytest.mark.clause("WS13-3.1.1-2")
@pytest.mark.parametrize("box", sorted(FORM.keys()))
def test_no_box_stays_empty(posts, box):
    with pytest.raises(Invalid) as refused:
        posts.apply(starts_on=MONDAY, **{box: ""})
    assert wrong_fields(refused.value) == {box}


@pytest.mark.clause("WS13-3-2")
def test_the_file_shows_what_the_unit_says_of_the_person(posts):
    posting = posts.apply(starts_on=MONDAY)
    assert (posting.politics, posting.statement) == ("party", "政治可靠，熟悉业务")
    with pytest.raises(Invalid) as refused:
        posts.apply(starts_on=MONDAY, statement="", politics="")
    assert wrong_fields(refused.value) == {"statement", "politics"}
    with pytest.raises(NotAllowed):
        posts.apply(starts_on=MONDAY, by=posts.other_chief)


@pytest.mark.clause("WS13-3.1.1-2")
def test_the_unit_s_opinion_is_the_unit_s(posts):
    posting = posts.apply(starts_on=MONDAY)
    for person in (posts.office, posts.leader, posts.other_chief):
        with pytest.raises(NotAllowed):
            posts.endorse(posting, by=person)
    with pytest.raises(WrongState):
        posts.agree(posting)
    assert posts.endorse(posting).unit_signer == posts.chief


@pytest.mark.clause("WS13-3.1.1-2", "WS13-F3")
def test_with_the_centre_s_opinion_the_form_is_complete(posts):
    posting = posts.train(posts.endorse(posts.apply(starts_on=MONDAY)))
    with pytest.raises(NotAllowed):
        posts.agree(posting, by=posts.chief)
    form = posts.agree(posting).dossier.papers.get(kind="posting_in")
    assert form.title == "旗政务服务中心进驻人员入岗审批表"
    assert form.facts["copies"] == ["工作单位", "政务服务局"]
    assert form.facts["unit_opinion"]["signer"] == "分管领导"
    assert form.facts["centre_opinion"] == {
        "text": "同意入岗",
        "signer": "大厅管理",
        "signed_on": "2026-03-09",
    }
    assert "*" in form.facts["person"]["identity"]


@pytest.mark.clause("WS13-3.1.2-2")
def test_without_proof_of_training_there_is_no_agreement_but_by_exception(posts):
    posting = posts.train(posts.endorse(posts.apply(starts_on=MONDAY)), unproven=["礼仪"])
    with pytest.raises(Objected, match="缺少以下培训的材料证明：礼仪"):
        posts.agree(posting)
    exception = {"act": "agree", "guard": "staff.training_is_proven", "reason": "证书补办中"}
    with pytest.raises(Invalid):
        perform(posting, "waive", exception, by=posts.office)
    perform(posting, "waive", exception, by=posts.leader)
    assert posts.agree(posting).state == "agreed"


@pytest.mark.clause("WS13-3.1.2-2")
def test_what_was_lacking_may_follow(posts):
    posting = posts.train(posts.endorse(posts.apply(starts_on=MONDAY)), skip=["消防安全"])
    with pytest.raises(NotAllowed):
        posts.train(posting, act="train_further", by=posts.other_chief)
    posting = posts.train(posting, act="train_further")
    assert posts.agree(posting).state == "agreed"


@pytest.mark.clause("AH-20.1", "WS13-3.1.2-1")
@pytest.mark.parametrize(("preset", "who", "not_who"), [("WS", "chief", "office"), ("AH", "office", "chief")])
def test_who_trains_reports_it(calendar, preset, who, not_who):
    posts = PostingHall(preset)
    posting = posts.endorse(posts.apply(starts_on=MONDAY))
    with pytest.raises(NotAllowed, match="岗前培训由"):
        posts.train(posting, by=getattr(posts, not_who))
    assert posts.train(posting, by=getattr(posts, who)).trainings.count() == len(
        posts.rule("training.subjects")
    )


@pytest.mark.clause("WS13-3.1.3")
def test_the_office_enters_the_data(posts):
    posting = posts.agree(posts.train(posts.endorse(posts.apply(starts_on=MONDAY))))
    travel(MONDAY)
    with pytest.raises(WrongState):
        posts.start(posting)
    data = {"attendance_number": "K001", "evaluator": "评价器12号"}
    with pytest.raises(NotAllowed):
        perform(posting, "enter_data", data, by=posts.chief)
    with pytest.raises(Invalid) as refused:
        perform(posting, "enter_data", {}, by=posts.office)
    assert wrong_fields(refused.value) == {"attendance_number", "evaluator"}
    assert posts.start(posts.enter(posting)).state == "on_duty"


@pytest.mark.clause("WS13-3.1.4-1")
def test_untrained_nobody_starts_even_by_exception(posts):
    posting = posts.train(posts.endorse(posts.apply(starts_on=MONDAY)), skip=["礼仪"])
    reason = {"act": "agree", "guard": "staff.training_is_proven", "reason": "急需"}
    perform(posting, "waive", reason, by=posts.leader)
    posting = posts.enter(posts.agree(posting))
    travel(MONDAY)
    with pytest.raises(Objected, match="尚未合格，不能上岗：礼仪"):
        posts.start(posting)
    assert posts.start(posts.train(posting, act="train_further")).state == "on_duty"


@pytest.mark.clause("WS13-3.1.4-1", "WS13-3.1.1-1", "DL-21.2")
def test_the_role_begins_with_the_first_day(posts):
    person = make_user("新人")
    posting = posts.entered(person, starts_on=MONDAY)
    with pytest.raises(Objected, match="届时方可上岗"):
        posts.start(posting)
    assert not Authority.of(person).roles
    travel(MONDAY)
    with pytest.raises(NotAllowed):
        posts.start(posting, by=posts.chief)
    posts.start(posting)
    (grant,) = Authority.of(person).grants
    assert (grant.role, grant.department, grant.until) == (Role.WINDOW_CLERK, posts.department, None)
    assert grant.dossier.parent == posting.dossier


@pytest.mark.clause("WS13-3.1.4-1", "DL-21.2")
@pytest.mark.parametrize("role", [Role.WINDOW_CLERK, Role.REVIEWER, Role.FIRST_REPRESENTATIVE])
def test_by_hand_nobody_gives_such_a_role(posts, role):
    person = make_user("新人")
    data = {"user": person.pk, "role": role}
    for giver in (posts.office, posts.bureau):
        with pytest.raises(Invalid, match="随人员派驻产生"):
            perform(Grant, "give", data, by=giver, hall=posts.hall, department=posts.department)
    data["role"] = Role.GUIDE
    assert perform(Grant, "give", data, by=posts.office, hall=posts.hall).role == Role.GUIDE


def test_what_is_only_filed_cannot_be_refused(filing, posts):
    for hall, allowed in ((filing, False), (posts, True)):
        posting = hall.endorse(hall.apply(starts_on=MONDAY))
        if allowed:
            assert perform(posting, "decline", {"opinion": "不符合"}, by=hall.office).state == "declined"
        else:
            with pytest.raises(Objected, match="实行备案"):
                perform(posting, "decline", {"opinion": "不符合"}, by=hall.office)


@pytest.mark.clause("AH-20.3", "DL-5.3")
def test_one_person_has_one_post(posts):
    person = make_user("新人")
    posts.start(entered(posts, person=person))
    with pytest.raises(Invalid, match="派驻期间不得再安排其他岗位") as refused:
        posts.apply(person, starts_on="2026-03-30")
    assert wrong_fields(refused.value) == {"person"}


@pytest.mark.clause("AH-20.3", "DL-5.3")
def test_of_two_applications_for_one_person_only_one_leads_to_a_post(filing):
    person = make_user("新人")
    one, other = filing.entered(person), filing.entered(person, post="back")
    filing.start(one)
    with pytest.raises(Objected, match="派驻期间不得再安排其他岗位"):
        filing.start(other)
    perform(other, "withdraw", {"reason": "改派他人"}, by=filing.chief)
    assert Authority.of(person).roles == {Role.WINDOW_CLERK}


@pytest.mark.clause("AH-19", "AH-27.1")
@pytest.mark.parametrize("is_first", ["", "on"])
def test_only_people_of_the_status_the_text_names(filing, is_first):
    for status in ("contract", "purchased", "pooled"):
        with pytest.raises(Invalid, match="本厅只接受以下身份的人员：公务员、在编人员"):
            filing.apply(status=status, is_first=is_first)
    for status in ("civil_servant", "established"):
        assert filing.apply(status=status, is_first=is_first).status == status


@pytest.mark.clause("EL-2.3")
def test_integrated_windows_are_staffed_by_people_hired_or_pooled(calendar):
    posts = PostingHall("EL")
    for status in ("purchased", "pooled"):
        posting = posts.apply(status=status, by=posts.office, department=None, window_type="general_window")
        assert posts.endorse(posting, by=posts.office).dossier.department is None
    with pytest.raises(Invalid, match="请先选择派驻部门"):
        posts.apply(by=posts.office, department=None)
    with pytest.raises(Invalid, match="代表部门"):
        posts.apply(status="pooled", is_first="on", by=posts.office, department=None)


@pytest.mark.clause("DL-21.1")
def test_dalad_asks_five_days(calendar):
    travel("2025-03-13")
    posts = PostingHall("DL")
    with pytest.raises(Invalid, match="最迟于2025年3月12日"):
        posts.apply(starts_on="2025-03-17")
    travel("2025-03-12")
    assert posts.apply(starts_on="2025-03-17").state == "applied"
    with pytest.raises(NotAllowed):
        posts.apply(starts_on="2025-03-17", by=posts.other_chief)
