"""A register as a table for a spreadsheet: every line, also a voided one, but for what the register calls private."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any

from .register import Register, RegisterRecord

OWN = ("编号", "登记日期", "状态", "部门")
# A cell that begins so would be worked out by the spreadsheet instead of shown.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain_csv(rows: Iterable[Iterable[Any]]) -> str:
    """Any rows as CSV that a spreadsheet shows and never works out."""
    text = io.StringIO()
    csv.writer(text).writerows([[cell(value) for value in row] for row in rows])
    return text.getvalue()


def csv_of(register: Register, lines: Iterable[RegisterRecord], told: Callable[[Any, Any], Any]) -> str:
    """The table, its columns named in Chinese. ``told(field, value)`` writes a recorded value as people read it."""
    form = register.form
    fields = {name: field for name, field in form.base_fields.items() if name not in form.private}
    rows = [[*_own(line), *(told(f, line.facts.get(name)) for name, f in fields.items())] for line in lines]
    return plain_csv([[*OWN, *(str(field.label) for field in fields.values())], *rows])


def _own(line: RegisterRecord) -> tuple[Any, ...]:
    return line.pk, line.recorded_on, line.get_state_display(), line.dossier.department or ""


def cell(value: Any) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
