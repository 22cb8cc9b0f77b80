"""Gathering: every line the platform is to know gets its record, once. Nothing is added to the acts themselves:

the timeline already stands in the act's own transaction, so a line without a record is found however late it is looked
for, after any crash, with any number of workers.
"""

from __future__ import annotations

import datetime as dt
import json
import logging

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from hall.duty import duty
from hall.legal_time import local_date
from hall.places.hall import Hall
from hall.rulebook import answer
from hall.timeline.entry import Entry
from matters.cases.case import Case

from .fields import ACCEPTS, fields_of, kind_of, project_of
from .record import Kind, PlatformRecord

TOLD_OF = ("cases.case", "cases.filing", "cases.specialprocedure", "cases.licence")
# Acts that leave the state and change what the platform was told (EL-5.4b).
CORRECTIONS = ("hand_on", "renew", "change")
MANY = 200
# Lines committed late lie at most so far behind the newest one that has its record.
OVERLAP = 5000
log = logging.getLogger(__name__)


@duty("XA-23.4 XA-27.4 EL-3.2e EL-5.4a", off=lambda: Entry.objects.none())
def untold() -> QuerySet[Entry]:
    """The lines the platform has no record of: every change of state, every correction; certificates among them."""
    moved = ~Q(state_from=F("state_to")) | Q(act__in=CORRECTIONS)
    lines = Entry.objects.filter(moved, kind=Entry.Kind.ACT, dossier__kind__in=TOLD_OF, platform_record=None)
    return lines.select_related("dossier__hall", "dossier__department", "by").order_by("pk")


def gather(limit: int = MANY) -> int:
    """Make the records that are wanting; returns how many. Nothing where no platform is connected."""
    if not settings.PLATFORM_URL:
        return 0
    made = 0
    newest = PlatformRecord.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for entry in list(untold().filter(pk__gt=newest - OVERLAP)[:limit]):
        try:
            with transaction.atomic():
                record_of(entry).save(force_insert=True)
        except IntegrityError:  # another worker was quicker
            continue
        except (
            Exception
        ):  # one line nobody can put into fields must not hold up all others; it stays on the late list
            log.exception("no record of entry %s", entry.pk)
            continue
        made += 1
    return made


def record_of(entry: Entry) -> PlatformRecord:
    """The record of one line, not saved."""
    obj, kind = entry.dossier.object(), kind_of(entry)
    number = project_of(obj).number
    department = project_of(obj).dossier.department
    return PlatformRecord(
        entry=entry,
        hall=entry.dossier.hall,
        kind=kind,
        project_no=number,
        version=version_of(number, kind, entry),
        source=str(department or entry.dossier.hall),
        happened_at=entry.legal_at,
        payload=json.dumps(fields_of(entry, obj, kind), ensure_ascii=False, sort_keys=True),
    )


@duty("EL-5.4b", off=lambda number, kind, entry: 1)
def version_of(number: str, kind: Kind, entry: Entry) -> int:
    """What was said before of the same thing is superseded, never overwritten; a step is told once and has no more."""
    if kind == Kind.PROCESS:
        return 1
    return PlatformRecord.objects.filter(project_no=number, kind=kind, entry__lt=entry).count() + 1


@duty("EL-3.1h", off=lambda hall, now: Case.objects.none())
def late_cases(hall: Hall, now: dt.datetime) -> QuerySet[Case]:
    """The cases accepted longer ago than the hall allows whose acceptance the platform has not got."""
    hours = answer(hall, "case.platform_upload_hours", local_date(now)).value
    if hours is None:
        return Case.objects.none()
    told = PlatformRecord.objects.filter(kind=Kind.ACCEPT, sent_at__isnull=False, entry__act__in=ACCEPTS)
    late = Case.objects.filter(dossier__hall=hall, accepted_at__lte=now - dt.timedelta(hours=hours))
    return late.exclude(number__in=told.values("project_no")).select_related("matter").order_by("accepted_at")
