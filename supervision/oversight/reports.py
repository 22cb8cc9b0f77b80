"""Figures the centre proposes and circulates from: the busiest matters, how each runs, who is supervised."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from complaints.complaint.complaint import Complaint
from hall.clocks.ledger import ClockRun
from hall.clocks.ranking import ended_late
from hall.duty import duty
from hall.places.department import Department
from matters.cases.case import Case
from matters.catalogue.matter import Matter
from staff.at_work import bounds
from supervision.circulars.drafting import MECHANISMS, section
from supervision.circulars.period import Period

from .oversight import Channel, Oversight

MOST = 10  # the list of the busiest matters

# 政府部门 / 法律法规授权的组织 / 具有公共服务职能的企事业单位 (WS14 二), by what a body is in law.
AUTHORISED = (Department.Kind.AUTHORISED,)
ENTERPRISES = (Department.Kind.PUBLIC_SERVICE,)


@dataclass(frozen=True)
class MatterLine:
    """One matter of a period: cases accepted, decided, of those late; the share kept, in percent or None."""

    matter: Matter
    accepted: int
    done: int
    late: int
    complaints: int

    @property
    def in_time(self) -> int | None:
        return round((self.done - self.late) / self.done * 100) if self.done else None


@duty("AH-4.8", off=lambda hall, first, last: [])
def busiest(hall, first: dt.date, last: dt.date) -> list[tuple[Matter, int]]:
    """The ten matters with the most cases received in a period, the busiest first."""
    since, until = bounds(first, last)
    rows = (
        Case.objects.filter(dossier__hall=hall, received_at__gte=since, received_at__lt=until)
        .values("matter")
        .annotate(n=Count("pk"))
        .order_by("-n", "matter")[:MOST]
    )
    found = list(rows)
    matters = Matter.objects.in_bulk([one["matter"] for one in found])
    return [(matters[one["matter"]], one["n"]) for one in found]


@duty("WS14-06-3", off=lambda hall, first, last: [])
def running(hall, first: dt.date, last: dt.date) -> list[MatterLine]:
    """How each matter ran in a period; matters without any case are left out. A fixed number of queries."""
    since, until = bounds(first, last)
    accepted = _by_matter(
        Case.objects.filter(dossier__hall=hall, accepted_at__gte=since, accepted_at__lt=until)
    )
    runs = ClockRun.objects.filter(
        dossier__hall=hall,
        dossier__kind=Case.dossier_kind(),
        clock="decision",
        ended_at__gte=since,
        ended_at__lt=until,
    )
    late = runs.filter(Exists(ended_late().filter(run=OuterRef("pk"))))
    done = _by_matter(Case.objects.filter(pk__in=runs.values("dossier")))
    missed = _by_matter(Case.objects.filter(pk__in=late.values("dossier")))
    matters = list(Matter.objects.filter(pk__in=accepted.keys() | done.keys()).order_by("pk"))
    complaints = _complaints(hall, matters, since, until)
    return [
        MatterLine(one, accepted[one.pk], done[one.pk], missed[one.pk], complaints[one.pk]) for one in matters
    ]


def _by_matter(cases) -> Counter:
    return Counter(dict(cases.order_by().values_list("matter").annotate(n=Count("pk"))))


def _complaints(hall, matters, since: dt.datetime, until: dt.datetime) -> Counter:
    """The complaints of a period that name a matter in what they are about."""
    told = Complaint.objects.filter(dossier__hall=hall, received_at__gte=since, received_at__lt=until)
    texts = list(told.exclude(matter="").values_list("matter", flat=True))
    return Counter({one.pk: sum(str(one) in text for text in texts) for one in matters})


@section(MECHANISMS)
@duty("WS14-06-3", off=lambda hall, period: [])
def how_matters_ran(hall, period: Period) -> Iterable[str]:
    """A sentence for each matter, for the written circular."""
    if period.first == period.last:
        return
    for one in running(hall, period.first, period.last):
        kept = f"，按时率{one.in_time}%" if one.in_time is not None else ""
        yield f"{one.matter}：受理{one.accepted}件，办结{one.done}件{kept}，投诉{one.complaints}件。"


@duty("WS14-02", off=lambda hall: [])
def supervised(hall) -> list[tuple[Department, str]]:
    """Everybody under supervision, with what kind of body they are in the words of the text."""
    return [
        (one, _body(one))
        for one in Department.objects.filter(hall=hall, is_active=True)
        .prefetch_related("names")
        .order_by("code")
    ]


def _body(department: Department) -> str:
    if department.kind in AUTHORISED:
        return "法律法规授权组织"
    return "公共服务企事业单位" if department.kind in ENTERPRISES else "政府部门"


@duty("WS14-04", off=lambda hall, first, last: {})
def by_channel(hall, first: dt.date, last: dt.date) -> dict[str, int]:
    """How many pieces of supervision were opened of each channel, zeros included."""
    found = Oversight.objects.filter(dossier__hall=hall, opened_on__range=(first, last))
    counts = Counter(found.values_list("channel", flat=True))
    return {str(one.label): counts[one] for one in Channel}
