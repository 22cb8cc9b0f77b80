"""What the reports count of a case, read from the case, its timeline and its clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from hall.calendar import calendar_for
from hall.calendar.working_days import CalendarDoesNotReach
from hall.clocks.clock import LimitKind
from hall.clocks.ledger import ClockLimit, ClockLine, ClockRun
from hall.legal_time import local_date
from hall.timeline.entry import Entry
from matters.cases.case import Case
from matters.cases.states import ENDED_EARLY
from matters.catalogue.codes import CaseType, JointMode

from .fact import CaseFact, Manner, Way

WORKING = "working_day"


def read(cases: Iterable[int]) -> Iterator[CaseFact]:
    """The fact of each of these cases as it stands now; a fixed number of statements."""
    found = list(
        Case.objects.filter(pk__in=list(cases)).select_related("dossier", "dossier__hall", "version")
    )
    keys = [one.pk for one in found]
    ended = dict(
        Entry.objects.filter(dossier__in=keys, kind=Entry.Kind.ACT, state_to__in=ENDED_EARLY)
        .exclude(state_from__in=ENDED_EARLY)
        .order_by("seq")
        .values_list("dossier", "legal_at")
    )
    runs = {
        run.dossier_id: run
        for run in ClockRun.objects.filter(dossier__in=keys, clock="decision")
        .order_by("pk")
        .prefetch_related("limits", "lines")
    }
    for case in found:
        yield _fact(case, ended.get(case.pk), runs.get(case.pk))


def _fact(case: Case, ended: dt.datetime | None, run: ClockRun | None) -> CaseFact:
    returned = ended if ended and (case.state in ENDED_EARLY or not case.outcome) else None
    finished = None if returned else case.completed_at
    limits = [] if run is None else [one for one in run.limits.all() if one.kind != LimitKind.ARRANGED]
    fact = CaseFact(
        case=case,
        hall_id=case.dossier.hall_id,
        department_id=case.dossier.department_id,
        window_id=case.window_id,
        channel=case.channel,
        way=_way(case),
        received_on=local_date(case.received_at),
        finished_on=finished and local_date(finished),
        returned_on=returned and local_date(returned),
    )
    if finished:
        fact.manner = _manner(fact, limits, finished)
        fact.law = _length(limits, LimitKind.STATUTORY)
        fact.promise = _length(limits, LimitKind.PROMISE)
        fact.used = _used(case, run)
    return fact


def _way(case: Case) -> Way:
    if case.version.case_type == CaseType.INSTANT:
        return Way.INSTANT
    special = case.version.case_type == CaseType.UPWARD or case.version.joint_mode == JointMode.JOINT
    return Way.SPECIAL if special else Way.COMMITTED


def _manner(fact: CaseFact, limits: list[ClockLimit], finished: dt.datetime) -> Manner:
    """By the limits of the decision; what is instant and not late was finished on the spot."""
    due = [one for one in limits if one.due_at]
    if any((one.closed_at or finished) > one.due_at for one in due):
        return Manner.LATE
    if fact.way == Way.INSTANT:
        return Manner.INSTANT
    return Manner.EARLY if due and fact.finished_on < min(one.due_on for one in due) else Manner.ON_TIME


def _length(limits: list[ClockLimit], kind: LimitKind) -> int | None:
    return next((one.n for one in limits if one.kind == kind and one.unit == WORKING), None)


def _used(case: Case, run: ClockRun | None) -> int | None:
    """Working days from the start of the clock to its end, without those on which it stood still.

    A statistic, not a due date: where no calendar reaches, none is given.
    """
    if run is None or run.ended_at is None:
        return None
    count = calendar_for(case.dossier.hall).count
    since, taken = local_date(run.started_at), 0
    try:
        for line in run.lines.all():
            at = local_date(line.at)
            if line.kind == ClockLine.Kind.PAUSE:
                taken, since = taken + count(since, at), None
            elif line.kind == ClockLine.Kind.RESUME:
                since = at
        return taken + (count(since, local_date(run.ended_at)) if since else 0)
    except CalendarDoesNotReach:
        return None
