"""The slots of a day: from opening to closing, without the lunch break, each as long as the rulebook says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hall.calendar import calendar_for
from hall.clocks.computation import SHANGHAI
from hall.duty import duty
from hall.rulebook import answer


@dataclass(frozen=True)
class Slot:
    """A beginning and an end, and how many may still be booked."""

    starts: dt.datetime
    ends: dt.datetime
    left: int

    def __str__(self) -> str:
        return f"{self.starts.astimezone(SHANGHAI):%H:%M}-{self.ends.astimezone(SHANGHAI):%H:%M}"


def slots_of(hall, on: dt.date) -> list[tuple[dt.datetime, dt.datetime]]:
    """The slots of a working day; a rest day has none (see RestDayService)."""
    if not calendar_for(hall).is_working(on):
        return []
    rule = {key: answer(hall, f"hall.{key}_time", on).value for key in ("opening", "closing")}
    lunch = answer(hall, "hall.lunch_break", on).value
    span = dt.timedelta(minutes=answer(hall, "appointment.slot_minutes", on).value)
    at, closing = (dt.datetime.combine(on, rule[key], SHANGHAI) for key in ("opening", "closing"))
    found = []
    while at + span <= closing:
        if lunch and at.time() < lunch.end and (at + span).time() > lunch.start:
            at = dt.datetime.combine(on, lunch.end, SHANGHAI)
            continue
        found.append((at, at + span))
        at += span
    return found


@duty("XA-15.1", off=lambda line, on, at: [])
def free_slots(line, on: dt.date, at: dt.datetime) -> list[Slot]:
    """What may be booked in a line on a local date, seen from an instant: nothing begun, nothing full."""
    hall = line.dossier.hall
    taken = list(line.appointments.standing().filter(on=on).values_list("starts_at", flat=True))
    slots = [Slot(*pair, line.per_slot - taken.count(pair[0])) for pair in slots_of(hall, on)]
    return [slot for slot in slots if slot.starts > at and slot.left > 0]


def bookable_days(hall, today: dt.date) -> list[dt.date]:
    """The working days for which slots are given out, today included. A year not yet published has none."""
    ahead = answer(hall, "appointment.days_ahead", today).value
    calendar = calendar_for(hall)
    days = (today + dt.timedelta(days=n) for n in range(ahead + 1))
    return [day for day in days if day <= calendar.horizon and calendar.is_working(day)]
