"""The one way an arrangement enters the calendar: reviewed, written whole or not at all, and announced."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from hall.calendar.arrangements import ArrangedDay, HolidayArrangement
from hall.calendar.current import lineage
from hall.calendar.review import Preview, review
from hall.calendar.signals import calendar_changed
from hall.calendar.table import Row, TableRefused
from hall.reading import forget


def preview(arrangement: HolidayArrangement, rows: Sequence[Row]) -> Preview:
    """What publishing the unsaved arrangement with the days of `rows` would change. Raises TableRefused."""
    documents = HolidayArrangement.objects.documents()
    return review(documents, arrangement.document(), rows, lineage(arrangement.hall))


def publish(arrangement: HolidayArrangement, rows: Sequence[Row], *, seen: str | None = None) -> Preview:
    """Write the arrangement and its days and send calendar_changed, in one transaction. Raises TableRefused.

    `seen` is the edition the person confirming saw as the result; if another document came between, nothing is
    written.
    """
    try:
        with transaction.atomic():
            return _publish(arrangement, rows, seen)
    finally:
        forget()  # written or undone


def _publish(arrangement: HolidayArrangement, rows: Sequence[Row], seen: str | None) -> Preview:
    # Publications queue behind the newest document, so that each is reviewed against the one before it.
    HolidayArrangement.objects.select_for_update().order_by("-pk").first()
    result = preview(arrangement, rows)
    if seen is not None and seen != result.after.edition:
        raise TableRefused(["预览之后日历或表格又有变动，本次没有导入。请重新预览后再确认。"])
    arrangement.save(force_insert=True)
    ArrangedDay.objects.bulk_create(
        ArrangedDay(arrangement=arrangement, date=row.day.date, kind=row.day.kind, name=row.day.name)
        for row in rows
    )
    forget()
    calendar_changed.send(
        sender=HolidayArrangement,
        hall=arrangement.hall,
        changed=frozenset(change.date for change in result.changes),
    )
    return result
