"""公告、公示: on the public page for its days, every objection answered, and no decision before (DL-15)."""

import pytest

from hall.acts.door import perform
from hall.acts.offers import offers
from hall.acts.refusals import Invalid, Objected
from hall.clocks.sweep import sweep
from hall.people.authority import Authority
from matters.cases.announcement import on_public_page
from tests.cases_factory import limits
from tests.factories import travel
from tests.law import review
from tests.law.ask import cited, paper, wrong_fields


@pytest.fixture
def case(hall):
    """A matter whose decision needs five days of publicity."""
    return hall.case_in("reviewing", review.flagged(hall, publicity_n=5, publicity_unit="working_day"))


def blocked(hall, case) -> bool:
    for decide in ("approve", "refuse"):
        with pytest.raises(Objected) as refused:
            getattr(hall, decide)(review.again(case))
        assert cited(refused.value) == {"DL-15"}
    return True


@pytest.mark.clause("DL-15")
def test_its_days_pass_before_the_decision(hall, case):
    assert blocked(hall, case)
    announcement = review.announce(hall, case)
    assert str(announcement.until) == "2026-03-16"
    assert blocked(hall, case)
    travel("2026-03-16 23:00")
    sweep()
    assert blocked(hall, case)
    travel("2026-03-17 00:10")
    sweep()
    assert hall.approve(review.again(case)).state == "decided"


@pytest.mark.clause("DL-15")
def test_anybody_may_read_it_for_those_days(hall, case, client):
    announcement = review.announce(hall, case)
    assert "拟准予经营" in client.get("/notices/").content.decode()
    travel("2026-03-16")
    assert list(on_public_page()) == [announcement]
    travel("2026-03-17")
    assert list(on_public_page()) == []
    assert "拟准予经营" not in client.get("/notices/").content.decode()


@pytest.mark.clause("DL-15")
def test_it_stands_no_shorter_than_the_matter_says(hall, case):
    with pytest.raises(Invalid) as refused:
        review.announce(hall, case, until="2026-03-13")
    assert wrong_fields(refused.value) == {"until"}
    facts = paper(review.announce(hall, case, until="2026-03-18"), "public_notice").facts
    assert (facts["since"], facts["until"]) == ("2026-03-09", "2026-03-18")


@pytest.mark.clause("DL-15")
def test_without_a_period_of_its_own_the_day_is_said(hall):
    case = hall.case_in("reviewing")
    with pytest.raises(Invalid) as refused:
        review.announce(hall, case)
    assert wrong_fields(refused.value) == {"until"}


@pytest.mark.clause("DL-15")
def test_an_objection_is_answered_first(hall, case):
    announcement = review.announce(hall, case)
    said = {"by": "李邻居", "phone": "13800000002", "text": "油烟扰民"}
    announcement = perform(announcement, "object", said, by=hall.clerk)
    travel("2026-03-17 00:10")
    sweep()
    assert blocked(hall, case)
    announcement.refresh_from_db()
    announcement = perform(announcement, "answer", {"number": 1, "answer": "已改接烟道"}, by=hall.reviewer)
    assert announcement.unanswered == 0
    with pytest.raises(Invalid):
        perform(announcement, "answer", {"number": 1, "answer": "再答"}, by=hall.reviewer)
    assert hall.approve(review.again(case)).state == "decided"


@pytest.mark.clause("DL-15")
def test_an_answer_is_offered_only_while_an_objection_waits(hall, case):
    def offered(announcement) -> bool:
        every = offers(announcement, Authority.of(hall.reviewer))
        return next(one.available for one in every if one.act.name == "answer")

    announcement = review.announce(hall, case)
    assert not offered(announcement)
    said = {"by": "李邻居", "phone": "13800000002", "text": "油烟扰民"}
    assert offered(perform(announcement, "object", said, by=hall.clerk))


@pytest.mark.clause("DL-15")
def test_who_objects_is_not_on_the_timeline(hall, case):
    said = {"by": "李邻居", "phone": "13800000002", "text": "油烟扰民"}
    announcement = perform(review.announce(hall, case), "object", said, by=hall.clerk)
    told = str(list(announcement.dossier.entries.values_list("facts", flat=True)))
    assert not [word for word in said.values() if word in told]


@pytest.mark.clause("DL-15")
def test_the_clock_of_the_case_runs_on(hall, case):
    before = limits(case, "decision")
    review.announce(hall, case)
    assert limits(case, "decision") == before
