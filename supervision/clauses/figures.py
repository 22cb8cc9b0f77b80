"""How often each clause was applied, held somebody back, and ran out: monthly sums that follow the timeline."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.db import models
from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from hall.clocks.clock import CLOCKS, LimitKind, Rung
from hall.clocks.computation import SHANGHAI
from hall.clocks.ledger import ClockFiring
from hall.timeline.entry import Entry

SORTS = ("applied", "refused", "passed")


class ClauseFigure(models.Model):
    """One clause in one month of a hall.

    ``applied``: acts done that cite it; ``refused``: attempts it held back; ``passed``: limits under it that ran out
    while what they limit was still open.
    """

    hall = models.ForeignKey("hall.Hall", models.PROTECT, verbose_name="大厅", related_name="+")
    month = models.DateField("月份")
    clause = models.CharField("条款", max_length=40)
    applied = models.PositiveIntegerField("适用", default=0)
    refused = models.PositiveIntegerField("不予办理", default=0)
    passed = models.PositiveIntegerField("期限届满", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "条款适用"
        constraints = [models.UniqueConstraint(fields=["hall", "month", "clause"], name="one_clause_a_month")]

    def __str__(self) -> str:
        return f"{self.clause} {self.month:%Y-%m}"


def add(after: int, until: int) -> None:
    """Add the lines of the timeline after one and up to another; each line once, under the lock of the mark."""
    found = _of_entries(after, until) + _of_limits(after, until)
    keys = {key[:3] for key in found}
    kept = ClauseFigure.objects.filter(hall__in={key[0] for key in keys}, month__in={key[1] for key in keys})
    rows = {(one.hall_id, one.month, one.clause): one for one in kept}
    for (hall, month, clause, sort), n in found.items():
        row = rows.setdefault((hall, month, clause), ClauseFigure(hall_id=hall, month=month, clause=clause))
        setattr(row, sort, getattr(row, sort) + n)
    touched = [rows[key] for key in keys]
    known = [one for one in touched if one.pk]
    ClauseFigure.objects.bulk_create([one for one in touched if not one.pk], batch_size=500)
    ClauseFigure.objects.bulk_update(known, SORTS, batch_size=500)


def _month(instant: dt.datetime) -> dt.date:
    return instant.date().replace(day=1)


def _of_entries(after: int, until: int) -> Counter:
    """Acts and refusals by the clauses on their lines. The clock's own ticks apply no clause."""
    kinds = {Entry.Kind.ACT: "applied", Entry.Kind.REFUSED: "refused"}
    lines = Entry.objects.filter(pk__gt=after, pk__lte=until, kind__in=kinds).exclude(clauses=[])
    lines = lines.exclude(act="reach_rung").annotate(month=TruncMonth("legal_at", tzinfo=SHANGHAI)).order_by()
    found: Counter = Counter()
    for row in lines.values("dossier__hall", "month", "kind", "clauses").annotate(n=Count("pk")):
        for clause in row["clauses"]:
            found[row["dossier__hall"], _month(row["month"]), clause, kinds[row["kind"]]] += row["n"]
    return found


def _of_limits(after: int, until: int) -> Counter:
    """Limits that ran out, by the clauses of their clocks."""
    fired = ClockFiring.objects.filter(entry__gt=after, entry__lte=until, rung=Rung.DUE)
    fired = fired.exclude(limit__kind=LimitKind.ARRANGED).order_by()
    fired = fired.annotate(month=TruncMonth("at", tzinfo=SHANGHAI))
    dossier = "limit__run__dossier__"
    found: Counter = Counter()
    for row in fired.values(f"{dossier}hall", f"{dossier}kind", "limit__run__clock", "month").annotate(
        n=Count("pk")
    ):
        clock = CLOCKS.get(f"{row[f'{dossier}kind']}.{row['limit__run__clock']}")
        for clause in clock.clauses.split() if clock else ():
            found[row[f"{dossier}hall"], _month(row["month"]), clause, "passed"] += row["n"]
    return found


def of_year(hall, until: dt.date) -> dict[str, dict[str, int]]:
    """Clause to its sums of the twelve months up to a date; one statement."""
    first = until.replace(year=until.year - 1, day=1)
    rows = ClauseFigure.objects.filter(hall=hall, month__gt=first, month__lte=until).order_by()
    found = rows.values("clause").annotate(**{f"sum_{one}": Sum(one) for one in SORTS})
    return {row["clause"]: {one: row[f"sum_{one}"] for one in SORTS} for row in found}
