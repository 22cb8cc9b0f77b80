"""A prepared question gives what its queryset gives, in one statement, on both databases."""

import datetime as dt

import pytest
from django.db.models import Q

from hall.models import Grant, User
from hall.people.roles import Role
from hall.prepared import Prepared
from tests.factories import at, make_hall, make_place, make_user, travel

pytestmark = [pytest.mark.embedded, pytest.mark.django_db(transaction=True)]
DAY = dt.timedelta(days=1)


def given(user, moment):
    """Both values twice and out of order, with a constant between them."""
    begun = Q(since__lte=moment) & (Q(until__isnull=True) | Q(until__gt=moment))
    return Grant.objects.filter(begun, Q(user=user) | Q(user=user, role="none"), state="given").order_by(
        "-pk"
    )


@pytest.fixture
def clerk():
    travel("2026-03-09")
    hall = make_hall()
    make_user("旁人", (Role.GUIDE, hall))
    window = make_place(hall)
    return make_user("张窗口", (Role.WINDOW_CLERK, hall), (Role.REVIEWER, hall, None, window))


def test_it_answers_as_the_queryset_does(clerk):
    asked = Prepared(given)
    for moment in (at("2026-03-09"), at("1999-12-31"), at("2026-03-09") + DAY):
        for user in User.objects.all():
            assert asked(user.pk, moment) == list(given(user, moment))
    assert len(asked(clerk.pk, at("2026-03-09"))) == 2
    assert asked(clerk.pk, at("1999-12-31")) == []


def test_its_rows_are_whole(clerk):
    one, other = Prepared(given)(clerk.pk, at("2026-03-09"))
    whole = Grant.objects.get(pk=one.pk)
    fields = [field.attname for field in Grant._meta.concrete_fields]
    assert [getattr(one, name) for name in fields] == [getattr(whole, name) for name in fields]
    assert not one.get_deferred_fields()
    assert one.place.name == "A01号窗口"
    assert other.place is None


def test_it_asks_one_question_each_time(clerk, django_assert_num_queries):
    asked = Prepared(given)
    for _ in range(2):
        with django_assert_num_queries(1):
            asked(clerk.pk, at("2026-03-09"))


def test_a_value_missing_or_too_many_is_an_error(clerk):
    asked = Prepared(given)
    asked(clerk.pk, at("2026-03-09"))
    for values in ((clerk.pk,), (clerk.pk, at("2026-03-09"), 1)):
        with pytest.raises(TypeError):
            asked(*values)
