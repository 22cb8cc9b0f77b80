"""How many statements an act sends: what a change adds by accident is seen here, not in a year's load."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases_factory import CaseHall
from tests.factories import travel
from tests.law.conftest import calendar, published_years  # noqa: F401 – fixtures

pytestmark = pytest.mark.django_db
AROUND = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT 1")


def statements(work) -> int:
    with CaptureQueriesContext(connection) as sent:
        work()
    return sum(not query["sql"].startswith(AROUND) for query in sent)


@pytest.fixture
def desk(calendar, settings) -> CaseHall:  # noqa: F811
    """As in earnest: legal time is the machine's, and nobody asks whether it travelled."""
    travel("2026-03-09")
    desk = CaseHall("AH")
    desk.accept(desk.receive())  # what is read once per process is read
    return desk


def test_an_acceptance_sends_thirty_statements(desk, settings):
    """The last of them enters the procedural seal on the notice in the ledger of the seals."""
    case = desk.receive()
    settings.LEGAL_TIME_TRAVEL = False
    assert statements(lambda: desk.accept(case)) == 30
