"""The five halls side by side: what each text answers to each question of the rulebook."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hall.rulebook.presets import NATIONAL, Preset, all_presets
from hall.rulebook.rule import RULES, Rule


@dataclass(frozen=True)
class Said:
    """One text's answer in words with its clauses; ``own`` unless it is the national one."""

    text: str
    clauses: tuple[str, ...]
    own: bool


@dataclass(frozen=True)
class Compared:
    """One question with the answer of each text, in the order of ``texts``."""

    rule: Rule
    answers: tuple[Said, ...]

    @property
    def differ(self) -> bool:
        return len({one.text for one in self.answers}) > 1


def texts() -> list[Preset]:
    """The texts that are compared, by their code."""
    return [one for code, one in all_presets().items() if code != NATIONAL]


def compared(on: dt.date, *, only_different: bool = True) -> list[Compared]:
    """Every question on a local date, those alone on which the texts differ unless asked for all."""
    found = (Compared(rule, tuple(_said(rule, one, on) for one in texts())) for rule in RULES.values())
    return [one for one in found if one.differ or not only_different]


def _said(rule: Rule, preset: Preset, on: dt.date) -> Said:
    national = all_presets()[NATIONAL]
    own = None if rule.by_statute else preset.entry(rule.key, on)
    entry = own or national.entry(rule.key, on)
    if entry is None:
        return Said("—", (), own=False)
    return Said(rule.describe(rule.parse(entry.raw)), tuple(entry.clause.split()), own is not None)
