"""Keep the sums up to date: what the timeline has more than last time is read again, and the days it moves."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction
from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import Coalesce

from hall.timeline.entry import Entry
from matters.cases.case import Case
from supervision.clauses.figures import ClauseFigure, add

from .fact import COUNTS, DIMENSIONS, TIMES, CaseFact, DayFigure, Manner, Mark
from .reading import read

BATCH = 1000
MOVING = ("received_on", "finished_on", "returned_on")
KEPT = [one.attname for one in CaseFact._meta.concrete_fields if not one.primary_key]
Days = set[tuple[int, dt.date]]  # (hall, local day)


def batched(keys: Iterable[int]) -> Iterator[list[int]]:
    """The keys in portions that fit one statement."""
    rest = iter(keys)
    while some := list(islice(rest, BATCH)):
        yield some


def update() -> int:
    """Bring the sums up to the present; how many cases were read again.

    Several at once do no harm: one works, the others go on with what is there, as old as a transaction.
    """
    with transaction.atomic():
        Mark.objects.get_or_create(pk=1)
        mark = Mark.objects.select_for_update(skip_locked=True).filter(pk=1).first()
        if mark is None:
            return 0
        before = _transactions()
        if mark.pending is not None and before[0] >= mark.horizon:
            add(mark.seen, mark.pending)
            mark.seen, mark.pending, mark.horizon = mark.pending, None, None
        touched, last = _touched(mark.seen)
        for some in batched(sorted(touched)):
            redraw(_keep(some))
        if mark.pending is None and last > mark.seen:
            mark.pending, mark.horizon = last, _transactions()[1]
        mark.save()
    return len(touched)


def _touched(seen: int) -> tuple[set[int], int]:
    """The cases that something was done to, or below, after a line; and the last line there is."""
    after = Entry.objects.filter(pk__gt=seen)
    mine = after.filter(kind=Entry.Kind.ACT, dossier__kind__startswith="cases.")
    roots = mine.annotate(root=Coalesce("dossier__root", "dossier")).values_list("root", flat=True)
    return set(roots.distinct()), after.aggregate(last=Max("pk"))["last"] or seen


def _transactions() -> tuple[int, int]:
    """The oldest transaction still open, and the one that will come next."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint "
            "FROM pg_current_snapshot() AS now"
        )
        return cursor.fetchone()


def rebuild() -> int:
    """Throw everything away and read every case again; how many there are. In one transaction: nobody sees half."""
    with transaction.atomic():
        Mark.objects.get_or_create(pk=1)
        Mark.objects.select_for_update().get(pk=1)
        last = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
        Mark.objects.filter(pk=1).update(seen=0, pending=last, horizon=_transactions()[1])
        ClauseFigure.objects.all().delete()  # counted again as the mark moves on
        DayFigure.objects.all().delete()
        CaseFact.objects.all().delete()
        days, n = set(), 0
        for some in batched(Case.objects.values_list("pk", flat=True).iterator(BATCH)):
            days |= _keep(some)
            n += len(some)
        redraw(days)
    return n


def _keep(cases: Iterable[int]) -> Days:
    """Read some cases again; the days whose sums this moves, before and after."""
    old = CaseFact.objects.in_bulk(cases)
    new = [one for one in read(cases) if one.department_id]
    moved = [one for one in new if one.pk not in old or _differ(one, old[one.pk])]
    names = [one.name for one in CaseFact._meta.concrete_fields if not one.primary_key]
    CaseFact.objects.bulk_create(moved, update_conflicts=True, unique_fields=["case"], update_fields=names)
    both = [*moved, *(old[one.pk] for one in moved if one.pk in old)]
    return {(one.hall_id, day) for one in both for name in MOVING if (day := getattr(one, name))}


def _differ(one: CaseFact, other: CaseFact) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in KEPT)


def redraw(days: Days) -> None:
    """Draw the sums of some days anew from the facts."""
    by_hall = defaultdict(list)
    for hall, day in days:
        by_hall[hall].append(day)
    for hall, moved in by_hall.items():
        DayFigure.objects.filter(hall=hall, day__in=moved).delete()
        DayFigure.objects.bulk_create(sums(hall, moved), batch_size=BATCH)


def sums(hall: int, days: list[dt.date]) -> Iterator[DayFigure]:
    """The sums of some days of a hall, counted from the facts."""
    found: dict[tuple, dict[str, int]] = defaultdict(dict)
    for name, counts in _counted().items():
        rows = CaseFact.objects.filter(**{"hall": hall, f"{name}__in": days})
        for row in rows.order_by().values(*DIMENSIONS, name).annotate(**counts):
            key = tuple(row.pop(one) for one in (*DIMENSIONS, name))
            found[key] |= row
    for key, row in found.items():
        of = {f"{one}_id" if one in DIMENSIONS[:3] else one: value for one, value in _named(key)}
        yield DayFigure(**of, **{one: row.get(f"{one}_n") or 0 for one in (*COUNTS, *TIMES)})


def _named(key: tuple) -> Iterator[tuple[str, object]]:
    return zip((*DIMENSIONS, "day"), key, strict=True)


def _counted() -> dict[str, dict]:
    """What is counted on each kind of day."""
    timed = Q(law__isnull=False, promise__isnull=False, used__isnull=False)
    finished = {f"{one}_n": Count("pk", filter=Q(manner=one)) for one in Manner.values}
    finished |= {f"{one}_n": Sum(F(one), filter=timed) for one in TIMES[1:]}
    return {
        "received_on": {"received_n": Count("pk")},
        "finished_on": finished | {"timed_n": Count("pk", filter=timed)},
        "returned_on": {"returned_n": Count("pk")},
    }


def differences() -> list[str]:
    """Where facts or sums say something else than the cases; empty when all is right."""
    found = []
    for some in batched(Case.objects.values_list("pk", flat=True).iterator(BATCH)):
        kept = CaseFact.objects.in_bulk(some)
        for one in read(some):
            if one.department_id and (one.pk not in kept or _differ(one, kept[one.pk])):
                found.append(f"办件{one.pk}的统计行与办件不符。")
    columns = [*(f"{one}_id" for one in DIMENSIONS[:3]), *DIMENSIONS[3:], "day", *COUNTS, *TIMES]
    halls = {*CaseFact.objects.values_list("hall", flat=True).distinct()}
    halls |= {*DayFigure.objects.values_list("hall", flat=True).distinct()}
    for hall in sorted(halls):
        days = {day for name in MOVING for day in _days(hall, name)}
        due = {tuple(getattr(one, name) for name in columns) for one in sums(hall, sorted(days))}
        kept = {*DayFigure.objects.filter(hall=hall).values_list(*columns)}
        found += [f"{one[5]}的日汇总与统计行不符。" for one in sorted(due ^ kept, key=str)]
    return found


def _days(hall: int, name: str) -> list[dt.date]:
    rows = CaseFact.objects.filter(hall=hall).exclude(**{name: None})
    return list(rows.order_by().values_list(name, flat=True).distinct())
