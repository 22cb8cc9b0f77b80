import pytest

from hall.calendar.composition import compose
from hall.calendar.working_days import WorkingCalendar
from tests.calendar.published import shipped_documents


@pytest.fixture(scope="session")
def national() -> WorkingCalendar:
    """The nation's calendar as shipped, 2004–2026; nothing of 2027 is published."""
    return compose(shipped_documents())
