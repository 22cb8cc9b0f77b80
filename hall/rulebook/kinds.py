"""The kinds of answer a rule can have: read from TOML, from the admin or from stored JSON, and told in Chinese.

Every kind has one written form (``dump``), which ``parse`` reads back; ``parse`` raises BadValue in Chinese.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction as Ratio
from typing import Any

from .errors import BadValue


class Kind:
    """Base of all kinds. ``name`` and ``hint`` stand beside an input."""

    name = ""
    hint = ""

    def parse(self, raw: Any) -> Any:
        """The Python value of a written one. Raises BadValue."""
        raise NotImplementedError

    def dump(self, value: Any) -> Any:
        """The written form, fit for JSON and TOML."""
        return value

    def describe(self, value: Any) -> str:
        """The value in Chinese."""
        return str(value)

    def edit(self, value: Any) -> str:
        """The value as typed into an input; ``parse`` reads it back."""
        return str(self.dump(value))

    def refuse(self, raw: Any) -> BadValue:
        return BadValue(f"“{raw}”不是{self.name}，{self.hint}")


class Int(Kind):
    name = "整数"

    def __init__(self, least: int = 0, most: int | None = None):
        self.least, self.most = least, most
        span = f"不小于{least}" if most is None else f"{least}至{most}"
        self.hint = f"请填写{span}的整数。"

    def parse(self, raw):
        if isinstance(raw, str) and raw.strip().isdecimal():
            raw = int(raw)
        if type(raw) is not int or raw < self.least or (self.most is not None and raw > self.most):
            raise self.refuse(raw)
        return raw


class Percent(Int):
    name = "百分比"

    def __init__(self):
        super().__init__(0, 100)
        self.hint = "请填写0至100，例如 90%。"

    def parse(self, raw):
        return super().parse(raw.strip().rstrip("%％") if isinstance(raw, str) else raw)

    def describe(self, value):
        return f"{value}%"


class Bool(Kind):
    name = "是否"
    hint = "请填写“是”或者“否”。"
    written = {"是": True, "否": False, "true": True, "false": False}

    def parse(self, raw):
        if isinstance(raw, str):
            raw = self.written.get(raw.strip().lower())
        if not isinstance(raw, bool):
            raise self.refuse(raw)
        return raw

    def describe(self, value):
        return "是" if value else "否"

    edit = describe


class Choice(Kind):
    """One code of a list; ``options`` maps codes to Chinese, or is a TextChoices."""

    name = "单选项"

    def __init__(self, options: Mapping[str, str] | type):
        self.options = dict(getattr(options, "choices", options))
        self.codes = {label: code for code, label in self.options.items()}
        self.hint = f"只能选：{'、'.join(map(str, self.options.values()))}。"

    def parse(self, raw):
        code = self.codes.get(raw, raw) if isinstance(raw, str) else None
        if code not in self.options:
            raise self.refuse(raw)
        return str(code)

    def describe(self, value):
        return str(self.options[value])


class Text(Kind):
    """One line. With ``placeholders`` it is a pattern such as ``{short}许准字〔{year}〕{serial}号``."""

    name = "文字"
    hint = "请填写一行文字，不超过200字。"

    def __init__(self, placeholders: str = "", needs: str = ""):
        self.placeholders, self.needs = set(placeholders.split()), set(needs.split())
        if self.placeholders:
            self.name = "格式"
            self.hint = f"可用 {'、'.join(f'{{{p}}}' for p in sorted(self.placeholders))}。"

    def parse(self, raw):
        if not isinstance(raw, str) or not raw.strip() or len(raw) > 200 or "\n" in raw.strip():
            raise self.refuse(raw)
        if self.placeholders:
            self._check_pattern(raw)
        return raw.strip()

    def _check_pattern(self, raw):
        try:
            used = {name for _, name, _, _ in string.Formatter().parse(raw) if name is not None}
        except ValueError as error:
            raise BadValue(f"“{raw}”的花括号不成对，{self.hint}") from error
        if used - self.placeholders:
            raise BadValue(f"“{raw}”用了不认识的 {{{min(used - self.placeholders)}}}，{self.hint}")
        if self.needs - used:
            raise BadValue(f"“{raw}”缺少 {{{min(self.needs - used)}}}，请补上。")


class Fraction(Kind):
    name = "分数"
    hint = "请填写大于0、不超过1的分数，例如 1/5。"

    def parse(self, raw):
        try:
            value = Ratio(raw) if isinstance(raw, str | Ratio) else None
        except (ValueError, ZeroDivisionError):
            value = None
        if value is None or not 0 < value <= 1:
            raise self.refuse(raw)
        return value

    def dump(self, value):
        return str(value)

    def describe(self, value):
        return f"{value.denominator}分之{value.numerator}"


class Money(Kind):
    """Yuan, to the fen."""

    name = "金额"
    hint = "请填写不小于0、至多两位小数的金额（元），例如 200.00。"

    def parse(self, raw):
        try:
            value = (
                Decimal(raw) if isinstance(raw, str | int | Decimal) and not isinstance(raw, bool) else None
            )
        except InvalidOperation:
            value = None
        if value is None or not value.is_finite() or value < 0 or value.as_tuple().exponent < -2:
            raise self.refuse(raw)
        return value.quantize(Decimal("0.01"))

    def dump(self, value):
        return str(value)

    def describe(self, value):
        return f"{value}元"
