"""A hall that takes cases in, and the browsers of the people who work on them."""

from collections.abc import Callable

import pytest
from django.test import Client

from hall.calendar.seeding import seed_calendar
from tests.cases_factory import CaseHall
from tests.factories import travel
from tests.web.conftest import enter, year_2026

__all__ = ["enter", "year_2026"]


@pytest.fixture
def hall_of(db, year_2026) -> Callable[[str], CaseHall]:
    """``hall_of("EL")``: a hall under one regulation; legal time stands on an ordinary Monday."""
    list(seed_calendar(year_2026))
    travel("2026-03-09")
    return CaseHall


@pytest.fixture
def hall(hall_of) -> CaseHall:
    return hall_of("AH")


@pytest.fixture
def counter(hall, enter) -> Client:
    """The clerk at the window."""
    return enter(hall.clerk, hall.window)
