"""办件统计 (AH-4.3a, AH-28.11): a month's cases by window, by result and by channel; the same figures for one unit."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hall.duty import duty
from hall.places.place import Place

from .case import Case
from .states import Channel, Method, Outcome, State


@dataclass(frozen=True)
class Month:
    """A calendar month of local dates."""

    year: int
    month: int

    @classmethod
    def read(cls, text: str, today: dt.date) -> Month:
        """ "2026-03"; what is no month is the present one."""
        try:
            day = dt.date.fromisoformat(f"{text}-01")
        except ValueError:
            day = today
        return cls(day.year, day.month)

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        return dt.date(self.year, self.month, 1), dt.date(
            self.year, self.month, calendar.monthrange(self.year, self.month)[1]
        )

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"


@dataclass(frozen=True)
class Figures:
    """How many cases came in, where, how and with what result; ``online_share`` in percent of those finished."""

    total: int
    by_window: dict[str, int]
    by_result: dict[str, int]
    by_channel: dict[str, int]
    finished: int
    finished_online: int

    @property
    def online_share(self) -> int:
        return round(100 * self.finished_online / self.finished) if self.finished else 0

    @property
    def parts(self) -> tuple[tuple[str, dict[str, int]], ...]:
        return ("窗口", self.by_window), ("办理结果", self.by_result), ("申请渠道", self.by_channel)

    def rows(self) -> list[tuple[str, str, int]]:
        """The table as it is exported: the very figures of the page."""
        lines = [(title, name, n) for title, counted in self.parts for name, n in counted.items()]
        lines += [("全程网办", "已办结", self.finished), ("全程网办", "其中全程网办", self.finished_online)]
        return [("合计", "收件", self.total), *lines]


NOTHING = Figures(0, {}, {}, {}, 0, 0)


@duty("AH-4.3a AH-28.11", off=lambda cases, month: NOTHING)
def figures(cases: QuerySet[Case], month: Month) -> Figures:
    """The cases received in a month, of those given."""
    first, last = month.days
    rows = list(
        cases.filter(received_at__date__range=(first, last))
        .values_list("window", "outcome", "state", "channel", "pk")
        .order_by("window", "pk")
    )
    places = dict(Place.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", "name"))
    finished = [row for row in rows if row[2] in (State.DELIVERED, State.ARCHIVED) and row[1]]
    return Figures(
        total=len(rows),
        by_window=dict(Counter(places[row[0]] for row in rows)),
        by_result=dict(Counter(_result(row[1], row[2]) for row in rows)),
        by_channel=dict(Counter(str(Channel(row[3]).label) for row in rows)),
        finished=len(finished),
        finished_online=len(finished_online({row[4] for row in finished})),
    )


@duty("AH-39.2", off=lambda finished: set())
def finished_online(finished: set[int]) -> set[int]:
    """Those of some finished cases for which nobody had to come: filed online, no originals, the result sent."""
    online = Case.objects.filter(pk__in=finished, channel=Channel.ONLINE, filing__wants_originals=False)
    sent = Q(deliveries__method=Method.ELECTRONIC, deliveries__state="served") | Q(
        mailings__received_at__isnull=False
    )
    return set(online.filter(sent).values_list("pk", flat=True))


def _result(outcome: str, state: str) -> str:
    """In words: the decision, else where the case stands."""
    return str(Outcome(outcome).label if outcome else State(state).label)
