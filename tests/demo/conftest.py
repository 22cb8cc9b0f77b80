"""The demo hall, furnished once for all tests of this folder: it takes half a minute."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command

from hall import legal_time
from supervision.demo.furnish import furnish

LAST_YEAR = max(int(path.stem) for path in (settings.FIXTURES / "calendars").glob("*.toml"))
# Late in the last year whose holidays are known, so that long limits reach beyond them.
NOW = dt.datetime(LAST_YEAR, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="module")
def furnished(django_db_setup, django_db_blocker):
    """Committed data, as perform() needs it; taken away at the end the way Django does after such a test."""
    with django_db_blocker.unblock():
        try:
            furnish(NOW)
            yield NOW
        finally:
            legal_time.come_back()
            call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
