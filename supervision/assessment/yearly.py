"""The year of every department: opinion, score, inspections, cases in time, problems (AH-17, DL-25.2, EL-5.5)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from hall.clocks.ledger import ClockRun
from hall.clocks.ranking import ended_late
from hall.duty import duty
from hall.places.department import Department
from matters.cases.case import Case
from staff.assessment.appraisal import Appraisal
from staff.assessment.overview import units_of
from staff.assessment.sheets import Period
from staff.at_work import bounds
from staff.attendance.book import recorded
from supervision.patrols.finding import COUNTING, Finding

from .inspection import INSPECTION, POINTS


@dataclass(frozen=True)
class YearOf:
    """One department's year. ``points`` are the nine of the inspections, counted where they were poor."""

    department: Department
    score: int | None
    opinion: str
    done: int
    late: int
    problems: int
    inspections: int
    poor: int

    @property
    def missing(self) -> bool:
        """No yearly opinion has been written."""
        return self.score is None

    @property
    def in_time(self) -> int | None:
        return round((self.done - self.late) / self.done * 100) if self.done else None


@duty("AH-17 EL-5.5 DL-25.2", off=lambda hall, year: [])
def year_of(hall, year: int) -> list[YearOf]:
    """A row for every department with people at the windows that year, also without an opinion."""
    period = Period(year, None)
    made = {
        one.dossier.department_id: one
        for one in Appraisal.objects.filter(
            dossier__hall=hall, year=year, month=None, person=None
        ).select_related("dossier")
    }
    done, late = _cases(hall, period.first, period.last)
    problems = Counter(
        Finding.objects.filter(
            dossier__hall=hall, on__range=(period.first, period.last), state__in=COUNTING
        ).values_list("dossier__department", flat=True)
    )
    visits, poor = Counter(), Counter()
    for line in recorded(INSPECTION.key, hall, period.first, period.last):
        unit = line.facts["unit"]["id"]
        visits[unit] += 1
        poor[unit] += sum(line.facts[code] == "poor" for code in POINTS)
    rows = []
    for unit in units_of(hall, period):
        opinion = made.get(unit.pk)
        rows.append(
            YearOf(
                unit,
                sum(filter(None, opinion.scores.values())) if opinion else None,
                opinion.opinion if opinion else "",
                done[unit.pk],
                late[unit.pk],
                problems[unit.pk],
                visits[unit.pk],
                poor[unit.pk],
            )
        )
    return rows


def _cases(hall, first: dt.date, last: dt.date) -> tuple[Counter, Counter]:
    """The decisions of a period by department, and those of them that came too late."""
    since, until = bounds(first, last)
    runs = ClockRun.objects.filter(
        dossier__hall=hall,
        dossier__kind=Case.dossier_kind(),
        clock="decision",
        ended_at__gte=since,
        ended_at__lt=until,
    ).annotate(missed=Exists(ended_late().filter(run=OuterRef("pk"))))
    rows = (
        runs.order_by()
        .values("dossier__department")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(missed=True)))
    )
    done, late = Counter(), Counter()
    for row in rows:
        done[row["dossier__department"]], late[row["dossier__department"]] = row["n"], row["late"]
    return done, late
