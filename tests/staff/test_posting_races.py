"""Two people start at the same moment, on PostgreSQL; the control shows the race when the locks are off."""

from types import SimpleNamespace

import pytest

from staff.models import Posting
from tests.factories import make_user
from tests.postings_factory import PostingHall
from tests.racing import at_once, kinds, meeting, only_postgresql, unlocked

pytestmark = [pytest.mark.django_db(transaction=True), only_postgresql]


@pytest.fixture
def posts(county: SimpleNamespace) -> PostingHall:
    return PostingHall(
        "AH", inside=SimpleNamespace(hall=county.hall, department=county.market, other=county.police)
    )


def start_together(posts, *waiting: Posting) -> list[str]:
    with meeting(*[("staff.posting", "start")] * len(waiting)):
        return kinds(at_once(*(lambda p=posting: posts.start(p) for posting in waiting)))


def first_representatives(posts) -> list[Posting]:
    return [posts.entered(make_user(name), is_first="on", post="back") for name in ("钱首代", "孙首代")]


@pytest.mark.clause("AH-26", "WS04-4.6-1")
def test_two_first_representatives_at_once_are_one(posts):
    assert start_together(posts, *first_representatives(posts)) == ["Objected", "Posting"]
    assert Posting.objects.filter(state="on_duty").count() == 1


@pytest.mark.clause("AH-20.3")
def test_one_person_starts_once(posts):
    person = make_user("新人")
    assert start_together(posts, posts.entered(person), posts.entered(person, post="issue")) == [
        "Objected",
        "Posting",
    ]


def test_control_without_locks_there_would_be_two(posts):
    both = first_representatives(posts)
    with unlocked():
        assert start_together(posts, *both) == ["Posting", "Posting"]
