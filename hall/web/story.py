"""The timeline told for people: who did what, when, where and on what basis; what changed, which clocks and papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import JSONField

from hall.acts.act import NEW
from hall.acts.form import WITHHELD
from hall.acts.workflow import Workflow
from hall.applicants.access import REVEALABLE
from hall.applicants.applicant import Applicant
from hall.applicants.contact import Contact
from hall.clocks.clock import CLOCKS, LimitKind, Rung
from hall.clocks.ledger import ClockLine
from hall.papers.paper import Paper
from hall.people.roles import Role
from hall.timeline.entry import Entry

from .basis import Basis
from .names import Names
from .pages import Page

# What the ground floor itself notes on a line, and its codes in Chinese.
NOTES = {"paper": "文书文号", "field": "查阅内容", "reason": "事由"}
SEALED = {
    name: str((Contact if name == "contact_name" else Applicant)._meta.get_field(name).verbose_name)
    for name in REVEALABLE
}
ROLES = {str(value): label for value, label in Role.choices if value != Role.SYSTEM}
CODES = dict(LimitKind.choices) | dict(Rung.choices) | SEALED
# The two times of a line are told apart only where they differ by more than the act itself takes.
SAME = dt.timedelta(minutes=1)


@dataclass
class ClockTold:
    """What a line did to one clock: started, paused, moved, ended – with the sentence of each limit."""

    title: str
    happened: str
    limits: list[tuple[str, str, str]] = field(default_factory=list)
    moved: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class Line:
    """One entry, ready to be written."""

    entry: Entry
    who: str
    role: str
    recorded_at: dt.datetime | None
    states: tuple[str, str] | None
    changed: list[tuple[str, Any, Any]]
    typed: list[tuple[str, Any]]
    withheld: list[str]
    clocks: list[ClockTold]
    papers: list[tuple[dict, Paper | None]]
    waived: list[str]
    reasons: list[str]
    basis: list[str]

    @property
    def refused(self) -> bool:
        return self.entry.kind == Entry.Kind.REFUSED


class Story:
    """Reads the entries of one object. ``papers`` are the dossier's, so that a line can link to what it issued."""

    def __init__(
        self, obj: Workflow | None, hall: Any, page: Page, names: Names, papers: Iterable[Paper] = ()
    ):
        self.obj, self.page, self.names = obj, page, names
        self.papers = {paper.number: paper for paper in papers}
        self.labels = NOTES | (page.labels(obj) if obj else {})
        self.states = dict(obj._meta.get_field("state").choices) if obj else {}
        self.basis = Basis(hall)

    def line(self, entry: Entry) -> Line:
        facts, withheld = entry.facts, []
        late = abs(entry.recorded_at - entry.legal_at) > SAME
        return Line(
            entry=entry,
            who=self._who(entry),
            role=ROLES.get(entry.role, ""),
            recorded_at=entry.recorded_at if late else None,
            states=self._states(entry),
            changed=list(self._changed(facts.get("changes", {}), withheld)),
            typed=[*self._typed(entry, withheld), *self._noted(facts)],
            withheld=withheld,
            clocks=[_clock(one) for one in facts.get("clocks", ())],
            papers=[(one, self.papers.get(one["number"])) for one in facts.get("papers", ())],
            waived=[one["reason"] for one in facts.get("waived", ())],
            reasons=list(facts.get("reasons", ())),
            basis=self.basis(entry.clauses),
        )

    def _who(self, entry: Entry) -> str:
        if entry.by is None:
            return "系统"
        return f"系统（随{entry.by.name}的办理）" if entry.role == Role.SYSTEM else entry.by.name

    def _clock(self, name: str) -> str:
        clock = CLOCKS.get(f"{self.obj.dossier_kind()}.{name}")
        return clock.title if clock else "期限"

    def _states(self, entry: Entry) -> tuple[str, str] | None:
        if entry.state_from == entry.state_to:
            return None
        before = "" if entry.state_from == NEW else self.states.get(entry.state_from, entry.state_from)
        return before, self.states.get(entry.state_to, entry.state_to)

    def _changed(self, changes: dict[str, Any], withheld: list[str]):
        for name, change in changes.items():
            try:
                stored = self.obj._meta.get_field(name)
            except FieldDoesNotExist:  # renamed since
                continue
            if isinstance(stored, JSONField):
                continue  # what it holds was typed, and is told as such
            if isinstance(change, str):
                _withhold(withheld, stored.verbose_name)
            else:
                told = [self._code(name, value) or self.names.stored(stored, value) for value in change]
                yield stored.verbose_name, *told

    def _typed(self, entry: Entry, withheld: list[str]):
        facts = entry.facts
        for name, value in sorted(facts.get("input", {}).items(), key=self._order(entry.act)):
            if (
                value in ("", [], {})
                or name in facts
                or {name, f"{name}_id"} & facts.get("changes", {}).keys()
            ):
                continue  # told already
            if name in self.page.explain:
                if told := self.page.explain[name](value):
                    yield told
                continue
            typed = self._form_field(entry.act, name)
            label = typed.label if typed else self.labels.get(name)
            if label and value == WITHHELD:
                _withhold(withheld, label)
            elif label and (told := self._code(name, value) or self.names.typed(typed, value)):
                yield label, told

    def _code(self, name: str, value: Any) -> str:
        return self.page.codes.get(name, {}).get(str(value), "")

    def _order(self, act: str):
        """As the form asked: the timeline keeps its input by the letter."""
        spec = self.obj.acts().get(act) if self.obj else None
        names = [*(spec.form.base_fields if spec and spec.form else ()), *self.labels]
        return lambda item: names.index(item[0]) if item[0] in names else len(names)

    def _form_field(self, act: str, name: str) -> forms.Field | None:
        spec = self.obj.acts().get(act) if self.obj else None
        return spec.form.base_fields.get(name) if spec and spec.form else None

    def _noted(self, facts: dict[str, Any]):
        if "rung" in facts:
            reached = f"{CODES[facts['limit']]}{CODES[facts['rung']]}（{facts['due']}）"
            yield self._clock(facts["clock"]), reached
        if "subject" in facts:  # a reading of personal data names whose
            yield "查阅对象", self.names.ref(apps.get_model(facts["subject"]), facts["id"])
        for name, label in self.labels.items():
            if name in facts:
                yield label, CODES.get(str(facts[name])) or self.names.plain(facts[name])


def _withhold(withheld: list[str], label: Any) -> None:
    if str(label) not in withheld:
        withheld.append(str(label))


def _clock(change: dict[str, Any]) -> ClockTold:
    told = ClockTold(change["title"], str(ClockLine.Kind(change["kind"]).label))
    for limit in change["limits"]:
        if change["kind"] != ClockLine.Kind.END:
            told.limits.append((CODES[limit["kind"]], limit["due"] or "", limit["sentence"]))
    for kind, (old, new) in (change.get("moved") or {}).items():
        told.moved.append((CODES[kind], old or "暂停计时", new or "暂停计时"))
    return told
