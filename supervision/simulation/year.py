"""The agenda of a year: whoever's turn is next in legal time takes one step, and what holds is checked."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from django.conf import settings

from hall.acts.refusals import Refused
from hall.calendar.arrangements import HolidayArrangement
from hall.calendar.publishing import publish
from hall.calendar.table import read_table
from hall.clocks.sweep import recompute_stale, sweep
from hall.legal_time import local_date, today
from hall.people.roles import Role
from matters.catalogue.codes import Procedure
from matters.catalogue.selectors import versions_on
from supervision.demo import people
from supervision.demo.cast import Cast
from supervision.demo.clockwork import Clockwork, at

from . import checks
from .citizen import Citizen
from .model import ONE_DAY, Days
from .office import Office
from .opening import open_story_hall
from .steps import Steps

OPENS, TURN = 9 * 60, 7  # minutes after midnight; minutes between two steps
HALL = "AH"
WORKING_DAYS, LAST_ARRIVAL, CHANGE = 245, 200, 110  # of the year; the last cases still come to their end


@dataclass
class Year(Steps):
    """One hall, ``cases`` citizens, one seed; ``faults`` in a thousand steps go wrong."""

    cases: int
    seed: int
    faults: int = 20
    days: Days = field(default_factory=lambda: Days.of_tables(settings.FIXTURES / "calendars"))
    findings: list[str] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)
    refusals: Counter = field(default_factory=Counter)
    stuck: list[str] = field(default_factory=list)
    citizens: list[Citizen] = field(default_factory=list)
    open_by_day: list[tuple[dt.date, int]] = field(default_factory=list)
    compared: int = 0
    died: bool = False

    def __post_init__(self):
        self.dice = Random(self.seed)  # noqa: S311 - dice, not a secret
        self.before: Days = self.days
        self.changed_at: dt.datetime | None = None
        year = max(self.days.published).year - 1  # the year after is known as well: no date is provisional
        self.first_day = self.days.later(dt.date(year, 1, 1), 1)
        self.labels = dict(Procedure.choices)

    # --- Furnishing ---------------------------------------------------------------------------------------

    def furnish(self) -> None:
        """The demo's story hall with its people, catalogue, windows and seals, on the first day."""
        self.clockwork = Clockwork(at(self.first_day, 8 * 60))
        names = people.names()
        self.hall = hall = open_story_hall(self.first_day, names)
        self.cast = Cast(hall, Role.FIRST_REPRESENTATIVE)
        matters = [
            one.matter for one in versions_on(hall, self.first_day).select_related("matter__department__hall")
        ]
        self.offices = {
            one.pk: Office(self.cast, one, self._dice(f"office {one.code}"))
            for one in {matter.department for matter in matters}
        }
        self.citizens = [
            Citizen(self.cast, n, self._dice(n), matters, next(names), self) for n in range(1, self.cases + 1)
        ]

    def _dice(self, key: object) -> Random:
        return Random(f"{self.seed} {key}")  # noqa: S311

    # --- The agenda ---------------------------------------------------------------------------------------

    def run(self, tell: Callable[[int], object] = lambda done: None) -> None:
        """Live the year; ``tell`` hears after each case how many are through."""
        agenda, order, through = [], itertools.count(), 0
        for life, day, minute in self._arrivals():
            heapq.heappush(agenda, (at(day, minute), next(order), life))
        month = self.first_day.month
        while agenda:
            instant, _, life = heapq.heappop(agenda)
            if local_date(instant).month != month:
                month = local_date(instant).month
                self.check(chain=month % 3 == 1)
            self._reach(instant)
            try:
                wait = next(life)
            except StopIteration:
                through += 1
                tell(min(through, self.cases))
                continue
            except Refused as refused:
                self.stuck.append(f"{refused.message}")
                continue
            if (later := self._later(instant, wait)) is not None:
                heapq.heappush(agenda, (later, next(order), life))
        self.check(chain=True)

    def _arrivals(self) -> Iterator[tuple]:
        for citizen in self.citizens:
            day = self.days.later(self.first_day, self.dice.randint(1, LAST_ARRIVAL))
            yield self._of(citizen), day, OPENS + self.dice.randint(0, 420)
        for office in self.offices.values():
            yield office.life(self.dice.randint(30, 150)), self.first_day, OPENS
        yield self._change(), self.days.later(self.first_day, CHANGE), OPENS + 5

    def _of(self, citizen: Citizen) -> Iterator[int]:
        """A life with its checks, after every turn."""
        for wait in citizen.life():
            if hasattr(citizen, "pk"):
                self.findings += [
                    found for check in checks.AFTER_EVERY_STEP for found in check(citizen, self)
                ]
            yield wait
        self.findings += [*checks.papers(citizen), *checks.state(citizen)]

    def _later(self, instant: dt.datetime, wait: int) -> dt.datetime | None:
        """Some minutes on, or in the morning after so many working days; None when the year is over."""
        day = local_date(instant)
        end = self.days.later(self.first_day, WORKING_DAYS)
        if wait == 0 and instant.astimezone(dt.UTC).hour < 9:
            return instant + dt.timedelta(minutes=TURN)
        later = self.days.later(day, max(wait, 1))
        return at(later, OPENS + self.dice.randint(0, 60)) if later < end else None

    def _reach(self, instant: dt.datetime) -> None:
        """Mostly the bell rings at each instant something is due; now and then nobody rang until now."""
        if instant <= self.clockwork.at:
            return
        if self.dice.randrange(1000) < self.faults:
            self.counts["迟到的扫描"] += 1
            self.clockwork._stand(instant)
            sweep()
        else:
            self.clockwork.reach(instant)

    def _change(self) -> Iterator[int]:
        """那达慕: two weekdays off three weeks from now, and a Saturday worked for them."""
        first = self.days.later(today(), 15)
        last = self.days.later(first, 1)
        worked = next(day for n in range(1, 20) if (day := last + n * ONE_DAY).weekday() == 5)
        table = f"{first},放假,那达慕\n{last},放假,那达慕\n{worked},上班,那达慕"
        arrangement = HolidayArrangement(
            hall=self.hall,
            scope=HolidayArrangement.Scope.DAYS,
            year=first.year,
            title="关于那达慕放假的通知（示例）",
            issued_on=today(),
            source="模拟运行",
            reason="地方节日",
            recorded_by=self.cast.office,
        )
        publish(arrangement, read_table(table))
        self.before, self.changed_at = self.days, self.clockwork.at
        self.days = (
            self.days.with_(first, first, "放假").with_(last, last, "放假").with_(worked, worked, "上班")
        )
        while recompute_stale():
            self.counts["日历变更后重算"] += 1
        yield 0

    def days_until(self, ended: dt.datetime | None) -> Days:
        """The calendar a period was counted by: what was over before the change keeps its day."""
        over = self.changed_at is not None and ended is not None and ended < self.changed_at
        return self.before if over else self.days

    def check(self, *, chain: bool) -> None:
        """What must hold of the whole hall."""
        for each in checks.WHOLE:
            if chain or each is not checks.chain:
                self.findings += each(self)
        self.counts["全面核对"] += 1
        waiting = sum(c.slip.closed is None and hasattr(c, "pk") for c in self.citizens)
        self.open_by_day.append((today(), waiting))
