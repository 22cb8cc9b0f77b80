"""Start-up check: every question has an answer, every answer fits its question, every clause can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core import checks

from .clauses import malformed
from .errors import BadValue, PresetInvalid
from .presets import NATIONAL, Preset, all_presets
from .rule import RULES, Rule


@checks.register("rulebook")
def rulebook_is_complete(**kwargs: Any) -> list[checks.CheckMessage]:
    """Every problem of the shipped presets, as a start-up error."""
    try:
        found = list(problems(RULES, all_presets()))
    except PresetInvalid as error:
        found = [str(error)]
    return [checks.Error(one, id="rulebook.E001") for one in found]


def problems(rules: Mapping[str, Rule], presets: Mapping[str, Preset]) -> Iterator[str]:
    """Every way in which the presets fail to answer the rules, in Chinese."""
    if NATIONAL not in presets:
        yield f"缺少国家规定 {NATIONAL}.toml。"
        return
    national = presets[NATIONAL]
    for key in rules.keys() - national.entries.keys():
        yield f'{NATIONAL}.toml 没有回答“{rules[key].title}”（{key}），请补上；确无规定的写 "off"。'
    for preset in presets.values():
        for key, history in preset.entries.items():
            for entry in history:
                for problem in _problems_of(key, entry, preset, national, rules):
                    yield f"{preset.code}.toml：{problem}"


def _problems_of(
    key: str, entry: Any, preset: Preset, national: Preset, rules: Mapping[str, Rule]
) -> Iterator[str]:
    question = rules.get(key)
    if question is None:
        yield f"没有“{key}”这一规则，请核对键名。"
        return
    if question.by_statute and preset.code != NATIONAL:
        yield f"“{question.title}”（{key}）由国家规定，不得另定。"
    elif question.by_statute and not entry.clause:
        yield f"“{question.title}”（{key}）由国家规定，须注明法律条款。"
    if bad := malformed(entry.clause, [preset, national]):
        yield f"“{question.title}”（{key}）的条款“{bad}”不成条款编号。"
    try:
        value = question.parse(entry.raw)
        least = national.entries.get(key, ())[-1:]
        missing = question.leaves_out(value, question.parse(least[0].raw)) if least else []
    except BadValue as error:
        yield str(error)
        return
    if missing:
        yield f"“{question.title}”（{key}）少于国家规定，缺少：{'、'.join(missing)}。"
