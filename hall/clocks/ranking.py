"""The lights in SQL: a list of thousands is sorted by the database, and only the page shown is read.

What a single limit shows is decided by ``ClockLimit.light``; here is the same, for ordering and counting.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import (
    Case,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from .clock import LimitKind
from .ledger import ClockLimit, Light

WORST_FIRST = (Light.BREACH, Light.RED, Light.YELLOW, Light.GREEN, Light.PAUSED)
NOTHING_RUNS = len(WORST_FIRST)
FAR = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)  # what has no date comes last


def rank(light: Light) -> int:
    """The place of a light in a sorted list, 0 for the worst."""
    return WORST_FIRST.index(light)


def running(now: dt.datetime) -> QuerySet[ClockLimit]:
    """The limits of running clocks with the ``rank`` of their light at an instant; arranged days show none."""
    return (
        ClockLimit.objects.filter(run__ended_at=None)
        .exclude(kind=LimitKind.ARRANGED)
        .annotate(rank=_rank(now))
    )


def ended_late() -> QuerySet[ClockLimit]:
    """The limits that were kept too late, with the ``rank`` of the light that never fades."""
    ended = ClockLimit.objects.filter(closed_at__gt=F("due_at")).exclude(kind=LimitKind.ARRANGED)
    return ended.annotate(rank=_rank(FAR))


def _rank(now: dt.datetime) -> Case:
    late = Q(due_at__lt=now)
    return Case(
        When(late & Q(kind=LimitKind.STATUTORY), then=Value(rank(Light.BREACH))),
        When(late, then=Value(rank(Light.RED))),
        When(due_at=None, then=Value(rank(Light.PAUSED))),
        When(near_at__lte=now, then=Value(rank(Light.YELLOW))),
        default=Value(rank(Light.GREEN)),
        output_field=IntegerField(),
    )


def with_light(objects: QuerySet, limits: QuerySet[ClockLimit]) -> QuerySet:
    """Workflow objects with the worst of these limits: ``rank`` and ``due`` to sort by, ``limit_id`` to show."""
    worst = limits.filter(run__dossier=OuterRef("pk")).order_by("rank", "due_at", "pk")
    return objects.annotate(
        rank=Coalesce(Subquery(worst.values("rank")[:1]), NOTHING_RUNS, output_field=IntegerField()),
        due=Coalesce(Subquery(worst.values("due_at")[:1]), FAR, output_field=DateTimeField()),
        limit_id=Subquery(worst.values("pk")[:1]),
    )
