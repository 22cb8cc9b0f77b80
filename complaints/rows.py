"""Objects of this floor as lines of a list: the light, date and days left of the limit that presses most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from hall import legal_time
from hall.calendar import calendar_for
from hall.clocks.ledger import ClockLimit
from hall.clocks.ranking import running, with_light
from hall.web.clocks import Pill, left, pill
from hall.web.keyset import slice_of

MANY = 50
BY_LIGHT = ("rank", "due", "pk")


@dataclass(frozen=True)
class Line:
    """One object; ``limit`` is None where no clock runs."""

    obj: Any
    limit: ClockLimit | None
    pill: Pill | None
    left: str


@dataclass(frozen=True)
class Lines:
    """One page of lines, and the place to go on from."""

    lines: list[Line]
    after: str


def lines_of(objects: QuerySet, after: str = "", order: tuple[str, ...] = BY_LIGHT) -> Lines:
    """The page of a list that begins after a place, the most pressing first; a fixed number of queries."""
    now = legal_time.now()
    lit = with_light(objects, running(now)).select_related("dossier__hall__parent", "dossier__department")
    page = slice_of(lit, order, after, MANY)
    prefetch_related_objects([one.dossier.department for one in page.rows if one.dossier.department], "names")
    limits = ClockLimit.objects.select_related("run").in_bulk(
        [one.limit_id for one in page.rows if one.limit_id]
    )
    calendars = {hall: calendar_for(hall) for hall in {one.dossier.hall for one in page.rows}}

    def line(obj: Any) -> Line:
        limit = limits.get(obj.limit_id)
        if limit is None:
            return Line(obj, None, None, "")
        return Line(obj, limit, pill(limit, now), left(limit, now, calendars[obj.dossier.hall]))

    return Lines([line(one) for one in page.rows], page.after)
