"""A thousand numbers, one slot and one waiting person at the same moment, on PostgreSQL; with the controls."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from hall.acts.door import perform
from hall.acts.refusals import Busy, Invalid
from hall.calendar.seeding import seed_calendar
from tests.factories import travel
from tests.racing import at_once, kinds, meeting, only_postgresql, unlocked
from tests.web.conftest import year_2026
from windows.models import Appointment, Ticket

from .queueing import Queue

pytestmark = [pytest.mark.django_db(transaction=True), only_postgresql]
__all__ = ["year_2026"]
PEOPLE, EACH = 20, 50


@pytest.fixture
def queue(transactional_db, year_2026) -> Queue:
    list(seed_calendar(year_2026))
    travel("2026-03-09 09:00")
    return Queue()


def draw_many(queue: Queue, times: int) -> int:
    """Patiently: who meets a held lock for too long presses again."""
    drawn = 0
    while drawn < times:
        try:
            queue.draw()
            drawn += 1
        except Busy:
            continue
    return drawn


def test_a_thousand_numbers_drawn_at_once_are_a_thousand_numbers(queue):
    assert at_once(*(lambda: draw_many(queue, EACH) for _ in range(PEOPLE))) == [EACH] * PEOPLE
    numbers = Ticket.objects.filter(series=queue.line).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, PEOPLE * EACH + 1))


def test_control_without_the_lock_two_draw_the_same_number(queue):
    queue.draw()
    with unlocked(), meeting(*[("windows.ticket", "draw")] * 2):
        results = at_once(queue.draw, queue.draw)
    assert kinds(results) == ["IntegrityError", "Ticket"]
    clash = next(one for one in results if isinstance(one, IntegrityError))
    assert "one_number_a_day" in str(clash)


@pytest.mark.clause("AH-4.9b")
def test_the_last_place_of_a_slot_is_given_once(queue):
    with meeting(*[("windows.appointment", "book")] * 2):
        results = at_once(queue.book, queue.book)
    assert kinds(results) == [Appointment.__name__, Invalid.__name__]
    assert Appointment.objects.standing().count() == 1


def test_control_without_the_lock_the_slot_is_given_twice(queue):
    with unlocked(), meeting(*[("windows.appointment", "book")] * 2):
        results = at_once(queue.book, queue.book)
    assert kinds(results) == ["Appointment", "Appointment"]


def test_two_windows_never_call_the_same_person(queue):
    ticket = queue.draw()
    with meeting(*[("windows.ticket", "call")] * 2):
        results = at_once(
            lambda: queue.call(ticket),
            lambda: queue.at_window(ticket, "call", by=queue.colleague, window=queue.a02),
        )
    assert kinds(results) == ["Ticket", "WrongState"]


def test_nobody_is_called_to_a_window_that_is_being_taken_away(queue):
    ticket = queue.draw()
    with meeting(("windows.ticket", "call"), ("windows.window", "set_aside")):
        results = at_once(
            lambda: queue.call(ticket),
            lambda: perform(queue.a01, "set_aside", {"reason": "调整"}, by=queue.office),
        )
    assert kinds(results) in (["NotAllowed", "Window"], ["Objected", "Ticket"])
