"""A number becomes the visit of a case."""

import pytest

from hall.acts.door import perform
from hall.calendar.seeding import seed_calendar
from tests.cases_factory import CaseHall
from tests.factories import travel
from tests.web.conftest import year_2026
from windows import seating
from windows.models import Line, Ticket, Window

__all__ = ["year_2026"]


@pytest.fixture
def hall(db, year_2026) -> CaseHall:
    list(seed_calendar(year_2026))
    travel("2026-03-09")
    hall = CaseHall("XA")
    window = Window.objects.select_related("place", "dossier").get(place=hall.window)
    data = {"name": "综合受理", "letter": "A", "windows": [window.pk], "per_slot": 1}
    hall.line = perform(Line, "set_up", data, by=hall.office, hall=hall.hall)
    seating.sit(hall.clerk, window)
    return hall


def at_window(hall: CaseHall, ticket: Ticket, act: str) -> Ticket:
    return perform(ticket, act, by=hall.clerk, place=hall.window)


def served(hall: CaseHall) -> Ticket:
    ticket = perform(Ticket, "draw", {}, by=hall.helper, hall=hall.hall, line=hall.line)
    return at_window(hall, at_window(hall, ticket, "call"), "begin")


def test_the_end_names_the_cases_of_the_visit(hall):
    before = hall.receive()
    travel("2026-03-09 10:10")
    ticket = served(hall)
    case = hall.receive()
    ticket = at_window(hall, ticket, "end")
    assert ticket.dossiers == [case.pk] != [before.pk]
    assert ticket.dossier.entries.latest("seq").facts["dossiers"] == [case.pk]
