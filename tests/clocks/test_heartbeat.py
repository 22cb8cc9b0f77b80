"""A worker may be alive and work on nothing: what it leaves behind is watched from elsewhere."""

import datetime as dt

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from hall.clocks.ledger import Heartbeat
from hall.clocks.tasks import heartbeat
from tests.factories import make_user, travel

ALARM = "后台任务没有在运行"
pytestmark = pytest.mark.django_db


def alarmed(client: Client) -> bool:
    return ALARM in client.get(reverse("home")).content.decode()


@pytest.fixture
def desk(hall, client) -> Client:
    client.force_login(make_user("大厅管理", ("hall_office", hall)))
    return client


def beat() -> None:
    heartbeat.apply()


def age(**span) -> None:
    Heartbeat.objects.update(beat_at=F("beat_at") - dt.timedelta(**span))


def test_where_no_worker_ever_showed_itself_every_page_says_so(desk):
    assert alarmed(desk)


def test_a_worker_that_works_is_not_alarmed_about(desk):
    beat()
    assert not alarmed(desk)
    age(minutes=4)
    assert not alarmed(desk)


def test_one_that_has_fallen_silent_is(desk):
    beat()
    age(minutes=6)
    assert alarmed(desk)
    beat()
    assert not alarmed(desk)
    assert Heartbeat.objects.count() == 1


def test_one_that_works_is_enough(desk):
    beat()
    Heartbeat.objects.create(worker="another")
    Heartbeat.objects.filter(worker="another").update(beat_at=F("beat_at") - dt.timedelta(hours=1))
    assert not alarmed(desk)


def test_its_age_is_the_machine_s_not_the_legal_time_s(desk):
    """A demo that travels a year ahead has no dead worker."""
    beat()
    travel("2027-09-18")
    assert not alarmed(desk)
