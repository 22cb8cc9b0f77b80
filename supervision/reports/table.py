"""A report as plain rows: what the page, the workbook, the PDF and the chart all show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .period import Period
from .scope import Scope


@dataclass(frozen=True)
class Cell:
    """One value. ``query`` opens the rows it counts (see ``rows``); ``url`` opens something else."""

    value: Any = ""
    query: str = ""
    url: str = ""

    def __str__(self) -> str:
        return "—" if self.value is None else str(self.value)


@dataclass(frozen=True)
class Line:
    """A row: its names, then its cells."""

    names: tuple[str, ...]
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """``names`` heads the names of a line, ``head`` its cells. ``drawn`` are the columns a chart shows."""

    title: str
    names: tuple[str, ...]
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""
    drawn: tuple[str, ...] = field(default=())

    def rows(self) -> list[list[Any]]:
        """As a spreadsheet takes it, the head first."""
        told = [[*one.names, *(cell.value for cell in one.cells)] for one in self.lines]
        return [[*self.names, *self.head], *told]

    @property
    def chart(self) -> dict[str, Any] | None:
        """Labels and series for the chart beside the table; None where there is nothing to draw."""
        lines = [one for one in self.lines if not one.is_total]
        if not self.drawn or not lines:
            return None
        places = [self.head.index(name) for name in self.drawn]
        series = [
            {"name": name, "values": [_number(one.cells[at].value) for one in lines]}
            for name, at in zip(self.drawn, places, strict=True)
        ]
        return {"labels": [" ".join(one.names) for one in lines], "series": series}


def _number(value: Any) -> float:
    if isinstance(value, str):
        value = value.rstrip("%")
        return float(value) if value.replace(".", "", 1).isdigit() else 0
    return float(value or 0)


@dataclass(frozen=True)
class Report:
    """One kind of report; ``make`` draws it for a scope and a period."""

    key: str
    title: str
    about: str
    make: Callable[[Scope, Period], Table]


REPORTS: dict[str, Report] = {}


def report(key: str, title: str, about: str):
    """Declare a report; they stand on the page in this order."""

    def declare(make: Callable[[Scope, Period], Table]):
        REPORTS[key] = Report(key, title, about, make)
        return make

    return declare


def rate(part: int | None, whole: int | None) -> str | None:
    """A share in percent with one decimal; None where there is nothing to share."""
    return f"{100 * (part or 0) / whole:.1f}%" if whole else None


def mean(total: int, n: int) -> float | None:
    """An average with one decimal; None of nothing."""
    return round(total / n, 1) if n else None
