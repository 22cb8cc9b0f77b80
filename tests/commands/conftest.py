"""A hall, and the commands as an operator types them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.management import call_command

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
def record(hall, visits):  # noqa: F811
    return record_visit(hall)


@pytest.fixture
def manage() -> Callable[..., str]:
    """``manage("show", …)``: what the command prints. Raises CommandError and SystemExit as it ends badly."""

    def run(name: str, *words: object, **options) -> str:
        out = io.StringIO()
        call_command(name, *map(str, words), stdout=out, **options)
        return out.getvalue()

    return run
