"""From events to ledger: what an act's happenings do to the clocks of its object and of the objects above it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hall.calendar import calendar_for
from hall.calendar.working_days import WorkingCalendar
from hall.failures import LegalFailure
from hall.legal_time import local_date
from hall.span import Span

from .book import Change, limits_standing
from .clock import ByRule, Clock, LimitKind, Rung
from .computation import Due, Extension, Near, Pause, compute, fixed, momentary
from .ledger import ClockLimit, ClockLine, ClockRun


class ClockError(LegalFailure):
    """A clock was asked for something that cannot be; the act is rolled back and shown, never guessed around."""


def react(deed) -> None:
    """Let every happening of a deed reach the clocks of its object and of all objects above it.

    In a final state no clock of the object runs on: nothing could end it, and nothing could follow.
    """
    if deed.happenings:
        for obj in _upwards(deed):
            for clock in obj.clocks:
                for event in deed.happenings:
                    _react(deed, obj, clock, event)
    if deed.obj.state in deed.obj.final:
        for clock in deed.obj.clocks:
            if limits := _open_limits(deed, deed.obj, clock):
                _end(deed, limits, deed.act.name)


def _upwards(deed):
    yield deed.obj
    dossier = deed.obj.dossier.parent
    while dossier is not None:
        yield dossier.object()
        dossier = dossier.parent


def _react(deed, obj, clock: Clock, event) -> None:
    if event.name in clock.starts and obj is deed.obj:
        if change := _start(deed, obj, clock, event):
            deed.clocks.append(change)
    elif event.name == clock.pauses and clock.pauses:
        _touch(deed, obj, clock, event, ClockLine.Kind.PAUSE)
    elif event.name == clock.resumes and clock.resumes:
        _touch(deed, obj, clock, event, ClockLine.Kind.RESUME)
    elif event.name == clock.extends and clock.extends:
        _touch(deed, obj, clock, event, ClockLine.Kind.EXTEND)
    elif _may_end(clock, event.name):
        limits = _open_limits(deed, obj, clock)
        if limits and event.name in limits[0].run.ends_on:
            _end(deed, limits, event.name, event.facts.get("ended"))


def _may_end(clock: Clock, name: str) -> bool:
    return isinstance(clock.ends, ByRule) or name in (*clock.ends, *clock.also_ends)


def _start(deed, obj, clock: Clock, event) -> Change | None:
    if _open_limits(deed, obj, clock):
        raise ClockError(f"“{clock.title}”已在计时，不能重复起算。")
    left = deed.rule(clock.near or "light.yellow_remaining")
    calendar = calendar_for(deed.hall)
    run = ClockRun(
        dossier=obj.dossier,
        clock=clock.name,
        title=clock.title,
        started_at=event.at,
        ends_on=clock.end_events(deed),
        near={
            "percent": None if clock.near else deed.rule("light.yellow_used"),
            "left": left.as_json() if left else None,
        },
        closing=deed.rule("hall.closing_time"),
        first_day_counts=deed.rule("clock.first_day_counts"),
        edition=calendar.edition,
    )
    limits = []
    for limit in clock.limits(obj, deed):
        row = ClockLimit(
            run=run,
            kind=limit.kind,
            n=limit.span.n if limit.span else None,
            unit=limit.span.unit if limit.span else "",
            until=limit.until,
            moment=limit.moment,
            basis=limit.basis,
            extendable=limit.extendable,
            since=limit.since,
            since_title=limit.since_title,
            effect=_effect(clock, limit),
        )
        _date(row, _compute(run, row, [], calendar), fresh=True)
        limits.append(row)
    if not limits and clock.optional:
        return None
    if not limits:
        raise ClockError(f"“{clock.title}”没有任何时限，无法起算；请在事项或规则库中补充。")
    return Change(run, ClockLine(kind=ClockLine.Kind.START, at=event.at), limits)


def _open_limits(deed, obj, clock: Clock) -> list[ClockLimit]:
    """The limits of a clock's open run on an object: as this deed leaves them, else as stored; none, if none runs."""
    if change := _latest(deed, obj, clock.name):
        return [] if change.run.ended_at else change.limits
    if obj._state.adding:
        return []
    return deed.read(limits_standing, obj.dossier).get(clock.name, [])


def _latest(deed, obj, clock: str) -> Change | None:
    changes = reversed(deed.clocks)
    return next((c for c in changes if c.run.clock == clock and c.run.dossier_id == obj.dossier.pk), None)


def limits_of(deed, obj, clock: str) -> dict[str, ClockLimit]:
    """The limits of an object's latest run of a clock, by kind: as this deed leaves them, else as stored."""
    if change := _latest(deed, obj, clock):
        return {limit.kind: limit for limit in change.limits}
    run = ClockRun.objects.filter(dossier=obj.dossier, clock=clock).order_by("-pk").first()
    return {limit.kind: limit for limit in run.limits.all()} if run else {}


