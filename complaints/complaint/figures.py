"""What complaints and orders of 12345 come to in a month, by unit; every one that came is counted once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from hall.clocks.ranking import ended_late, running
from hall.duty import duty
from hall.legal_time import now

from .complaint import Complaint
from .states import Channel, Satisfaction, State

NOBODY = "大厅"


@dataclass
class Unit:
    """One unit's month: how many came, were answered, were late, were called back."""

    name: str
    came: int = 0
    answered: int = 0
    late: int = 0
    called_back: int = 0

    @property
    def on_time(self) -> str:
        return share(self.came - self.late, self.came)

    @property
    def called(self) -> str:
        return share(self.called_back, self.answered)


def share(part: int, whole: int) -> str:
    """A rate in whole percents; a stroke where there is nothing to count."""
    return f"{round(100 * part / whole)}%" if whole else "—"


@duty("WS06-4.1-1", off=lambda found: {})
def by_state(found: QuerySet[Complaint]) -> dict[str, int]:
    """How many stand where, the invalid and the ended among them: together all that came."""
    return dict(Counter(found.values_list("state", flat=True)))


@duty("WS06-3.4-2", off=lambda found: "")
def follow_up_rate(found: QuerySet[Complaint]) -> str:
    """Of those answered, how many were called back and reached."""
    answered = found.exclude(answered_at=None).exclude(accepted_at=None)
    reached = answered.exclude(followed_at=None).exclude(satisfaction=Satisfaction.UNREACHED)
    return share(reached.count(), answered.count())


@duty("DL-3.7b WS06-3.1.4", off=lambda found: [])
def by_unit(found: QuerySet[Complaint]) -> list[Unit]:
    """The figures of each unit; what was invalid is in no unit's."""
    valid = found.exclude(state=State.INVALID)
    overdue = running(now()).filter(due_at__lt=now()).values("run__dossier")
    late = set(valid.filter(pk__in=overdue).values_list("pk", flat=True))
    late |= set(valid.filter(pk__in=ended_late().values("run__dossier")).values_list("pk", flat=True))
    units: dict[str, Unit] = {}
    for one in valid.select_related("target_department").prefetch_related("target_department__names"):
        name = str(one.target_department or NOBODY)
        unit = units.setdefault(name, Unit(name))
        unit.came += 1
        unit.answered += one.answered_at is not None
        unit.late += one.pk in late
        unit.called_back += one.followed_at is not None
    return sorted(units.values(), key=lambda unit: unit.name)


def orders(found: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """The orders of 12345 among them."""
    return found.filter(channel=Channel.HOTLINE)


def month_of(on: dt.date) -> str:
    """2026-03, as addresses name a month."""
    return f"{on.year}-{on.month:02}"
