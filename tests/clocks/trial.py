"""A clock on trial: a register whose lines emit whatever events they are told, and one clock that listens to them.

Everything between is real – the door, the ledger, the sweep; only the occasion is bare, so that each event can be
tried alone, in any order, and several in one act.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django import forms

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.form import ActForm
from hall.clocks.clock import CLOCKS, EFFECTS, Clock, Effect, Limit, LimitKind, declare
from hall.clocks.ledger import ClockLimit, ClockRun
from hall.models import RegisterRecord
from hall.people.roles import Role
from hall.registers.register import REGISTERS, Register
from hall.span import Span

KEY = "test.trial"


class EventsForm(ActForm):
    """The events of one line, each a name and its facts; ``reason`` is what voiding asks for."""

    events = forms.JSONField(label="事件")

    def check_events(self, cleaned):
        for event in cleaned["events"]:
            facts = dict(event)
            if "span" in facts:
                facts["span"] = Span.from_json(facts["span"])
            if "at" in facts:
                facts["at"] = dt.datetime.fromisoformat(facts["at"])
            self.do.happened(facts.pop("name"), **facts)


class Trial:
    """``limits`` may be changed between acts, as a matter's guide might."""

    def __init__(self, hall, clock: Clock, *limits: Limit):
        self.hall, self.limits, self.clock = hall, list(limits), clock

    def begin(self, *names, **facts) -> RegisterRecord:
        """A new line; it starts the clock unless told other events."""
        data = {"events": events(*(names or ["began"]), **facts)}
        return perform(RegisterRecord, "record", data, by=SYSTEM, hall=self.hall, register=KEY)

    def happen(self, record: RegisterRecord, *names, **facts) -> RegisterRecord:
        """One act with these events, all with these facts."""
        data = {"events": events(*names, **facts), "correction": "试"}
        return perform(record, "correct", data, by=SYSTEM)


def events(*names: str | dict, **facts) -> str:
    if "span" in facts:
        facts["span"] = facts["span"].as_json()
    return json.dumps([facts | (name if isinstance(name, dict) else {"name": name}) for name in names])


def limit(kind: LimitKind = LimitKind.STATUTORY, n: int = 20, **more) -> Limit:
    return Limit(kind, more.pop("span", Span(n)), "试办条例第一条", **more)


@contextmanager
def on_trial(hall, *limits: Limit, effects: tuple[Effect, ...] = (), **changes) -> Iterator[Trial]:
    """The clock, known only inside this block."""
    trial = Trial(hall, None, *limits)
    clock = Clock(
        "trial",
        "试办期限",
        starts=("began",),
        ends=("finished",),
        limits=lambda obj, do: trial.limits,
        pauses="paused",
        resumes="resumed",
        extends="extended",
        effects=effects,
        start_title="试办",
    )
    trial.clock = replace(clock, **changes)
    known = dict(CLOCKS), dict(EFFECTS), RegisterRecord.clocks
    RegisterRecord.clocks = declare("hall.registerrecord", trial.clock)
    Register(KEY, "试办登记", (Role.HALL_OFFICE, SYSTEM), EventsForm)
    try:
        yield trial
    finally:
        del REGISTERS[KEY]
        RegisterRecord.clocks = known[2]
        for registry, before in zip((CLOCKS, EFFECTS), known, strict=False):
            registry.clear()
            registry.update(before)


def run_of(record) -> ClockRun:
    """The latest run of an object."""
    return ClockRun.objects.filter(dossier=record.pk).order_by("-pk").first()


def due(record, kind: LimitKind = LimitKind.STATUTORY) -> str | None:
    """The due date of one limit of the latest run, as text."""
    on = the_limit(record, kind).due_on
    return on and on.isoformat()


def the_limit(record, kind: LimitKind = LimitKind.STATUTORY) -> ClockLimit:
    return run_of(record).limits.get(kind=kind)


def lines(record) -> list[str]:
    return list(run_of(record).lines.values_list("kind", flat=True))
