"""Cases as lines of a list: light, date and days left of the limit that presses most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest

from hall import legal_time
from hall.acts.act import Act
from hall.calendar import calendar_for
from hall.clocks.ledger import ClockLimit
from hall.web.clocks import Pill, left, pill
from hall.web.keyset import slice_of
from matters.cases.case import Case
from matters.cases.worklists import BY_LIGHT

FEW, MANY = 12, 50


@dataclass(frozen=True)
class CaseRow:
    """One case. ``limit`` is the running limit with the worst light; None where no clock runs."""

    case: Case
    limit: ClockLimit | None
    pill: Pill | None
    left: str

    @property
    def target(self) -> int:
        """What a button on the line acts on: the child for which the case is listed, else the case."""
        return getattr(self.case, "child_id", None) or self.case.pk

    @property
    def seen(self) -> int:
        """The version of the target, as this page shows it."""
        return getattr(self.case, "child_seen", None) or self.case.dossier.version


@dataclass
class CaseList:
    """A list with its heading: the first rows on a page of many lists, or page by page when asked for alone
    (``?list=key``). ``kind`` says what its lines are; ``department`` names it on every line; ``act`` may be done from
    the line itself, on the case or on the child for which it is listed.
    """

    request: HttpRequest
    key: str
    title: str
    cases: QuerySet[Case]
    order: tuple[str, ...] = BY_LIGHT
    empty: str = "没有。"
    act: Act | None = None
    department: bool = False
    kind: str = "办件"

    @property
    def alone(self) -> bool:
        return self.request.GET.get("list") == self.key

    @cached_property
    def total(self) -> int:
        """How many there are; counted only where they are not all on the page."""
        if self._slice.after or self.request.GET.get("after"):
            return self.cases.count()
        return len(self._slice.rows)

    @cached_property
    def _slice(self):
        after = self.request.GET.get("after", "") if self.alone else ""
        return slice_of(self.cases, self.order, after, MANY if self.alone else FEW)

    @cached_property
    def rows(self) -> list[CaseRow]:
        return case_rows(self._slice.rows)

    @property
    def more(self) -> str:
        """The address query of what follows; empty at the end."""
        if not self._slice.after:
            return ""
        return f"?list={self.key}&after={self._slice.after}" if self.alone else f"?list={self.key}"


def shown(request: HttpRequest, lists: Iterable[CaseList]) -> list[CaseList]:
    """Every list, or the one that was asked for alone."""
    lists = list(lists)
    return [one for one in lists if one.alone] or lists


def case_rows(cases: list[Case]) -> list[CaseRow]:
    """The lines of these cases (read by ``worklists.readable``); a fixed number of queries however many they are."""
    prefetch_related_objects(
        [case.dossier for case in cases if case.dossier.department_id], "department__names"
    )
    limits = ClockLimit.objects.select_related("run").in_bulk(
        [case.limit_id for case in cases if case.limit_id]
    )
    calendars = {hall: calendar_for(hall) for hall in {case.dossier.hall for case in cases}}
    now = legal_time.now()

    def row(case: Case) -> CaseRow:
        limit = limits.get(case.limit_id)
        if limit is None:
            return CaseRow(case, None, None, "")
        return CaseRow(case, limit, pill(limit, now), left(limit, now, calendars[case.dossier.hall]))

    return [row(case) for case in cases]
