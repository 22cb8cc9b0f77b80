"""A period of time in the unit its rule names (行政许可法 82: working days, unless a rule says otherwise)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Unit(StrEnum):
    """The units regulations count in. 当场: before the hall closes on the same day."""

    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SAME_DAY = "same_day"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Unit.WORKING_DAY: "个工作日",
    Unit.DAY: "日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.SAME_DAY: "当场",
}


@dataclass(frozen=True)
class Span:
    """``n`` units; 当场 has no number. Raises ValueError for anything else."""

    n: int
    unit: Unit = Unit.WORKING_DAY

    def __post_init__(self) -> None:
        if self.n < 0 or (self.n == 0) != (self.unit == Unit.SAME_DAY):
            raise ValueError(f"期限应为正数，当场办理不填数字：{self.n} {self.unit}")

    def __str__(self) -> str:
        return Unit(self.unit).label if self.unit == Unit.SAME_DAY else f"{self.n}{Unit(self.unit).label}"

    def as_json(self) -> dict[str, int | str]:
        return {"n": self.n, "unit": str(self.unit)}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Span:
        return cls(value["n"], Unit(value["unit"]))


def unit_choices() -> list[tuple[str, str]]:
    """The units for a model or form field."""
    return [(str(unit), unit.label) for unit in Unit]
