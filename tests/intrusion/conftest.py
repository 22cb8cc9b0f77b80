"""One set-up for all attempts at getting in."""

import shutil

import pytest
from django.conf import settings
from django.core.cache import cache

from hall.calendar.seeding import seed_calendar
from tests.factories import travel

from .furnished import Furnished


@pytest.fixture(scope="session")
def year_2026(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calendars")
    shutil.copy(settings.FIXTURES / "calendars/2026.toml", folder)
    return folder


@pytest.fixture
def house(db, year_2026) -> Furnished:
    """Legal time stands on an ordinary Monday; nobody has been counted yet."""
    cache.clear()
    list(seed_calendar(year_2026))
    travel("2026-03-09")
    return Furnished()
