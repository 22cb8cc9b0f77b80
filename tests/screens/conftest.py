"""Real browsers on a hall that is really stored. People come in by session cookie; one test logs in by hand."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from hall.calendar.seeding import seed_calendar
from tests.cases_factory import CaseHall
from tests.factories import travel
from tests.web.conftest import year_2026
from windows import seating
from windows.models import Window

__all__ = ["year_2026"]

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        # Playwright runs a loop of its own in this thread; the database is still used by one thread at a time.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def hall_of(transactional_db, year_2026) -> Callable[[str], CaseHall]:
    """``hall_of("EL")``: a hall under one regulation, on an ordinary Monday."""
    list(seed_calendar(year_2026))
    travel("2026-03-09")
    return CaseHall


@pytest.fixture
def open_page(chromium, live_server) -> Iterator[Callable[..., Page]]:
    """``open_page(user, at=place)``: a page of somebody logged in; nobody for the public. ``complaints`` collects what
    the browser finds wrong: blocked scripts, broken addresses, errors.
    """
    contexts = []

    def open_page(
        user=None, *, at=None, javascript: bool = True, width: int = 1366, height: int = 768
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            locale="zh-CN",
        )
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
            )
            if at is not None:
                seating.sit(user, Window.objects.select_related("place", "dossier").get(place=at))
        # A sheet lies open in a frame wherever a paper was issued; here it is drawn only when a test asks for it.
        context.route("**/papers/*/pdf", lambda route: route.fulfill(body=""))
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
