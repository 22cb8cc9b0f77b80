"""The rulebook: typed questions (``Rule``), what each regulation answers, and what is in force for a hall on a day.

An app declares its questions in ``rules.py``; ``answer(hall, key, on)`` looks one up. Figures stand in
``fixtures/rulebooks/`` and in rows, never in code.
"""

from .errors import BadValue, PresetInvalid, RuleMissing, RulesDateMissing
from .lookup import Answer, answer, inherited
from .preview import count_open_clocks
from .rule import RULES, Rule, discover
from .summary import overrides, rulebook_summary


def start() -> None:
    """Once the apps are ready: read every app's questions, register the start-up check and the first adoption."""
    from . import adoption, checks  # noqa: F401

    discover()


__all__ = [
    "RULES",
    "Answer",
    "BadValue",
    "PresetInvalid",
    "Rule",
    "RuleMissing",
    "RulesDateMissing",
    "answer",
    "count_open_clocks",
    "inherited",
    "overrides",
    "rulebook_summary",
    "start",
]
