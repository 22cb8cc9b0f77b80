"""A hall to take cases in. Every test runs in one transaction that is rolled back: quicker than emptying tables, and
the door's own transaction knows such an outer one (races, which need real commits, are tested elsewhere).
"""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from hall.calendar.seeding import seed_calendar
from tests.cases_factory import CaseHall
from tests.factories import travel
from tests.law.staff_hall import StaffHall
from tests.remembered import remember
from tests.windows.desk import Desk

YEARS = range(2024, 2027)  # those the tests count in: each further year is reviewed against all before it


@pytest.fixture(scope="session")
def published_years(tmp_path_factory) -> Path:
    """The published arrangements of those years, as a release brings them."""
    return years_in(tmp_path_factory.mktemp("calendars"))


def years_in(folder: Path) -> Path:
    for year in YEARS:
        shutil.copy(settings.FIXTURES / "calendars" / f"{year}.toml", folder)
    return folder


def ordinary_monday(years: Path) -> None:
    """The working days are published, and legal time stands on an ordinary Monday."""
    remember(("calendar", YEARS), lambda: {"published": list(seed_calendar(years))})
    travel("2026-03-09")


@pytest.fixture
def calendar(db, published_years):
    """The published working days, on an ordinary Monday."""
    ordinary_monday(published_years)


@pytest.fixture
def desk_of(calendar):
    """``desk_of("WS", "2026-01-05")``: a hall with its windows and people, on a day."""

    def desk(preset: str = "WS", day: str = "2026-03-09") -> Desk:
        travel(day)
        return Desk(preset)

    return desk


@pytest.fixture
def hall(calendar) -> CaseHall:
    """A hall under national rules alone."""
    return CaseHall()


@pytest.fixture
def hall_of(calendar):
    """``hall_of("AH")``: a hall under one regulation."""
    return CaseHall


@pytest.fixture
def staff_of(calendar):
    """``staff_of("WS")``: the people of a hall under one regulation."""
    return StaffHall
