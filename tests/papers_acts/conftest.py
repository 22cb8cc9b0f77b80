"""A hall that takes cases; each test in one transaction that is rolled back, its files in a folder of its own."""

import pytest

from tests.law.conftest import calendar, hall, hall_of, published_years  # noqa: F401 – fixtures


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Where stored papers go."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def case(hall):  # noqa: F811
    """Accepted, the acceptance not yet handed over."""
    return hall.accept(hall.receive())


@pytest.fixture
def acceptance(case):
    return case.dossier.papers.get(kind="acceptance")
