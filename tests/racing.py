"""Several people at the same moment, on PostgreSQL: threads that start together and meet inside the door."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from django.db import connection

from hall.acts import guards, locking

PATIENCE = 1.0  # seconds to wait inside the door for somebody whom the lock holds back

only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one writer in at a time; there is no race to show"
)


def at_once(*calls: Callable) -> list:
    """Run the calls in threads that start together; what each returned or raised, in order."""
    results, start = [None] * len(calls), threading.Barrier(len(calls))

    def run(number: int, call: Callable) -> None:
        start.wait()
        try:
            results[number] = call()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def kinds(results: list) -> list[str]:
    """The names of what was returned or raised, sorted."""
    return sorted(type(one).__name__ for one in results)


@contextmanager
def meeting(*acts: tuple[str, str]) -> Iterator[None]:
    """Who has passed every condition of one of the acts (kind, act) waits until as many have passed as there are acts
    named: the widest gap a race can have. A lock that holds the others back breaks the meeting after a second.
    """
    barrier = threading.Barrier(len(acts))

    def wait_for_the_others(obj, do) -> None:
        with suppress(threading.BrokenBarrierError):
            barrier.wait(PATIENCE)

    last = guards.Guard("tests.wait_for_the_others", wait_for_the_others, ())
    for act in set(acts):
        guards.EXTRA.setdefault(act, []).append(last)
    try:
        yield
    finally:
        for act in set(acts):
            guards.EXTRA[act].remove(last)


@contextmanager
def unlocked() -> Iterator[None]:
    """The control: the door as it would be without its locks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locking, "_lock_row", lambda model, pk, wait: None)
        yield
