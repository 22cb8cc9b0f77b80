from pathlib import Path

import pytest
from django.conf import settings

from hall.calendar.seeding import seed_calendar
from tests.factories import travel
from tests.windows.desk import Desk


@pytest.fixture
def desk(transactional_db, tmp_path: Path) -> Desk:
    """The desk on Friday 2026-03-13, with the calendar of 2026."""
    (tmp_path / "2026.toml").write_bytes((settings.FIXTURES / "calendars/2026.toml").read_bytes())
    assert list(seed_calendar(tmp_path))
    travel("2026-03-13")
    return Desk()
