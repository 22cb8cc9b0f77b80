"""A hall under one regulation with people, a case to look at, and browsers that are logged in."""

import shutil
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from hall.calendar.seeding import seed_calendar
from tests.cases_factory import CaseHall
from tests.factories import travel


@pytest.fixture(scope="session")
def year_2026(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calendars")
    shutil.copy(settings.FIXTURES / "calendars/2026.toml", folder)
    return folder


@pytest.fixture
def hall(db, year_2026) -> CaseHall:
    """A hall under one county's regulation; legal time stands on an ordinary Monday."""
    list(seed_calendar(year_2026))
    travel("2026-03-09")
    return CaseHall("AH")


@pytest.fixture
def enter() -> Callable[..., Client]:
    """``enter(user, place)``: a browser in which the person is logged in, sitting at a place if one is named."""

    def enter(user, place=None) -> Client:
        client = Client()
        client.force_login(user)
        if place is not None:
            client.post(reverse("seat"), {"place": place.pk})
        return client

    return enter


@pytest.fixture
def counter(hall, enter) -> Client:
    """The clerk at the window."""
    return enter(hall.clerk, hall.window)
