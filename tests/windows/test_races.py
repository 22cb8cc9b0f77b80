"""Filings and sittings at the same moment, on PostgreSQL; the control shows the race when the lock is off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hall.people.roles import Role
from tests.factories import make_user
from tests.racing import at_once, kinds, meeting, only_postgresql
from tests.windows.desk import GENERAL
from windows.models import Closure, Seat
from windows.seating import sit

pytestmark = [pytest.mark.django_db(transaction=True), only_postgresql]
DAYS = ("2026-03-20", "2026-03-24")


@contextmanager
def unlocked(act) -> Iterator[None]:
    """The control: the same act without its shared lock."""
    locks = act.locks
    object.__setattr__(act, "locks", None)
    try:
        yield
    finally:
        object.__setattr__(act, "locks", locks)


def file_together(desk, windows: int, filings: int) -> list[str]:
    closures = [desk.draft(window, *DAYS) for window in desk.windows(windows)[:filings]]
    with meeting(*[("windows.closure", "submit")] * filings):
        return kinds(at_once(*(lambda c=closure: desk.submit(c) for closure in closures)))


@pytest.mark.clause("WS13-2.2.1d-2")
def test_two_filings_at_once_never_break_the_quota_of_the_few(desk):
    assert file_together(desk, windows=3, filings=2) == ["Closure", "Objected"]
    assert Closure.objects.live().count() == 1


@pytest.mark.clause("WS13-2.2.1d-1")
def test_four_filings_at_once_never_break_the_fifth(desk):
    assert file_together(desk, windows=10, filings=4) == ["Closure", "Closure", "Objected", "Objected"]
    assert Closure.objects.live().count() == 2


def test_control_without_the_departments_lock_the_quota_breaks(desk):
    with unlocked(Closure.acts()["submit"]):
        assert file_together(desk, windows=3, filings=2) == ["Closure", "Closure"]
    assert Closure.objects.live().count() == 2


def test_two_clerks_for_one_seat(desk):
    window = desk.window("A01", GENERAL)
    colleague = make_user("李窗口", (Role.WINDOW_CLERK, desk.hall))
    with meeting(*[("windows.seat", "sit")] * 2):
        outcome = kinds(at_once(lambda: sit(desk.clerk, window), lambda: sit(colleague, window)))
    assert outcome == ["Objected", "Seat"]
    assert Seat.objects.seated().count() == 1


def test_one_clerk_at_two_windows(desk):
    windows = [desk.window("A01", GENERAL), desk.window("A02", GENERAL)]
    with meeting(*[("windows.seat", "sit")] * 2):
        outcome = kinds(at_once(*(lambda w=window: sit(desk.clerk, w) for window in windows)))
    assert outcome == ["Objected", "Seat"]
    assert Seat.objects.seated().get().window in windows


def test_a_crowd_of_filings_is_served_in_turn(desk):
    """Without a meeting point: sixteen at once, whoever comes first."""
    closures = [desk.draft(window, *DAYS) for window in desk.windows(16)]
    outcome = kinds(at_once(*(lambda c=closure: desk.submit(c) for closure in closures)))
    assert outcome == ["Closure"] * 3 + ["Objected"] * 13
    assert Closure.objects.live().count() == 3
