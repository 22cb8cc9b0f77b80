"""The time-limit report (限时办结): every department's lights, and how it kept its limits this month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from hall.clocks.ledger import ClockRun
from hall.clocks.ranking import WORST_FIRST, ended_late
from hall.models import Department, Hall
from hall.people.authority import Authority
from hall.people.roles import READS_BELOW, READS_HALL

from .case import Case
from .worklists import bound_by_limits, open_cases


@dataclass(frozen=True)
class Line:
    """One department. ``lights`` counts its open cases by light, the worst first; ``unlit`` those for which no clock
    runs; ``done`` and ``done_late`` the cases whose decision clock ended in the period.
    """

    department: Department
    lights: tuple[int, ...]
    unlit: int
    done: int
    done_late: int

    @property
    def open(self) -> int:
        return sum(self.lights) + self.unlit


def report(authority: Authority, since: dt.datetime) -> list[Line]:
    """A line for every department with a matter in the halls a person reads; what is done counts from an instant."""
    lit, done = _lit(authority), _done(authority, since)
    lines = []
    for one in bound_by_limits(halls_read(authority)):
        counts = [lit.get((one.pk, place), 0) for place in range(len(WORST_FIRST) + 1)]
        lines.append(Line(one, tuple(counts[:-1]), counts[-1], *done.get(one.pk, (0, 0))))
    return lines


def halls_read(authority: Authority) -> list[Hall]:
    """The halls of which a person reads everything: their own, and for administering bodies those below."""
    found: dict[int, Hall] = {}
    for grant in authority.grants:
        if grant.role in READS_HALL and grant.department_id is None:
            below = grant.hall.descendants() if grant.role in READS_BELOW else ()
            found |= {hall.pk: hall for hall in (grant.hall, *below)}
    return list(found.values())


def _lit(authority: Authority) -> dict[tuple[int, int], int]:
    """How many open cases each department has in each light."""
    rows = open_cases(authority).order_by().values("dossier__department", "rank").annotate(n=Count("pk"))
    return {(row["dossier__department"], row["rank"]): row["n"] for row in rows}


def _done(authority: Authority, since: dt.datetime) -> dict[int, tuple[int, int]]:
    """How many decision clocks ended since, and how many of them too late by law or promise."""
    missed = ended_late().filter(run=OuterRef("pk"))
    runs = ClockRun.objects.filter(
        authority.readable("dossier__"),
        dossier__kind=Case.dossier_kind(),
        clock="decision",
        ended_at__gte=since,
    )
    rows = runs.annotate(late=Exists(missed)).values("dossier__department")
    rows = rows.annotate(n=Count("pk"), missed=Count("pk", filter=Q(late=True))).order_by()
    return {row["dossier__department"]: (row["n"], row["missed"]) for row in rows}
