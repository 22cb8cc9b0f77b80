"""The calendar a hall counts by now, held in the process for as long as no document is added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hall.calendar.arrangements import HolidayArrangement
from hall.calendar.composition import Document, compose
from hall.calendar.working_days import WorkingCalendar
from hall.reading import mark

if TYPE_CHECKING:
    from hall.places.hall import Hall


class Held:
    """The documents at one mark and the calendars composed from them so far."""

    def __init__(self, mark: Any, documents: Sequence[Document]):
        self.mark = mark
        self.documents = documents
        self.local = {document.hall_id for document in documents} - {None}
        self.calendars: dict[tuple[int, ...], WorkingCalendar] = {}

    def calendar(self, hall: Hall | None) -> WorkingCalendar:
        # The tree is asked only when some area has a holiday of its own: mostly none has.
        halls = tuple(pk for pk in lineage(hall) if pk in self.local) if self.local else ()
        if halls not in self.calendars:
            self.calendars[halls] = compose(self.documents, halls)
        return self.calendars[halls]


_held = Held(None, ())


def calendar_for(hall: Hall | None) -> WorkingCalendar:
    """The working calendar of a hall, or the nation's for None: one query a reading while nothing was published.

    Raises CalendarDoesNotReach while no year has been imported.
    """
    global _held
    stands, held = mark("hall.HolidayArrangement"), _held
    if held.mark != stands:
        held = _held = Held(stands, HolidayArrangement.objects.documents())
    return held.calendar(hall)


def lineage(hall: Hall | None) -> tuple[int, ...]:
    """The keys of a hall and those above it, from the top of the tree down: the order in which levels speak."""
    return () if hall is None else (*(above.pk for above in reversed([*hall.ancestors()])), hall.pk)
