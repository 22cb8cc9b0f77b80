"""The hall of the simulated year, furnished like the demo's story hall, with a leader for each department."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from hall.calendar.seeding import seed_calendar
from hall.models import Grant, Hall
from hall.people.roles import Role
from supervision.demo import halls, people
from supervision.demo.cast import Cast
from supervision.demo.data import rows
from supervision.demo.equipment import equip

HALL = "AH"


def open_story_hall(on: dt.date, names: Iterator[str]) -> Hall:
    """The story hall under its league, with people, catalogue, windows and seals. Raises BadFixture."""
    list(seed_calendar())
    for table in rows("halls.toml", "hall"):
        if table.data["code"] in ("league", HALL):
            hall = halls.open_hall(table, on)
            halls.furnish(hall, on)
            people.enlist(hall, on, names)
    equip(hall, on)
    _leaders(hall, on, names)
    return hall


def _leaders(hall: Hall, on: dt.date, names: Iterator[str]) -> None:
    """Each department's leader, who agrees to extensions: the demo needs but one of them."""
    posting = people.Posting(hall, on)
    posting.office = Cast(hall).office
    for department in hall.departments.order_by("pk"):
        if not Grant.objects.filter(department=department, role=Role.DEPARTMENT_LEADER).exists():
            user = people.user_of(f"leader-{department.pk}", next(names))
            posting.post(user, Role.DEPARTMENT_LEADER, department)
