"""Questions to the cases that are no work list: who has to act, and who had to wait at the counter."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from hall.calendar import calendar_for
from hall.clocks.computation import Near, compute
from hall.clocks.ledger import ClockRun
from hall.duty import duty
from hall.legal_time import local_date
from hall.rulebook import answer

from .case import Case
from .states import State


def responsible(case):
    """The person whose move it is, as far as one person took it over: the examiner under review, else the owner."""
    return case.examiner if case.state == State.REVIEWING else case.owner


@duty("WS14-07-1", off=lambda hall, since, now: Case.objects.none())
def slow_intakes(hall, since: dt.date, now: dt.datetime) -> QuerySet[Case]:
    """Applications taken in since a local date whose answer – accepted, told, refused – came, or is still to come,
    after the gap the hall allows itself (acceptance.intake_gap) had passed; earliest first.
    """
    too_late = Q(pk__in=[])
    for day in (since + dt.timedelta(n) for n in range((local_date(now) - since).days + 1)):
        last = _last_instant(hall, day)
        if last and last < now:
            too_late |= Q(started_at__date=day) & (Q(ended_at__gt=last) | Q(ended_at=None))
    runs = ClockRun.objects.filter(too_late, clock="acceptance", dossier__hall=hall)
    return Case.objects.filter(pk__in=runs.values("dossier")).order_by("received_at", "pk")


def _last_instant(hall, taken_in: dt.date) -> dt.datetime | None:
    """Until when what was taken in on a day should have its answer; None where the hall sets no gap."""
    gap = answer(hall, "acceptance.intake_gap", taken_in).value
    if gap is None:
        return None
    noon = timezone.make_aware(dt.datetime.combine(taken_in, dt.time(12)))
    last_day = compute(noon, gap, calendar_for(hall), near=Near(None, None)).on
    return timezone.make_aware(dt.datetime.combine(last_day, dt.time.max))
