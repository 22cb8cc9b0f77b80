"""Who works here today, as the public may know it: the fields the rulebook names and nothing more (XA-37.4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hall.duty import duty
from hall.registers.register import RegisterRecord
from hall.rulebook import answer
from staff.rules import PUBLIC_FIELDS

from .at_work import department_of, people_on
from .leaves.leave import Leave


@dataclass(frozen=True)
class Shown:
    """One person on the board: the unit, and label and value of each public field."""

    unit: str
    fields: tuple[tuple[str, str], ...]


@duty("XA-37.4", off=lambda hall, on: [])
def board(hall, on: dt.date) -> list[Shown]:
    """Everybody at work on a day for whom the register of the board has a line; who is on leave is not there."""
    away = Leave.objects.filter(
        dossier__hall=hall, state__in=Leave.GRANTED, begins_on__lte=on, ends_on__gte=on
    )
    people = {one.pk: one for one in people_on(hall, on).exclude(pk__in=away.values("person"))}
    shown = {}
    for line in RegisterRecord.objects.filter(
        register="staff.public", state=RegisterRecord.State.RECORDED, dossier__hall=hall
    ).order_by("pk"):
        if (pk := line.facts["person"]["id"]) in people:
            shown[pk] = line.facts
    return [_shown(hall, on, person, shown[pk]) for pk, person in people.items() if pk in shown]


def _shown(hall, on: dt.date, person, facts: dict) -> Shown:
    unit = department_of(person, hall, on)
    return Shown(str(unit or hall), only_public(hall, on, facts | {"name": person.name}))


@duty(
    "XA-37.4", off=lambda hall, on, facts: tuple((PUBLIC_FIELDS.get(k, k), str(v)) for k, v in facts.items())
)
def only_public(hall, on: dt.date, facts: dict) -> tuple[tuple[str, str], ...]:
    """The fields the rulebook lets the public see, in its order; an empty one is left out."""
    fields = answer(hall, "staff.public_fields", on=on).value
    return tuple((PUBLIC_FIELDS[name], facts[name]) for name in fields if facts.get(name))
