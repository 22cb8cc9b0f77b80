"""What an agreed change does to the catalogue: in force, out, moved below, or approved to stay outside."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from hall.failures import LegalFailure
from hall.places.hall import Hall

from .change_forms import Kind
from .codes import Level, PowerSource
from .matter import Matter
from .publishing import moved, publish
from .selectors import version_on


class ChangeImpossible(LegalFailure):
    """The catalogue does not take the change; its own objections say why."""


def take_effect(change, day) -> None:
    """Bring the change into the catalogue from a local date. Raises ChangeImpossible."""
    try:
        EFFECTS[Kind(change.kind_of_change)](change, day)
        change.matter.save()
    except ValidationError as error:
        raise ChangeImpossible("；".join(error.messages)) from error


def _enter(change, day) -> None:
    change.version.effective_from = day
    change.version.save()
    publish(change.version)
    matter = change.matter
    matter.entered_on = matter.entered_on or day
    matter.exception = ""


def _leave(change, day) -> None:
    change.matter.withdrawn_on = day


def _stay_out(change, day) -> None:
    change.matter.exception = change.exception
    if change.matter.entered_on and change.matter.withdrawn_on is None:
        change.matter.withdrawn_on = max(day, change.matter.entered_on)


def _devolve(change, day) -> None:
    """The lower hall takes the matter in from the day on which this one stops (XA-28.2)."""
    matter, target = change.matter, change.target
    below = Matter(
        hall=target.hall,
        department=target,
        entered_on=day,
        level=LEVELS[Hall.Level(target.hall.level)],
        power_source=PowerSource.DEVOLVED,
        **{name: getattr(matter, name) for name in SAME},
    )
    below.save()
    publish(moved(version_on(matter, day), below, day))
    _leave(change, day)


SAME = (
    "code",
    "national_code",
    "name",
    "sub_item",
    "kind",
    "applicant_kinds",
    "one_window",
    "public_safety",
)
LEVELS = {
    Hall.Level.COUNTY: Level.COUNTY,
    Hall.Level.TOWNSHIP: Level.TOWNSHIP,
    Hall.Level.VILLAGE: Level.VILLAGE,
}
EFFECTS = {
    Kind.ENTER: _enter,
    Kind.CHANGE: _enter,
    Kind.CANCEL: _leave,
    Kind.EXIT: _leave,
    Kind.DEVOLVE: _devolve,
    Kind.EXCEPT: _stay_out,
}
