"""Rule: a typed question every hall must have an answer to. Each app declares its own in ``rules.py``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import autodiscover_modules

from .errors import BadValue, RuleMissing
from .kinds import Kind

RULES: dict[str, Rule] = {}
OFF = "off"


@dataclass(frozen=True)
class Rule:
    """A question: key ("case.completion_event"), kind of answer, Chinese title and meaning, and a counting unit.

    ``off`` says in Chinese what it means that the question is answered "off" (value None); without it that answer
    is refused. ``by_statute``: only the national rules answer, no hall may. ``keeps_national``: a hall may add
    to the national list, never leave anything out. Declaring a key twice raises ValueError.
    """

    key: str
    type: Kind
    title: str
    meaning: str
    unit: str = ""
    off: str = ""
    by_statute: bool = False
    keeps_national: bool = False

    def __post_init__(self):
        if not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", self.key):
            raise ValueError(f"规则的键“{self.key}”应为小写英文并以点分段。")
        if self.key in RULES:
            raise ValueError(f"规则“{self.key}”重复声明。")
        RULES[self.key] = self

    def parse(self, raw: Any) -> Any:
        """The value of a written answer; "off" gives None. Raises BadValue naming the rule."""
        if isinstance(raw, str) and raw == OFF:
            if not self.off:
                raise BadValue(f"“{self.title}”（{self.key}）不能不设，请填写{self.type.name}。")
            return None
        try:
            return self.type.parse(raw)
        except BadValue as error:
            raise BadValue(f"“{self.title}”（{self.key}）：{error}") from error

    def dump(self, value: Any) -> Any:
        """The written form of a value, which ``parse`` reads back."""
        return OFF if value is None else self.type.dump(value)

    def describe(self, value: Any) -> str:
        """The value in Chinese, with its unit."""
        return self.off if value is None else self.type.describe(value) + self.unit

    def leaves_out(self, value: Any, national: Any) -> list[str]:
        """What ``value`` lacks of the national list, in Chinese; empty unless the rule ``keeps_national``."""
        if not self.keeps_national:
            return []
        missing = [one for one in national or () if one not in (value or ())]
        return [self.type.describe([one]) for one in missing]


def rule(key: str) -> Rule:
    """The declared rule. Raises RuleMissing for a key nobody declared."""
    if key not in RULES:
        raise RuleMissing(f"规则库中没有“{key}”这一项，请核对键名。")
    return RULES[key]


def discover() -> None:
    """Import every installed app's ``rules.py``."""
    autodiscover_modules("rules")
