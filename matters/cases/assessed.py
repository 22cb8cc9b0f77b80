"""What the cases say in an assessment: kept limits, one-time notices. Registered with the staff floor's sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from hall.clocks.ledger import ClockRun
from hall.clocks.ranking import ended_late
from hall.duty import duty
from hall.papers.paper import Paper
from hall.timeline.entry import Entry
from staff.assessment.evidence import Evidence, Figure, figures, source
from staff.at_work import bounds

from .case import Case

IN_TIME = "办事效率"  # the criterion of AH 第二十四条(三) for which the clocks speak


@source
@duty("WS03-10", off=lambda hall, first, last: [])
def late_cases(hall, first: dt.date, last: dt.date) -> Iterable[Evidence]:
    """A row for every case whose decision came too late by law or promise; it opens the case."""
    for run in _decided(hall, first, last).filter(late=True).select_related("dossier"):
        case, on = run.dossier.object(), timezone.localtime(run.ended_at).date()
        yield Evidence(
            "overdue",
            on,
            f"办件{case.number}超期",
            run.dossier.department_id,
            case.accepted_by_id,
            run.dossier_id,
        )


@figures
@duty("WS03-10 AH-24.3", off=lambda hall, department, user, first, last: [])
def kept_limits(hall, department, user, first: dt.date, last: dt.date) -> Iterable[Figure]:
    """How many cases were decided in time: of a department, or of those a person accepted."""
    runs = _decided(hall, first, last)
    if user is not None:
        runs = runs.filter(dossier__in=Case.objects.filter(accepted_by=user).values("pk"))
    elif department is not None:
        runs = runs.filter(dossier__department=department)
    done, late = runs.count(), runs.filter(late=True).count()
    if done:
        share = (done - late) / done * 100
        text = f"办结{done}件，按时{done - late}件，按时率{share:.1f}%"
        yield Figure("按时办结", text, IN_TIME, round(share))


@figures
@duty("WS02-10", off=lambda hall, department, user, first, last: [])
def told_at_once(hall, department, user, first: dt.date, last: dt.date) -> Iterable[Figure]:
    """One-time notices issued, and attempts refused to ask for more a second time."""
    since, until = bounds(first, last)
    mine = Q(dossier__hall=hall)
    if department is not None and user is None:
        mine &= Q(dossier__department=department)
    notices = Paper.objects.filter(mine, kind="correction", issued_on__range=(first, last))
    refused = Entry.objects.filter(
        mine, kind=Entry.Kind.REFUSED, act="tell_corrections", legal_at__gte=since, legal_at__lt=until
    )
    if user is not None:
        notices, refused = notices.filter(entry__by=user), refused.filter(by=user)
    counts = notices.count(), refused.count()
    if any(counts):
        yield Figure("一次性告知", f"出具告知书{counts[0]}份，再次要求补正被拒绝{counts[1]}次")


def _decided(hall, first: dt.date, last: dt.date):
    """The decision clocks that ended in a period, each with whether it ended too late."""
    since, until = bounds(first, last)
    runs = ClockRun.objects.filter(
        dossier__hall=hall, dossier__kind=Case.dossier_kind(), clock="decision", ended_at__gte=since
    )
    return runs.filter(ended_at__lt=until).annotate(late=Exists(ended_late().filter(run=OuterRef("pk"))))
