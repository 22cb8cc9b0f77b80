"""Filings and sittings at the same moment, on PostgreSQL; the control shows the race when the lock is off."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection, connections

from hall.acts import guards
from hall.acts.refusals import Refused
from hall.people.roles import Role
from tests.factories import make_user
from tests.windows.desk import GENERAL
from windows.models import Closure, Seat
from windows.seating import sit

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]
DAYS = ("2026-03-20", "2026-03-24")
PATIENCE = (
    1.0  # seconds a filing waits, its conditions already checked, for the others to have checked theirs
)


@contextmanager
def meeting(kind: str, act: str, number: int) -> Iterator[None]:
    """Whoever has passed every condition of the act waits until so many have: the widest gap a race can have."""
    barrier = Barrier(number)

    def wait_for_the_others(obj, do):
        try:
            barrier.wait(PATIENCE)
        except BrokenBarrierError:
            return  # the others cannot come here: they wait for the lock

    extra = guards.EXTRA.setdefault((kind, act), [])
    extra.append(guards.Guard("tests.wait_for_the_others", wait_for_the_others, ()))
    try:
        yield
    finally:
        extra.pop()


def at_once(*calls) -> list[str]:
    """Run the calls in threads of their own; "ok" or the refusal of each."""

    def run(call) -> str:
        try:
            call()
        except Refused as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()
        return "ok"

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(run, calls))


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
    with meeting("windows.closure", "submit", filings):
        return at_once(*(lambda c=closure: desk.submit(c) for closure in closures))


@pytest.mark.clause("WS13-2.2.1d-2")
def test_two_filings_at_once_never_break_the_quota_of_the_few(desk):
    assert file_together(desk, windows=3, filings=2) == ["Objected", "ok"]
    assert Closure.objects.live().count() == 1


@pytest.mark.clause("WS13-2.2.1d-1")
def test_four_filings_at_once_never_break_the_fifth(desk):
    assert file_together(desk, windows=10, filings=4) == ["Objected", "Objected", "ok", "ok"]
    assert Closure.objects.live().count() == 2


def test_control_without_the_departments_lock_the_quota_breaks(desk):
    with unlocked(Closure.acts()["submit"]):
        assert file_together(desk, windows=3, filings=2) == ["ok", "ok"]
    assert Closure.objects.live().count() == 2


def test_two_clerks_for_one_seat(desk):
    window = desk.window("A01", GENERAL)
    colleague = make_user("李窗口", (Role.WINDOW_CLERK, desk.hall))
    with meeting("windows.seat", "sit", 2):
        outcome = at_once(lambda: sit(desk.clerk, window), lambda: sit(colleague, window))
    assert outcome == ["Objected", "ok"]
    assert Seat.objects.seated().count() == 1


def test_one_clerk_at_two_windows(desk):
    windows = [desk.window("A01", GENERAL), desk.window("A02", GENERAL)]
    with meeting("windows.seat", "sit", 2):
        outcome = at_once(*(lambda w=window: sit(desk.clerk, w) for window in windows))
    assert outcome == ["Objected", "ok"]
    assert Seat.objects.seated().get().window in windows


def test_a_crowd_of_filings_is_served_in_turn(desk):
    """Without a meeting point: sixteen at once, whoever comes first."""
    closures = [desk.draft(window, *DAYS) for window in desk.windows(16)]
    outcome = at_once(*(lambda c=closure: desk.submit(c) for closure in closures))
    assert outcome == ["Objected"] * 13 + ["ok"] * 3
    assert Closure.objects.live().count() == 3
