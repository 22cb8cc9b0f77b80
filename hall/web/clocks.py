"""The clocks of one object as a page shows them: light, date, sentence, and what follows when a limit passes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hall import legal_time
from hall.acts.workflow import Workflow
from hall.calendar import calendar_for
from hall.calendar.working_days import WorkingCalendar
from hall.clocks.ledger import ClockLimit, ClockRun, Light
from hall.clocks.ranking import rank

# Every light has its own sign, so that nothing is told by colour alone.
SIGNS = {Light.GREEN: "●", Light.PAUSED: "‖", Light.YELLOW: "▲", Light.RED: "■", Light.BREACH: "✖"}


@dataclass(frozen=True)
class Pill:
    """A light in words: "临近届满", or once the run is over "按期办结"."""

    light: Light
    text: str

    @property
    def sign(self) -> str:
        return SIGNS[self.light]


@dataclass(frozen=True)
class LimitShown:
    limit: ClockLimit
    pill: Pill
    left: str
    effect: str


@dataclass(frozen=True)
class RunShown:
    run: ClockRun
    limits: list[LimitShown]


def pill(limit: ClockLimit, now: dt.datetime) -> Pill:
    light = limit.light(now)
    if limit.closed_at:
        return Pill(light, "按期" if light == Light.GREEN else f"{light.label}办结")
    return Pill(light, str(light.label))


def clocks_of(obj: Workflow) -> list[RunShown]:
    """The runs of an object, open ones first, each with its limits; two queries and one for the calendar."""
    runs = sorted(
        obj.dossier.runs.prefetch_related("limits"), key=lambda run: (run.ended_at is not None, run.pk)
    )
    if not runs:
        return []
    now, calendar = legal_time.now(), calendar_for(obj.dossier.hall)
    return [RunShown(run, [_shown(obj, limit, now, calendar) for limit in run.limits.all()]) for run in runs]


def worst(runs: list[RunShown]) -> Pill | None:
    """The light of the whole object: the worst of the limits still running; once none runs, only what was missed."""
    shown = [limit for run in runs for limit in run.limits]
    running = [one for one in shown if not one.limit.closed_at]
    missed = [one for one in shown if one.limit.closed_at and one.pill.light != Light.GREEN]
    return min((one.pill for one in running or missed), key=lambda one: rank(one.light), default=None)


def _shown(obj: Workflow, limit: ClockLimit, now: dt.datetime, calendar: WorkingCalendar) -> LimitShown:
    effect = obj.acts()[limit.effect].title if limit.effect and not limit.closed_at else ""
    return LimitShown(limit, pill(limit, now), left(limit, now, calendar), effect)


def left(limit: ClockLimit, now: dt.datetime, calendar: WorkingCalendar) -> str:
    """How many working days there still are, or how many it is late."""
    if limit.closed_at or limit.due_on is None:
        return ""
    days = calendar.count(legal_time.local_date(now), limit.due_on)
    if limit.late(now):
        return f"已超{-days}个工作日" if days < 0 else "已超期"
    return f"还有{days}个工作日" if days else "今日届满"
