"""Lookup: which answer is in force for a hall on a day, and on whose word.

A hall's own rows come first, then its own preset, then the same of the halls above it, then the preset that governs
its region, then national law. A question fixed by statute is answered by national law alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hall.duty import duty
from hall.reading import reading

from . import store
from .clauses import cite
from .errors import BadValue, RuleMissing
from .presets import NATIONAL, Entry, Preset, all_presets, from_snapshot, in_force
from .rule import Rule, rule

if TYPE_CHECKING:
    from hall.places.hall import Hall

    from .rows import PresetAdoption, RuleRow

ROW = "row"


@dataclass(frozen=True)
class Answer:
    """What is in force: a value, the clause it rests on ("" where the hall sets it), and who says so since when.

    ``source`` is "row" or a preset's code; ``hall`` the hall whose row or preset it is (None for a preset that
    governs by region or nationally); ``edition`` names exactly what was read, to be frozen with a clock or paper.
    """

    rule: Rule
    value: Any
    clause: str
    source: str
    effective_from: dt.date
    edition: str
    hall: Hall | None = None

    @property
    def text(self) -> str:
        return self.rule.describe(self.value)

    @property
    def basis(self) -> str:
        """The clause in Chinese, or 无法定依据，由大厅自定."""
        return cite(self.clause, all_presets().values())


def answer(hall: Hall, key: str, on: dt.date) -> Answer:
    """The answer in force for a hall on a local date. Raises RuleMissing; never falls back on a value of its own."""
    question = rule(key)
    levels = [National()] if question.by_statute else layers(hall)
    return _first(question, levels, hall, on)


def inherited(hall: Hall, key: str, on: dt.date) -> Answer:
    """What would be in force had the hall no rows of its own (WS01-00). Raises RuleMissing."""
    levels = [one for one in layers(hall) if one != Rows(hall)]
    return _first(rule(key), levels, hall, on)


def _first(question: Rule, levels: Any, hall: Hall, on: dt.date) -> Answer:
    try:
        with reading():
            found = next(filter(None, (level.find(question, on) for level in levels)), None)
    except BadValue as error:
        raise RuleMissing(f"“{hall}”在 {on} 的规则已不合要求，请重新设定。{error}") from error
    if found is not None:
        return found
    raise RuleMissing(f"“{hall}”在 {on} 没有“{question.title}”（{question.key}）的规定，请在规则库中补上。")


def layers(hall: Hall) -> Iterator[Rows | Adopted | National]:
    """Everything that may answer for a hall, first word first."""
    line = _line(hall)
    for one in line:
        yield Rows(one)
        if one.preset:
            yield Adopted(_preset(one.preset), one)
    if regional := regional_preset(hall.region_code):
        inside = [one for one in line if regional.governs(one.region_code)]
        yield Adopted(regional, inside[-1])
    yield National()


@duty("WS01-00 AH-46.1", off=lambda hall: [hall])
def _line(hall: Hall) -> list[Hall]:
    """The halls whose rulebooks reach a hall: its own, then of those above it, which it applies by reference."""
    return [hall, *hall.ancestors()]


def governing(hall: Hall) -> Adopted | National:
    """The regulation a hall lives by: the first preset that may answer for it."""
    return next(one for one in layers(hall) if not isinstance(one, Rows))


@duty("XA-2")
def regional_preset(region_code: str) -> Preset | None:
    """The preset that governs a region without being chosen (XA-2)."""
    return next((one for one in all_presets().values() if one.governs(region_code)), None)


def _preset(code: str) -> Preset:
    if code not in all_presets():
        raise RuleMissing(f"没有“{code}”这一制度预设，请在大厅资料中改选。")
    return all_presets()[code]


@dataclass(frozen=True)
class Rows:
    """What a hall set itself."""

    hall: Hall

    @duty("WS01-00")
    def row(self, key: str, on: dt.date) -> RuleRow | None:
        """The row in force on a day, unless it gives the question back."""
        rows = store.shelf().rows.get((self.hall.pk, key), ())
        latest = next((row for row in reversed(rows) if row.effective_from <= on), None)
        return None if latest is None or latest.inherits else latest

    def find(self, question: Rule, on: dt.date) -> Answer | None:
        row = self.row(question.key, on)
        if row is None:
            return None
        edition = f"{self.hall.code}/{row.pk}"
        return Answer(question, row.answer, row.clause, ROW, row.effective_from, edition, self.hall)


@dataclass(frozen=True)
class Adopted:
    """A regulation as a hall adopted it; before its first adoption, as it is shipped."""

    preset: Preset
    hall: Hall

    @duty("AH-48 DL-27 XA-40 WS01-07", off=lambda level: dt.date.min)
    def starts(self) -> dt.date:
        """The first day in force. Raises RulesDateMissing when the hall's profile must give it and does not."""
        line = (one for one in (self.hall, *self.hall.ancestors()) if one.preset in ("", self.preset.code))
        return self.preset.effective_from(next((one.rules_date for one in line if one.rules_date), None))

    def adoption(self, on: dt.date | None = None) -> PresetAdoption | None:
        """The edition in force on a day, or the newest."""
        made = store.shelf().adoptions.get((self.hall.pk, self.preset.code), ())
        fitting = (one for one in reversed(made) if on is None or (one.effective_from or dt.date.min) <= on)
        return next(fitting, None)

    def find(self, question: Rule, on: dt.date) -> Answer | None:
        edition = self.adoption(on)
        entry = self._entry(question.key, on, edition)
        if entry is None or on < self.starts():
            return None
        since = max(self.starts(), (edition and edition.effective_from) or dt.date.min)
        name = f"{self.preset.code}/{edition.fingerprint if edition else self.preset.fingerprint}"
        return Answer(
            question, question.parse(entry.raw), entry.clause, self.preset.code, since, name, self.hall
        )

    def _entry(self, key: str, on: dt.date, edition: PresetAdoption | None) -> Entry | None:
        if edition is None or edition.fingerprint == self.preset.fingerprint or key not in edition.answers:
            return self.preset.entry(
                key, on
            )  # a question asked only since the adoption was never answered before
        return in_force(from_snapshot(edition.answers[key]), on)


@dataclass(frozen=True)
class National:
    """National law, and a default marked as without legal source where it is silent."""

    @property
    def preset(self) -> Preset:
        return all_presets()[NATIONAL]

    def starts(self) -> dt.date:
        return self.preset.effective_from(None)

    def find(self, question: Rule, on: dt.date) -> Answer | None:
        entry = self.preset.entry(question.key, on)
        if entry is None or on < self.starts():
            return None
        name = f"{NATIONAL}/{self.preset.fingerprint}"
        return Answer(question, question.parse(entry.raw), entry.clause, NATIONAL, self.starts(), name)
