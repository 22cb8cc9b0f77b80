"""Where each clause is kept: read off the declarations, so that no list can disagree with the code."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hall.acts.act import Act
from hall.acts.diagram import by_whom, workflows
from hall.acts.form import FORM_RULES
from hall.acts.guards import EXTRA, GUARDS
from hall.clocks.clock import CLOCKS, EFFECTS
from hall.duty import DUTIES
from hall.papers.kinds import KINDS
from hall.registers.register import REGISTERS
from hall.rulebook.presets import NATIONAL, all_presets
from hall.rulebook.rule import RULES


@dataclass(frozen=True)
class Keeper:
    """One place: what kind it is, in words, and where it stands in the code."""

    sort: str
    words: str
    code: str
    clauses: tuple[str, ...]


@functools.cache
def keepers() -> dict[str, list[Keeper]]:
    """Clause to its keepers; declarations do not change while a process runs."""
    found: dict[str, list[Keeper]] = defaultdict(list)
    for read in (_acts, _guards, _forms, _clocks, _effects, _papers, _registers, _rules, _duties):
        for one in read():
            for clause in one.clauses:
                found[clause].append(one)
    return dict(found)


def _all_acts() -> Iterator[tuple[str, str, Act]]:
    for model in workflows():
        for act in model.acts().values():
            yield model._meta.label_lower, str(model._meta.verbose_name), act


def _acts() -> Iterator[Keeper]:
    for label, title, act in _all_acts():
        yield Keeper("行为", f"{title}：{act.title}（{by_whom(act)}）", f"{label}.{act.name}", act.clauses)


def _guards() -> Iterator[Keeper]:
    """A guard is told by the acts it stands before."""
    before: dict[str, list[str]] = defaultdict(list)
    for label, title, act in _all_acts():
        for guard in (*act.guards, *EXTRA.get((label, act.name), ())):
            before[guard.name].append(f"{title}：{act.title}")
    for guard in GUARDS.values():
        yield Keeper("条件", _some(before[guard.name]) or guard.name, guard.name, guard.clauses)


def _forms() -> Iterator[Keeper]:
    """A rule of a form is told by the acts whose form it is."""
    acts = [
        (f"{title}：{act.title}", act.form) for _, title, act in _all_acts() if isinstance(act.form, type)
    ]
    for path, clauses in FORM_RULES.items():
        form = path.rsplit(".", 1)[0]
        used = [
            told for told, one in acts if form in {f"{c.__module__}.{c.__qualname__}" for c in one.__mro__}
        ]
        yield Keeper("填写要求", _some(used) or path.rsplit(".", 1)[1], path, clauses)


def _clocks() -> Iterator[Keeper]:
    for key, clock in CLOCKS.items():
        yield Keeper("期限", clock.title, key, tuple(clock.clauses.split()))


def _effects() -> Iterator[Keeper]:
    for key, (clock, effect) in EFFECTS.items():
        words = f"{clock.title}（{effect.limit.label}）届满的后果"
        yield Keeper("届满后果", words, key, tuple(effect.clauses.split()))


def _papers() -> Iterator[Keeper]:
    national = all_presets()[NATIONAL].entries
    for kind in KINDS.values():
        named = national.get(f"paper.{kind.code}.title")
        words = str(named[-1].raw) if named else kind.code
        yield Keeper("文书", words, f"paper.{kind.code}", tuple(kind.clauses.split()))


def _registers() -> Iterator[Keeper]:
    for one in REGISTERS.values():
        yield Keeper("台账", one.title, one.key, tuple(one.clauses.split()))


def _rules() -> Iterator[Keeper]:
    """An answer of a rulebook that rests on the clause."""
    for preset in all_presets().values():
        for key, history in preset.entries.items():
            for entry in history:
                if entry.clause and key in RULES:
                    rule = RULES[key]
                    words = f"{rule.title}：{rule.describe(rule.parse(entry.raw))}"
                    yield Keeper("规则", words, key, tuple(entry.clause.split()))


def _duties() -> Iterator[Keeper]:
    """Pages, figures and checks: functions that declare what they keep."""
    for path, duty in DUTIES.items():
        yield Keeper("页面和统计", path.rsplit(".", 1)[1], path, duty.clauses)


def _some(told: Iterable[str], most: int = 4) -> str:
    """The first few, and how many more."""
    names = list(dict.fromkeys(told))
    return "、".join(names[:most]) + (f"等{len(names)}处" if len(names) > most else "")