def _touch(deed, obj, clock: Clock, event, kind) -> None:
    """Pause, resume or extend: a new line, and the dates computed anew from all lines."""
    if limits := _open_limits(deed, obj, clock):
        facts = {k: v.as_json() if isinstance(v, Span) else v for k, v in event.facts.items()}
        deed.clocks.append(_recompute(deed, limits, ClockLine(kind=kind, at=event.at, facts=facts)))


def recompute(deed, reason: str) -> bool:
    """Compute anew every open run of the deed's object that another edition of its calendar dated; whether any was."""
    edition = calendar_for(deed.hall).edition
    standing = deed.read(limits_standing, deed.obj.dossier).values()
    stale = [limits for limits in standing if limits[0].run.edition != edition]
    for limits in stale:
        line = ClockLine(kind=ClockLine.Kind.RECOMPUTE, at=deed.at, facts={"reason": reason})
        deed.clocks.append(_recompute(deed, limits, line))
    return bool(stale)


def _recompute(deed, limits: list[ClockLimit], line: ClockLine) -> Change:
    run, moved = limits[0].run, {}
    calendar = calendar_for(run.dossier.hall)
    lines = [*_lines(deed, run), line]
    for limit in limits:
        old = limit.due_on
        _date(limit, _compute(run, limit, lines, calendar))
        if limit.due_on != old:
            moved[limit.kind] = [old and old.isoformat(), limit.due_on and limit.due_on.isoformat()]
    run.edition = calendar.edition
    return Change(run, line, limits, moved)


def _lines(deed, run: ClockRun) -> list[ClockLine]:
    """A run's lines: as stored, and as earlier happenings of this deed have added to them."""
    stored = list(run.lines.all()) if run.pk else []
    return stored + [change.line for change in deed.clocks if change.run is run]


def _end(deed, limits: list[ClockLimit], event: str, ended: dt.datetime | None = None) -> None:
    # A deemed event may carry an earlier instant; the clock still ran until now (行政许可法 32). What ended it earlier
    # and is only recorded now – a letter signed for days ago – says so itself (``ended``).
    run, at = limits[0].run, ended or deed.at
    run.ended_at = at
    for limit in limits:
        limit.closed_at, limit.next_at, limit.next_rung = at, None, ""
    line = ClockLine(kind=ClockLine.Kind.END, at=at, facts={"event": event})
    deed.clocks.append(Change(run, line, limits))


def _compute(run: ClockRun, limit: ClockLimit, lines: list[ClockLine], calendar: WorkingCalendar) -> Due:
    left = run.near["left"]
    near = Near(run.near["percent"], Span.from_json(left) if left else None)
    event = limit.since_title or run.declaration.start_title
    if limit.moment:
        return momentary(run.started_at, limit.moment, event=event)
    if limit.until:
        return fixed(run.started_at, limit.until, calendar, near=near, event=event)
    pauses, extensions = _history(run, lines, limit)
    return compute(
        limit.since or run.started_at,
        limit.span,
        calendar,
        near=near,
        pauses=pauses,
        extensions=extensions,
        closing=run.closing,
        event=event,
        first_day_counts=run.first_day_counts,
    )


def _effect(clock: Clock, limit) -> str:
    """The act that follows when this limit passes, where the clock declares one and the limit has that force."""
    declared = next((one.act for one in clock.effects if one.limit == limit.kind), "")
    return declared if limit.binding else ""


def _history(run: ClockRun, lines: list[ClockLine], limit: ClockLimit) -> tuple[list[Pause], list[Extension]]:
    """The pauses and extensions that the lines record, as far as they concern one limit.

    Raises ClockError for a pause that runs already, or an end of none: the dates could only be guessed.
    """
    ended: list[Pause] = []
    running: dict[str, Pause] = {}
    extensions = []
    for line in lines:
        on, key = local_date(line.at), str(line.facts.get("key", ""))
        if line.kind == ClockLine.Kind.PAUSE:
            if key in running:
                raise ClockError(f"“{run.title}”已经因此暂停，不能重复暂停。")
            running[key] = Pause(on, None, line.facts["title"])
        elif line.kind == ClockLine.Kind.RESUME:
            if key not in running:
                raise ClockError(f"“{run.title}”没有暂停，不能恢复计时；请核对已经办理的程序。")
            ended.append(replace(running.pop(key), last=on))
        elif line.kind == ClockLine.Kind.EXTEND and limit.extendable:
            extensions.append(Extension(on, Span.from_json(line.facts["span"])))
    return [*ended, *running.values()], extensions


def _date(limit: ClockLimit, due: Due, *, fresh: bool = False) -> None:
    """Take over a computed date. A moved date is a new generation, so that its rungs may fire again."""
    moved = not fresh and due.on != limit.due_on
    if moved:
        limit.generation += 1
    limit.due_on, limit.due_at, limit.near_at = due.on, due.at, due.near_at
    limit.provisional, limit.sentence = due.provisional, due.sentence
    if not (fresh or moved):
        if limit.next_rung == Rung.NEAR:  # the same end, but other days before it
            limit.next_at = due.near_at
        return
    if limit.kind == LimitKind.ARRANGED:
        limit.await_due()  # what was arranged needs no warning
    else:
        limit.next_at = due.near_at
        limit.next_rung = Rung.NEAR if due.near_at else ""
