"""Kinds of answer with several items: choices, texts, tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .errors import BadValue
from .kinds import Choice, Kind, Text


class Choices(Kind):
    """Several codes of a list, each once; where ``ordered``, their order is part of the answer."""

    def __init__(self, options: Mapping[str, str] | type, *, ordered: bool = False):
        self.one, self.ordered = Choice(options), ordered
        self.options = self.one.options
        self.name = "有先后的多选项" if ordered else "多选项"
        self.hint = f"每项一行，只能选：{'、'.join(map(str, self.options.values()))}。"

    def parse(self, raw):
        found = [self.one.parse(one) for one in _lines(self, raw)]
        if len(set(found)) < len(found):
            raise BadValue(f"“{self.describe(found)}”中有重复项，每项只写一次。")
        return tuple(found) if self.ordered else tuple(code for code in self.options if code in found)

    def dump(self, value):
        return list(value)

    def describe(self, value):
        return (" → " if self.ordered else "、").join(map(self.one.describe, value)) or "无"

    def edit(self, value):
        return "\n".join(map(self.one.describe, value))


class Texts(Kind):
    """An ordered list of short texts, one a line."""

    name = "文字列表"
    hint = "每行填写一项。"

    def parse(self, raw):
        return tuple(Text().parse(one) for one in _lines(self, raw))

    def dump(self, value):
        return list(value)

    def describe(self, value):
        return "；".join(value) or "无"

    def edit(self, value):
        return "\n".join(value)


class Table(Kind):
    """Rows of named cells; in the admin one row a line, cells in column order separated by ``|``."""

    name = "表"

    def __init__(self, **columns: tuple[str, Kind]):
        self.columns = columns
        self.hint = f"每行一条，各栏用“|”隔开：{' | '.join(title for title, _ in columns.values())}。"

    def parse(self, raw):
        return tuple(self._row(one) for one in _lines(self, raw))

    def _row(self, raw):
        if isinstance(raw, str):
            cells = [cell.strip() for cell in raw.split("|")]
            raw = dict(zip(self.columns, cells, strict=True)) if len(cells) == len(self.columns) else None
        if not isinstance(raw, Mapping) or set(raw) != set(self.columns):
            raise self.refuse(raw)
        return {name: kind.parse(raw[name]) for name, (_, kind) in self.columns.items()}

    def dump(self, value):
        return [{name: kind.dump(row[name]) for name, (_, kind) in self.columns.items()} for row in value]

    def describe(self, value):
        rows = [
            "，".join(f"{title}：{kind.describe(row[name])}" for name, (title, kind) in self.columns.items())
            for row in value
        ]
        return "；".join(rows) or "无"

    def edit(self, value):
        rows = [[kind.edit(row[name]) for name, (_, kind) in self.columns.items()] for row in value]
        return "\n".join(" | ".join(row) for row in rows)


def _lines(kind: Kind, raw: Any) -> list:
    """The items of a list, written as a list or one a line."""
    if isinstance(raw, str):
        return [line.strip() for line in raw.splitlines() if line.strip()]
    if not isinstance(raw, list | tuple):
        raise kind.refuse(raw)
    return list(raw)
