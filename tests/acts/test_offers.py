"""What the screen offers is what the door allows: one declaration, two readers."""

import pytest

from hall.acts.offers import offers
from hall.people.authority import Authority
from hall.people.roles import Role
from tests.factories import make_hall, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


def offered(record, user, place=None) -> dict[str, tuple[str, ...]]:
    return {offer.act.name: offer.reasons for offer in offers(record, Authority.of(user), place)}


def test_the_acts_of_the_state_and_no_hidden_ones(record, office):
    assert offered(record, office) == {"correct": (), "void": (), "note": ()}


def test_without_the_grant_they_are_greyed_with_the_reason(record, clerk):
    greyed = ("须由大厅管理室、导服人员办理",)
    assert offered(record, clerk) == {"correct": greyed, "void": greyed, "note": ()}


def test_in_another_hall_one_is_nobody(record):
    stranger = make_user("邻旗", (Role.HALL_OFFICE, make_hall(code="neighbour", region="150998")))
    assert all(offered(record, stranger).values())


def test_all_objections_are_shown(record, office, objecting):
    objecting("correct", lambda obj, do: ["缺少签字。", "缺少日期。"])
    assert offered(record, office) == {"correct": ("缺少签字。", "缺少日期。"), "void": (), "note": ()}


def test_after_the_end_nothing_is_left(record, office):
    from hall.acts.door import perform

    done = perform(record, "void", {"reason": "重复"}, by=office)
    assert offered(done, office) == {}
