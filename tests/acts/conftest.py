"""A hall, people, and objections that a test may raise against real acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from hall.acts.guards import EXTRA, GUARDS, objects_to
from hall.people.roles import Role
from tests.factories import make_hall, make_place, make_user, travel
from tests.visits import record_visit, visits  # noqa: F401 – a fixture


@pytest.fixture
def hall(transactional_db):
    travel("2026-09-18")
    return make_hall()


@pytest.fixture
def place(hall):
    return make_place(hall)


@pytest.fixture
def office(hall):
    return make_user("大厅管理", (Role.HALL_OFFICE, hall))


@pytest.fixture
def clerk(hall):
    """May do nothing with a visitors' register."""
    return make_user("窗口", (Role.WINDOW_CLERK, hall))


@pytest.fixture
def record(hall, visits):  # noqa: F811
    return record_visit(hall)


@pytest.fixture
def objecting() -> Iterator[Callable]:
    """``objecting(act, function, clauses, **more)``: one more guard of an act of the registers, for this test."""
    guards, extra = dict(GUARDS), {key: list(made) for key, made in EXTRA.items()}

    def add(act: str, function: Callable, clauses: str = "", **more) -> None:
        objects_to("hall.registerrecord", act, clauses, **more)(function)

    yield add
    for registry, before in ((GUARDS, guards), (EXTRA, extra)):
        registry.clear()
        registry.update(before)
