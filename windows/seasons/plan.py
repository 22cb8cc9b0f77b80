"""Seasonal plan (年度窗口使用计划): which of its windows a department opens when in the year (WS13 二(三))."""

from __future__ import annotations

import datetime as dt

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Limit, LimitKind, declare
from hall.duty import duty
from hall.people.roles import Role
from windows.guards import of_a_department

from . import guards
from .forms import DropForm, SeasonForm, StrikeForm, YearForm
from .papers import PLAN
from .row import Season

FIRST = Role.FIRST_REPRESENTATIVE


class State(models.TextChoices):
    DRAFTED = "drafted", "拟定中"
    FILED = "filed", "已备案"
    SUPERSEDED = "superseded", "已被修订"
    DROPPED = "dropped", "已放弃"


def last_day_to_file(plan, do) -> dt.date | None:
    """The day before the one the rulebook names: 3月1日前 is up to the end of February; None where no day is set."""
    before = do.rule("closure.seasonal_plan_before")
    return before.in_year(plan.year) - dt.timedelta(days=1) if before else None


def _until_filed(plan, do) -> list[Limit]:
    """The first plan of a year has its day; a later version changes what was filed in time."""
    last = last_day_to_file(plan, do)
    if last is None or plan.version > 1:
        return []
    return [Limit(LimitKind.SERVICE, None, "每年度的截止日之前报送", until=last)]


CLOCKS = declare(
    "windows.seasonalplan",
    Clock(
        "filing",
        "报送年度窗口使用计划",
        starts=("drafted",),
        ends=("filed",),
        limits=_until_filed,
        clauses="WS13-2.4-1",
        start_title="拟定计划",
        optional=True,
    ),
)


class SeasonalPlan(Workflow):
    """One version of one department's plan of one year. What is filed is not changed: a change is the next version."""

    State = State
    clocks = CLOCKS
    final = frozenset({State.SUPERSEDED, State.DROPPED})

    state = StateField(State)
    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本", default=1)
    filed_at = models.DateTimeField("备案时间", null=True, blank=True)
    late = models.BooleanField("逾期报送", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "年度窗口使用计划"

    def __str__(self) -> str:
        return f"{self.year}年度窗口使用计划" + (f"（第{self.version}版）" if self.version > 1 else "")

    @act(
        "拟定年度计划",
        NEW,
        State.DRAFTED,
        by=FIRST,
        form=YearForm,
        guards=[of_a_department],
        locks=lambda plan, do: [do.department] if do.department else [],
        events=["drafted"],
        clauses="WS13-2.4-1",
    )
    def draft(self, do):
        """A further version of the year begins with what was filed."""
        self.year = do.data["year"]
        filed = self._filed(do)
        if filed is not None:
            self.version = filed.version + 1
            for row in filed.rows.current():
                do.add(lambda entry, row=row: self._row(entry, _contents(row)))
        do.label(str(self))

    @act("列入窗口", State.DRAFTED, None, by=FIRST, form=SeasonForm, clauses="WS13-2.4-2")
    def add_window(self, do):
        do.add(lambda entry: self._row(entry, do.data))

    @act("划去窗口", State.DRAFTED, None, by=FIRST, form=StrikeForm)
    def strike(self, do):
        do.add(lambda entry: do.data["row"].until(entry))

    @act(
        "报送备案",
        State.DRAFTED,
        State.FILED,
        by=FIRST,
        guards=[guards.plan_names_a_window],
        locks=lambda plan, do: [do.department],
        papers=[PLAN],
        events=["filed"],
        clauses="WS13-2.4-1 WS13-2.4-2",
    )
    def file(self, do):
        self.filed_at, self.late = do.at, filed_late(self, do)
        if self.late:
            self.dossier.attention = "逾期报送：年度窗口使用计划应在截止日之前备案。"
        if (filed := self._filed(do)) is not None:
            do.then(filed, "supersede")

    @act("被修订", State.FILED, State.SUPERSEDED, by=SYSTEM, hidden=True, clauses="WS13-2.4-2")
    def supersede(self, do):
        """Follows when the next version of the year is filed."""

    @act("放弃拟定", State.DRAFTED, State.DROPPED, by=FIRST, form=DropForm)
    def drop(self, do):
        """Nothing was filed."""

    def _filed(self, do) -> SeasonalPlan | None:
        plans = SeasonalPlan.objects.filter(
            dossier__hall=do.hall, dossier__department=do.department, year=self.year, state=State.FILED
        )
        return plans.exclude(pk=self.pk).first()

    def _row(self, entry, contents: dict) -> Season:
        return Season(plan=self, added=entry, **contents)


def _contents(row: Season) -> dict:
    return {name: getattr(row, name) for name in ("window", "opens_on", "closes_on", "business", "staff")}


@duty("WS13-2.4-1", off=lambda plan, do: False)
def filed_late(plan: SeasonalPlan, do) -> bool:
    """Whether the first plan of a year comes after its day; it is taken all the same, and flagged."""
    last = last_day_to_file(plan, do)
    return plan.version == 1 and last is not None and do.on > last
