import pytest

from hall.calendar.seeding import seed_calendar
from tests.cases_factory import CaseHall
from tests.factories import travel


@pytest.fixture
def calendar(transactional_db):
    """The published working days; legal time stands on an ordinary Monday."""
    list(seed_calendar())
    travel("2026-03-09")


@pytest.fixture
def hall(calendar) -> CaseHall:
    """A hall under national rules alone."""
    return CaseHall()


@pytest.fixture
def hall_of(calendar):
    """``hall_of("AH")``: a hall under one regulation."""
    return CaseHall
