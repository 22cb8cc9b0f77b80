"""调换: the centre writes, the department changes the person; elsewhere a change is asked for ahead (AH-25, DL-21)."""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.clocks.ledger import Light
from hall.people.authority import Authority
from staff.models import Posting, Replacement
from tests.factories import at, make_user, travel
from tests.law.ask import wrong_fields
from tests.postings_factory import PostingHall


@pytest.fixture
def posts(calendar) -> PostingHall:
    """Under 达拉特's regulation, with somebody on duty; legal time stands on Wednesday 2025-03-05."""
    travel("2025-02-24")
    posts = PostingHall("DL")
    posting = posts.entered(make_user("赵窗口"), starts_on="2025-03-03")
    travel("2025-03-03")
    posts.posting = posts.start(posting)
    travel("2025-03-05")
    return posts


def successor(posts, letter, **changes) -> Posting:
    return posts.entered(make_user("后任"), answers=letter.pk, **changes)


@pytest.mark.clause("DL-21.3")
def test_the_letter_names_person_ground_and_what_is_asked(posts):
    for person in (posts.chief, posts.other_first):
        with pytest.raises(NotAllowed):
            posts.letter(posts.posting, by=person)
    letter = posts.letter(posts.posting, "send_back", "disobedient")
    paper = letter.dossier.papers.get(kind="replacement_letter")
    assert paper.title == "调整（退回）窗口工作人员意见书"
    said = {key: paper.facts[key] for key in ("person", "ground", "measure", "limit", "organ")}
    assert said == {
        "person": "赵窗口",
        "ground": "不服从管理",
        "measure": "勒令退回",
        "limit": "5日",
        "organ": "某旗市场监督管理局",
    }
    assert letter.dossier.department == posts.department
    with pytest.raises(Objected, match="尚未办结"):
        posts.letter(posts.posting)


@pytest.mark.clause("DL-21.4")
def test_five_days_to_comply(posts):
    letter = posts.letter(posts.posting)
    limit = letter.dossier.runs.get().limits.get()
    assert limit.due_on == dt.date(2025, 3, 10)
    assert limit.light(at("2025-03-10 23:59")) != Light.RED
    assert limit.light(at("2025-03-11 00:00")) == Light.RED
    with pytest.raises(NotAllowed):
        perform(letter, "fulfil", by=posts.office)
    travel("2025-03-10")
    posts.start(successor(posts, letter))
    letter, limit = Replacement.objects.get(), letter.dossier.runs.get().limits.get()
    assert (letter.state, letter.days_open) == ("done", 5)
    assert limit.light(at("2025-03-12")) == Light.GREEN


@pytest.mark.clause("DL-21.1")
def test_who_answers_a_letter_need_not_ask_ahead(posts):
    letter = posts.letter(posts.posting)
    with pytest.raises(Invalid) as refused:
        posts.apply(starts_on="2025-03-06")
    assert wrong_fields(refused.value) == {"starts_on"}
    assert successor(posts, letter, starts_on="2025-03-06").answers == letter
    assert posts.file(posts.posting, "2025-03-06").state == "filed"


@pytest.mark.clause("DL-21.1")
def test_a_department_that_wants_a_change_asks_five_days_ahead(posts):
    with pytest.raises(Invalid, match="最迟于2025年3月4日") as refused:
        posts.file(posts.posting, "2025-03-09")
    assert wrong_fields(refused.value) == {"leaves_on"}
    assert posts.file(posts.posting, "2025-03-10").state == "filed"


@pytest.mark.clause("DL-21.2")
def test_until_the_centre_consents_the_old_clerk_stays_and_the_new_one_waits(posts):
    new = make_user("后任")
    posting = posts.train(posts.endorse(posts.apply(new, starts_on="2025-03-10")))
    departure = posts.endorse(posts.sign(posts.file(posts.posting, "2025-03-10")))
    for obj, act in ((posting, "agree"), (departure, "confirm")):
        with pytest.raises(NotAllowed):
            perform(obj, act, {"opinion": "同意"}, by=posts.chief)
    assert Authority.of(posts.posting.person).grants
    assert not Authority.of(new).grants


@pytest.mark.clause("AH-25")
def test_where_the_text_names_no_days_it_stays_open_until_a_successor_comes(calendar):
    posts = PostingHall("AH")
    posting = posts.start(posts.entered(make_user("赵窗口")))
    with pytest.raises(NotAllowed):
        posts.letter(posting, by=posts.chief)
    letter = posts.letter(posting)
    assert letter.dossier.papers.get(kind="replacement_letter").title == "调换窗口工作人员建议书"
    assert letter.dossier.papers.get(kind="replacement_letter").facts["limit"] == "及时"
    assert not letter.dossier.runs.exists()
    travel("2026-03-19")
    assert Replacement.objects.get().days_open == 10
    posts.start(successor(posts, letter))
    travel("2026-03-25")
    letter = Replacement.objects.get()
    assert (letter.state, letter.days_open) == ("done", 10)


@pytest.mark.clause("AH-43.2")
def test_in_serious_cases_the_person_goes_and_the_letter_waits_for_that(calendar):
    posts = PostingHall("AH")
    posting, taker = (posts.start(posts.entered(make_user(name))) for name in ("赵窗口", "同事"))
    with pytest.raises(Invalid, match="应当调离窗口"):
        posts.letter(posting, "adjust", "serious")
    with pytest.raises(NotAllowed):
        posts.letter(posting, "send_back", "serious", by=posts.chief)
    letter = posts.letter(posting, "send_back", "serious")
    posts.start(successor(posts, letter))
    assert Replacement.objects.get().state == "open"
    departure = posts.hand_over(posts.confirmed(posting, "2026-03-09"), taker.person)
    posts.allow(departure)
    assert Replacement.objects.get().state == "done"
