"""Score sheets: the rows of a month or a year by ground, with the points of the hall's table on each row's day."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from hall.duty import duty
from hall.rulebook import answer
from staff.rules import GROUNDS

from .evidence import Evidence, Figure, all_figures, all_rows

OF_ATTENDANCE = ("late", "early", "absent", "deserted")


@dataclass(frozen=True)
class Scored:
    """A row with its points."""

    row: Evidence
    points: int


@dataclass(frozen=True)
class Line:
    """All rows of one ground; a ground without rows has its line too, with 0."""

    ground: str
    rows: tuple[Scored, ...]

    @property
    def title(self) -> str:
        return GROUNDS[self.ground]

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def points(self) -> int:
        return sum(one.points for one in self.rows)


@dataclass(frozen=True)
class Sheet:
    """The sheet of a department or of a person: a line for every ground, figures beside them."""

    lines: tuple[Line, ...]
    figures: tuple[Figure, ...]

    @property
    def points(self) -> int:
        return total(self.lines)

    @property
    def count(self) -> int:
        return sum(line.count for line in self.lines)

    def line(self, ground: str) -> Line:
        return next(one for one in self.lines if one.ground == ground)


@dataclass(frozen=True)
class Period:
    """A year, or one month of it; local days."""

    year: int
    month: int | None = None

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.month or 1, 1)

    @property
    def last(self) -> dt.date:
        month = self.month or 12
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月" if self.month else f"{self.year}年度"


class Sheets:
    """The sheets of one hall and period; the evidence is read once."""

    def __init__(self, hall, period: Period):
        self.hall, self.period = hall, period
        rows = all_rows(hall, period.first, period.last)
        tables = {on: points_on(hall, on) for on in {row.on for row in rows}}
        self.rows = [Scored(row, tables[row.on].get(row.ground, 0)) for row in rows]

    def of_department(self, department) -> Sheet:
        rows = [one for one in self.rows if one.row.department == department.pk]
        return self._sheet(rows, department, None)

    def of_person(self, user) -> Sheet:
        return self._sheet([one for one in self.rows if one.row.user == user.pk], None, user)

    def _sheet(self, rows: list[Scored], department, user) -> Sheet:
        lines = by_ground(rows)
        told = attendance(lines) if user else []
        told += all_figures(self.hall, department, user, self.period.first, self.period.last)
        return Sheet(tuple(lines), tuple(told))


@duty("DL-22.3", off=lambda lines: [])
def attendance(lines: list[Line]) -> list[Figure]:
    """A person's attendance in one figure, counted from the rows and not typed."""
    counts = [f"{GROUNDS[line.ground]}{line.count}" for line in lines if line.ground in OF_ATTENDANCE]
    return [Figure("考勤", "，".join(counts))]


@duty("WS14-08-2", off=lambda rows: [Line(ground, ()) for ground in GROUNDS])
def by_ground(rows: list[Scored]) -> list[Line]:
    """The dated rows under their grounds."""
    return [Line(ground, tuple(one for one in rows if one.row.ground == ground)) for ground in GROUNDS]


@duty("WS14-08-2", off=lambda lines: 0)
def total(lines: tuple[Line, ...]) -> int:
    """A year's score is the sum of its daily rows."""
    return sum(line.points for line in lines)


@duty("WS14-08-1", off=lambda hall, on: {})
def points_on(hall, on: dt.date) -> dict[str, int]:
    """The points of each ground under the table in force on a day; a ground the table does not name has none."""
    table = answer(hall, "assessment.points", on=on).value
    return {one["ground"]: one["points"] for one in table}


@duty("WS15-07", off=lambda sheet: (0, 0))
def circulars(sheet: Sheet) -> tuple[int, int]:
    """Criticised and praised, how often: what a nomination for an award is read against."""
    return sheet.line("circular").count, sheet.line("praise").count
