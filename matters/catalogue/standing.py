"""Where the matters of a hall stand (应进必进): entered, approved to stay outside, still missing, or moved below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from hall.duty import duty
from matters.catalogue.change import MatterChange, State
from matters.catalogue.change_forms import Kind
from matters.catalogue.codes import Channel
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import open_matters, versions_on
from matters.catalogue.version import MatterVersion


@dataclass(frozen=True)
class EntryReport:
    """Every matter of the hall's list on one local date, each in one of three groups."""

    entered: list[Matter]
    excepted: list[Matter]
    missing: list[Matter]

    @cached_property
    def total(self) -> int:
        return len(self.entered) + len(self.excepted) + len(self.missing)

    @cached_property
    def rate(self) -> int:
        """Entered of what has to enter, in whole percent, rounded down; 100 where nothing has to."""
        due = len(self.entered) + len(self.missing)
        return 100 * len(self.entered) // due if due else 100

    @cached_property
    def explained(self) -> int:
        """Entered, or outside with a ground, of all; in whole percent, rounded down."""
        return 100 * (len(self.entered) + len(self.excepted)) // self.total if self.total else 100


@duty(
    "AH-2.1 AH-5.1 AH-5.2 XA-32.1 EL-1.1 WS08-01-1 WS14-06-1",
    off=lambda hall, on: EntryReport([], [], []),
)
def entry_report(hall, on: date) -> EntryReport:
    """The report of a hall; a matter cancelled by that date is no longer on its list."""
    listed = Matter.objects.filter(hall=hall).select_related("department").order_by("department", "code")
    entered = set(open_matters(hall, on).values_list("pk", flat=True))
    cancelled = set(
        MatterChange.objects.filter(
            matter__hall=hall,
            state=State.IN_FORCE,
            kind_of_change__in=[Kind.CANCEL, Kind.DEVOLVE],
            effective_from__lte=on,
        ).values_list("matter", flat=True)
    )
    groups: dict[str, list[Matter]] = {"in": [], "excepted": [], "missing": []}
    for matter in listed:
        if matter.pk in entered:
            groups["in"].append(matter)
        elif matter.pk not in cancelled:
            groups["excepted" if matter.exception else "missing"].append(matter)
    return EntryReport(groups["in"], groups["excepted"], groups["missing"])


@duty("EL-1.1", off=lambda hall, on: [])
def not_online(hall, on: date) -> list[MatterVersion]:
    """The guides in force that cannot be applied for online (应上必上); each says why, where the rulebook asks it."""
    return [version for version in versions_on(hall, on) if Channel.ONLINE not in version.channels]


@duty("XA-28.2", off=lambda hall: [])
def moved_below(hall) -> list[MatterChange]:
    """The matters a hall has handed down, the latest first, with the hall that does them now."""
    return list(
        MatterChange.objects.filter(matter__hall=hall, kind_of_change=Kind.DEVOLVE, state=State.IN_FORCE)
        .select_related("matter", "target__hall")
        .order_by("-effective_from")
    )


@dataclass(frozen=True)
class Edition:
    """The list as it stood on a day: its number goes up by one with each change in force."""

    number: int
    since: date | None
    matters: dict[int, Matter]


@duty("WS08-01-3 DL-17.1 XA-7.1", off=lambda hall, on: Edition(0, None, {}))
def edition(hall, on: date) -> Edition:
    """The edition of a hall's list in force on a local date."""
    changes = MatterChange.objects.filter(
        Q(effective_from__lte=on), matter__hall=hall, state=State.IN_FORCE
    ).order_by("effective_from")
    last = changes.last()
    matters = open_matters(hall, on).select_related("department").order_by("department", "code")
    return Edition(changes.count() + 1, last and last.effective_from, {one.pk: one for one in matters})


def compared(old: Edition, new: Edition) -> tuple[list[Matter], list[Matter]]:
    """What the newer edition has more, and what it has no longer."""
    added = [matter for pk, matter in new.matters.items() if pk not in old.matters]
    gone = [matter for pk, matter in old.matters.items() if pk not in new.matters]
    return added, gone
