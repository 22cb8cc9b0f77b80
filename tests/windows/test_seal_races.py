"""A seal and two people at the same moment; each control shows the race when the locks are off."""

from types import SimpleNamespace

import pytest
from django.conf import settings

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.calendar.seeding import seed_calendar
from hall.models import Grant
from hall.people.open_work import open_work_of
from hall.people.roles import Role
from tests.cases_factory import CaseHall
from tests.factories import make_user, travel
from tests.postings_factory import PostingHall
from tests.racing import at_once, kinds, meeting, only_postgresql, unlocked
from windows.models import Seal, SealUse

pytestmark = [pytest.mark.django_db(transaction=True), only_postgresql]
STAMP = ("cases.case", "seal")


@pytest.fixture
def hall(transactional_db, tmp_path) -> CaseHall:
    (tmp_path / "2026.toml").write_bytes((settings.FIXTURES / "calendars/2026.toml").read_bytes())
    assert list(seed_calendar(tmp_path))
    travel("2026-03-09")
    return CaseHall("AH")


@pytest.fixture
def posts(hall) -> PostingHall:
    return PostingHall("AH", inside=hall)


def seal_of(hall) -> Seal:
    return Seal.objects.select_related("dossier").get(pk=hall.seal.pk)


def order_of(hall) -> list[str]:
    acts = hall.seal.dossier.entries.filter(kind="act", act__in=("use", "hand_over"))
    return [entry.act for entry in acts.order_by("seq")][1:]  # after the hand-over of the set-up


# --- Stamping while the seal changes hands ------------------------------------------------------------------------


def stamp_and_hand_over(hall, case) -> list[str]:
    deputy = make_user("临时代表", (Role.FIRST_REPRESENTATIVE, hall.hall, hall.department))
    with meeting(STAMP, ("windows.seal", "hand_over")):
        return kinds(
            at_once(
                lambda: perform(case, "seal", by=hall.first, place=hall.window),
                lambda: perform(seal_of(hall), "hand_over", {"receiver": deputy.pk}, by=hall.first),
            )
        )


@pytest.mark.clause("AH-28.8")
def test_a_seal_on_its_way_stamps_nothing(hall):
    outcome = stamp_and_hand_over(hall, hall.case_in("decided"))
    assert (outcome, order_of(hall)) in (
        (["Case", "Seal"], ["use", "hand_over"]),
        (["Objected", "Seal"], ["hand_over"]),
    )
    assert SealUse.objects.filter(seal=hall.seal).count() == order_of(hall).count("use")


def test_control_without_locks_both_pass_every_condition(hall):
    with unlocked():
        outcome = stamp_and_hand_over(hall, hall.case_in("decided"))
    assert "Objected" not in outcome


# --- Stamping while somebody takes the post ------------------------------------------------------------------------


def principal_and_deputy(hall, posts):
    """The hall's first representative as the posting has it, and a filed stand-in before the first day."""
    perform(hall.first.grants.get(role=Role.FIRST_REPRESENTATIVE), "revoke", by=SYSTEM)
    first = posts.start(posts.entered(hall.first, is_first="on", post="back"))
    days = {"starts_on": "2026-03-09", "until_on": "2026-03-13", "stands_in_for": first.pk}
    return first, posts.entered(make_user("临时代表"), post="back", **days)


def stamp_and_step_aside(hall, posts, case, deputy) -> list[str]:
    with meeting(STAMP, ("staff.posting", "start")):
        return kinds(
            at_once(
                lambda: perform(case, "seal", by=hall.first, place=hall.window),
                lambda: posts.start(deputy),
            )
        )


@pytest.mark.clause("AH-27.5", "AH-28.8")
def test_nobody_stamps_once_somebody_else_stands_in(hall, posts):
    case = hall.case_in("decided")
    _, deputy = principal_and_deputy(hall, posts)
    outcome = stamp_and_step_aside(hall, posts, case, deputy)
    assert outcome in (["Case", "Posting"], ["NotAllowed", "Posting"])
    for use in SealUse.objects.filter(seal=hall.seal):
        ended = Grant.objects.filter(user=hall.first).latest("pk").dossier.entries.get(act="revoke")
        assert use.entry.recorded_at < ended.recorded_at


def test_control_without_locks_they_meet(hall, posts):
    """Both are past every condition as the role passes on: the order of their commits is left to chance."""
    case = hall.case_in("decided")
    _, deputy = principal_and_deputy(hall, posts)
    with unlocked():
        assert stamp_and_step_aside(hall, posts, case, deputy) == ["Case", "Posting"]


# --- Taking the seal over while leaving for good ----------------------------------------------------------------


def leave_and_take_over(hall, posts, stand_in) -> tuple[list[str], SimpleNamespace]:
    seal = seal_of(hall)
    with meeting(("staff.posting", "finish_stint"), ("windows.seal", "take_over")):
        outcome = kinds(
            at_once(
                lambda: perform(stand_in, "finish_stint", {"reason": "提前返岗"}, by=posts.office),
                lambda: perform(seal, "take_over", by=stand_in.person),
            )
        )
    return outcome, open_work_of(stand_in.person, hall.hall)


def on_the_way_to_the_stand_in(hall, posts):
    first, deputy = principal_and_deputy(hall, posts)
    perform(seal_of(hall), "hand_over", {"receiver": deputy.person_id}, by=first.person)
    return posts.start(deputy)


@pytest.mark.clause("AH-28.8", "WS13-3.2.2-1")
def test_nobody_leaves_with_a_seal_just_taken(hall, posts):
    outcome, kept = leave_and_take_over(hall, posts, on_the_way_to_the_stand_in(hall, posts))
    assert (outcome, bool(kept)) in (
        (["NotAllowed", "Posting"], False),
        (["Objected", "Seal"], True),
    )


def test_control_without_locks_the_seal_goes_with_the_leaver(hall, posts):
    stand_in = on_the_way_to_the_stand_in(hall, posts)
    with unlocked():
        outcome, kept = leave_and_take_over(hall, posts, stand_in)
    assert (outcome, bool(kept)) == (["Posting", "Seal"], True)


# --- The way of a stand-in, step by step -------------------------------------------------------------------------


@pytest.mark.clause("AH-32.3", "AH-28.8")
def test_the_seal_goes_to_the_stand_in_and_comes_back(hall, posts):
    case = hall.case_in("decided")
    first, deputy = principal_and_deputy(hall, posts)
    seal = perform(seal_of(hall), "hand_over", {"receiver": deputy.person_id}, by=first.person)
    deputy = posts.start(deputy)
    seal = perform(seal, "take_over", by=deputy.person)
    assert perform(case, "seal", by=deputy.person, place=hall.window).state == "sealed"
    seal = perform(seal, "hand_over", {"receiver": first.person_id}, by=deputy.person)
    perform(deputy, "finish_stint", {"reason": "首席代表返岗"}, by=posts.office)
    assert perform(seal, "take_over", by=first.person).custodian == first.person
