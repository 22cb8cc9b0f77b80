"""The whole demo, from an empty database to the day it is looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from hall.calendar.seeding import seed_calendar
from hall.legal_time import local_date
from hall.models import Hall

from . import halls, people
from .clockwork import Clockwork, Days, at
from .data import rows
from .equipment import equip
from .script import stories
from .story import play
from .visit_story import wait_in_line

BEFORE = 60  # working days before today on which the halls open: more than the longest story


def furnish(now: dt.datetime, say: Callable[[str], object] = lambda line: None) -> None:
    """Build every hall and play its stories up to an instant; legal time stands there afterwards.

    Raises a Refused, BadFixture or RuntimeError with a note saying in which story and step.
    """
    list(seed_calendar())
    today = local_date(now)
    opening = Days(None, today).back(BEFORE)
    clockwork = Clockwork(at(opening, 8 * 60))
    names, counties = people.names(), []
    for table in rows("halls.toml", "hall"):
        hall = halls.open_hall(table, opening)
        say(f"{hall}：{hall.get_level_display()}")
        halls.furnish(hall, opening)
        people.enlist(hall, opening, names)
        if halls.is_county(hall):
            equip(hall, opening)
            counties.append(hall)
    say("办件：从收件到归档，逐日逐步办理")
    play((story for hall in counties for story in stories(hall, today)), clockwork)
    clockwork.reach(now)
    for hall in counties:
        wait_in_line(hall, now)
    say(f"共{Hall.objects.count()}个大厅")
