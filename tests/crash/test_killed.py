"""kill -9 of the worker, of beat and of Redis while rungs are due: afterwards each effect stands there exactly once.

The cases lie untouched on the counter: when the days to tell are over they are deemed accepted, each with its paper.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from hall.calendar.seeding import seed_calendar
from hall.clocks.sweep import due_limits
from hall.legal_time import now
from hall.models import ClockFiring, ClockRun, Entry, Paper
from hall.timeline.verify import verify_all
from matters.cases.models import Case
from tests.cases_factory import CaseHall
from tests.crash.crew import Crew, until
from tests.factories import travel

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the embedded hall has no broker to kill"),
]
CASES = 10


@pytest.fixture
def cases(transactional_db) -> list[Case]:
    list(seed_calendar())
    travel("2026-03-09")
    hall = CaseHall()
    return [hall.receive() for _ in range(CASES)]


@pytest.fixture
def crew(cases, tmp_path: Path):
    crew = Crew(tmp_path)
    crew.start("redis", "worker", "beat")
    yield crew
    crew.stop()


def fired() -> int:
    return ClockFiring.objects.count()


def nothing_due() -> bool:
    return not due_limits(now())


def exactly_once(cases: list[Case]) -> None:
    """Every rung that has come was acted on once; every case was accepted once, with one paper, in one series."""
    rungs = Counter(ClockFiring.objects.values_list("limit", "rung", "generation"))
    assert set(rungs.values()) == {1}
    acts = Counter(Entry.objects.filter(kind=Entry.Kind.ACT).values_list("dossier", "act"))
    assert sum(n for (_, act), n in acts.items() if act == "reach_rung") == len(rungs)
    for case in cases:
        fresh = Case.objects.get(pk=case.pk)
        assert (fresh.state, fresh.deemed, fresh.accepted_at) == ("accepted", True, case.received_at)
        assert acts[case.pk, "deem_accepted"] == 1
        assert ClockRun.objects.filter(dossier=case.pk, clock="decision").count() == 1
    serials = Paper.objects.filter(kind="acceptance").values_list("serial", flat=True)
    assert sorted(serials) == list(range(1, len(cases) + 1))
    assert verify_all().sound


def test_the_worker_is_killed_in_the_middle_of_its_sweep(crew, cases):
    travel("2026-03-17")
    until(lambda: fired() >= CASES // 2, 30, "the sweep began")
    crew.kill("worker")
    halfway = fired()
    assert not nothing_due(), "the sweep was over before the worker was killed"
    crew.start("worker")
    until(nothing_due, 30, "a new worker finished the sweep")
    assert fired() > halfway
    exactly_once(cases)


@pytest.mark.parametrize("victim", ["beat", "redis"])
def test_whoever_rings_is_killed(crew, cases, victim):
    """Nothing happens while nobody rings, and nothing of it is lost when the bell is back."""
    travel("2026-03-17")
    until(lambda: fired() >= CASES // 2, 30, "the sweep began")
    crew.kill(victim)
    until(nothing_due, 30, "the worker finished what it had begun")
    settled = fired()
    travel("2026-04-20")
    with pytest.raises(AssertionError, match="somebody swept"):
        until(lambda: fired() > settled, 2, "somebody swept")
    crew.start(victim)
    until(nothing_due, 30, "the rungs of the time without a bell")
    assert fired() > settled
    exactly_once(cases)
