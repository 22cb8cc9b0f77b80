"""A TOML table read strictly: every key is asked for once, and what nobody asked for is a mistake."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from hall.span import Span
from matters.catalogue.codes import named
from matters.catalogue.period import read_span
from matters.catalogue.statute import Statute

REQUIRED = object()


class BadFixture(ValueError):
    """A fixture that cannot be read; the message names file, entry and field."""


class Table:
    """One table of a file. ``with table:`` turns every error inside into a BadFixture that says where."""

    def __init__(self, data: dict[str, Any], where: str):
        self.data, self.where = dict(data), where

    @classmethod
    def of_file(cls, path: Path) -> Table:
        """Raises BadFixture for a file that is not TOML."""
        try:
            return cls(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
        except tomllib.TOMLDecodeError as error:
            raise BadFixture(f"{path.name} 不是正确的 TOML：{error}") from error

    def __enter__(self) -> Table:
        return self

    def __exit__(self, kind, error, trace) -> None:
        if isinstance(error, BadFixture):
            return
        if isinstance(error, ValidationError):
            raise BadFixture(f"{self.where}：{'；'.join(error.messages)}") from error
        if isinstance(error, ValueError | LookupError):
            raise BadFixture(f"{self.where}：{error}") from error
        if error is None and self.data:
            raise BadFixture(f"{self.where}：不认识 {'、'.join(self.data)}，请核对字段名。")

    def take(self, key: str, default: Any = REQUIRED) -> Any:
        if key not in self.data and default is REQUIRED:
            raise ValueError(f"缺少 {key}。")
        return self.data.pop(key, default)

    def code(self, key: str, of: type[models.TextChoices], default: str | object = REQUIRED) -> str:
        """A label of ``of``, as its code."""
        label = self.take(key, default if default is REQUIRED else None)
        return default if label is None else named(of, label)

    def codes(self, key: str, of: type[models.TextChoices], default: Any = REQUIRED) -> list[str]:
        return [named(of, label) for label in self.take(key, default)]

    def lines(self, key: str) -> str:
        """A list of sentences as one text, a sentence a line."""
        lines = self.take(key)
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            raise ValueError(f"{key} 应为文字列表，一项一行。")
        return "\n".join(lines)

    def span(self, key: str) -> Span | None:
        text = self.take(key, None)
        return None if text is None else read_span(text)

    def cite(self, key: str = "cite") -> dict[str, Any]:
        """「key 第X条」 as the two columns of a cited row; empty when the key is not given."""
        text = self.take(key, "")
        return cited(text) if text else {}

    def tables(self, key: str) -> Iterator[Table]:
        for data in self.take(key, []):
            yield Table(
                data, f"{self.where} {key} {data.get('name') or data.get('stage') or data.get('kind') or ''}"
            )


def cited(text: str) -> dict[str, Any]:
    """Raises ValueError for a statute nobody has entered."""
    key, _, article = text.partition(" ")
    statute = Statute.objects.filter(key=key).first()
    if statute is None:
        raise ValueError(f"没有代号为“{key}”的法律依据，请先在 fixtures/statutes 中登记。")
    return {"statute": statute, "article": article}
