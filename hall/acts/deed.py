"""Deed: one act being done – who, where, when, with what – and what it brings about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hall import legal_time

from .act import Act


@dataclass(frozen=True)
class Happening:
    """An event with its legal instant, on which clocks start, pause, move and end."""

    name: str
    at: dt.datetime
    facts: dict = field(default_factory=dict)


@dataclass
class Deed:
    """Handed to the act's body, its guards, its form and its papers. Open only while the door holds the lock."""

    act: Act
    obj: Any
    at: dt.datetime
    hall: Any
    department: Any = None
    place: Any = None
    by: Any = None
    role: str = ""
    grant: Any = None
    recorded_at: dt.datetime | None = None
    form: Any = None
    data: dict = field(default_factory=dict)
    parent: Any = None
    happenings: list[Happening] = field(default_factory=list)
    papers: list = field(default_factory=list)
    clocks: list = field(default_factory=list)
    reads: dict = field(default_factory=dict)
    notes: dict = field(default_factory=dict)
    consequences: list = field(default_factory=list)
    additions: list = field(default_factory=list)
    waived: list = field(default_factory=list)
    is_open: bool = False
    came_back: bool = False  # a consequence changed an object that stood before: perhaps this one

    def must_be_open_for(self, obj, act: Act) -> None:
        """Raise unless the door opened this deed for exactly this act on this object."""
        if not (self.is_open and self.obj is obj and self.act is act):
            raise RuntimeError(f"“{act.title}”只能通过 hall.acts.door.perform 办理，不能直接调用。")

    @property
    def on(self) -> dt.date:
        """The local date of the legal instant."""
        return legal_time.local_date(self.at)

    @cached_property
    def named(self):
        """The department's name on this day, for its papers; None where a deed is the hall's own."""
        return self.department.name_on(self.on) if self.department else None

    def read(self, question: Callable, *about):
        """The answer to a question that guards, body and papers all ask, asked once (not before the lock)."""
        if (question, about) not in self.reads:
            self.reads[question, about] = question(*about)
        return self.reads[question, about]

    def answer(self, key: str):
        """The rulebook's answer that governs this object: value with its clause. Raises RuleMissing."""
        from hall.rulebook import answer

        return answer(self.hall, key, on=self.obj.rules_date(self))

    def rule(self, key: str):
        """The value of the rulebook's answer."""
        return self.answer(key).value

    def happened(self, event: str, at: dt.datetime | None = None, **facts) -> None:
        """Emit an event, by default at the act's own legal instant."""
        self.happenings.append(Happening(event, at or self.at, facts))

    def note(self, **facts) -> None:
        """Add references or plain facts (no personal data) to the timeline entry."""
        self.notes.update(facts)

    def label(self, text: str) -> None:
        """Name the dossier in lists; no personal data."""
        self.obj.dossier.label = text[:200]

    def issue(self, paper, **extra) -> None:
        """Issue one more paper besides those declared, with extra facts."""
        self.papers.append((paper, extra))

    def then(self, target, act: str, data: dict | None = None, **scope) -> None:
        """Do another act as a consequence, under the same lock and in the same transaction, after this one."""
        self.consequences.append((target, act, data or {}, scope))

    def add(self, make) -> None:
        """Store a row that must name this act's entry: ``make(entry)`` returns the unsaved row."""
        self.additions.append(make)
