"""The broker is only a doorbell: without it every act succeeds, and the periodic task draws the papers."""

import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import redis
from kombu import pools

from hall.calendar.seeding import seed_calendar
from hall.celery import app
from hall.models import Paper
from hall.papers.tasks import render_pending
from setup.services import redis_server
from tests.cases_factory import CaseHall
from tests.factories import travel

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def broker_at(url: str):
    """The application rings at this address inside the block."""
    before = app.conf.broker_url
    _forget_connections()
    app.conf.broker_url = url
    try:
        yield
    finally:
        app.conf.broker_url = before
        _forget_connections()


def _forget_connections() -> None:
    app.amqp._producer_pool = app._pool = None
    pools.reset()


@pytest.fixture
def hall(transactional_db, published_years) -> CaseHall:
    list(seed_calendar(published_years))
    travel("2026-03-09")
    made = CaseHall()
    render_pending()  # the papers of its seals
    return made


def undrawn() -> int:
    return Paper.objects.filter(pdf_sha256=None).count()


def test_with_nobody_at_the_door_the_act_is_done_at_once(hall, tmp_path, caplog):
    with broker_at(f"redis+socket://{tmp_path}/nobody.sock"):
        began = time.monotonic()
        case = hall.accept(hall.receive())
        assert time.monotonic() - began < 10
    assert case.state == "accepted"
    assert undrawn() == 2
    assert "broker unreachable" in caplog.text
    assert render_pending() == 2
    assert undrawn() == 0


def test_a_broker_that_dies_loses_no_paper(hall, tmp_path):
    socket = Path(tmp_path / "redis.sock")
    with suppress(redis.ConnectionError), broker_at(f"redis+socket://{socket}"):
        with redis_server(tmp_path):
            case = hall.receive()
            with redis.Redis(unix_socket_path=str(socket)) as queue:
                assert queue.llen("celery") == 1, "the bell was rung"
        case = hall.accept(case)
    assert case.state == "accepted"
    assert undrawn() == 2
    assert render_pending() == 2


def test_a_bell_nobody_hears_costs_nothing(hall, tmp_path):
    """Each act rings, one look draws all; the bells left over find nothing to do."""
    for _ in range(3):
        hall.receive()
    assert [render_pending() for _ in range(3)] == [3, 0, 0]
