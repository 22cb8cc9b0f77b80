"""Evidence: the dated rows an assessment is made of. Every floor brings its own; each row opens to its record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hall.duty import duty
from hall.legal_time import local_date
from staff.at_work import bounds, department_of
from staff.attendance.book import Book, recorded
from staff.attendance.day import Standing
from staff.guides.absence import ShortAbsence


@dataclass(frozen=True)
class Evidence:
    """One row: its ground (a key of GROUNDS), its local day, whom it concerns, and the dossier it opens to, if any."""

    ground: str
    on: dt.date
    text: str
    department: int | None = None
    user: int | None = None
    dossier: int | None = None


@dataclass(frozen=True)
class Figure:
    """A read-only figure beside the scores. With ``criterion`` and ``points`` it is what that score begins with."""

    title: str
    text: str
    criterion: str = ""
    points: int | None = None


Rows = Callable[[object, dt.date, dt.date], Iterable[Evidence]]
Figures = Callable[[object, object, object, dt.date, dt.date], Iterable[Figure]]
SOURCES: list[Rows] = []
FIGURES: list[Figures] = []


def source(rows: Rows) -> Rows:
    """Register rows: ``(hall, first day, last day)``. A higher floor registers its own from its app's ``ready``."""
    SOURCES.append(rows)
    return rows


def figures(read: Figures) -> Figures:
    """Register figures: ``(hall, department, user or None, first day, last day)``."""
    FIGURES.append(read)
    return read


def all_rows(hall, first: dt.date, last: dt.date) -> list[Evidence]:
    """Every row of a period, by day."""
    return sorted((row for read in SOURCES for row in read(hall, first, last)), key=lambda row: row.on)


def all_figures(hall, department, user, first: dt.date, last: dt.date) -> list[Figure]:
    """The figures of a department, or of one person."""
    return [one for read in FIGURES for one in read(hall, department, user, first, last)]


@source
@duty("DL-22.3", off=lambda hall, first, last: [])
def from_attendance(hall, first: dt.date, last: dt.date) -> Iterable[Evidence]:
    """Lateness, early leaving and 旷工, day by day, as the device's times make them."""
    book = Book(hall, first, last)
    for user in book.people:
        home = department_of(user, hall, min(last, book.today))
        for on in book.working_days:
            if not book.at_work(user, on):
                continue
            day = book.day(user, on)
            grounds = ["late"] * day.late + ["early"] * day.early
            grounds += ["absent"] * (day.standing == Standing.ABSENT)
            for ground in grounds:
                yield Evidence(ground, on, day.words, home.pk if home else None, user.pk)


@source
def from_desertions(hall, first: dt.date, last: dt.date) -> Iterable[Evidence]:
    """Who left the post without permission."""
    for line in recorded("staff.desertion", hall, first, last):
        yield _of_line(line, "deserted", line.facts["content"])


@source
@duty("WS05-7.7", off=lambda hall, first, last: [])
def from_short_absences(hall, first: dt.date, last: dt.date) -> Iterable[Evidence]:
    """Guides who stayed away longer than a short absence may last."""
    since, until = bounds(first, last)
    away = ShortAbsence.objects.filter(dossier__hall=hall, out_at__gte=since, out_at__lt=until, over__gt=0)
    for one in away.select_related("dossier"):
        text = f"短时离岗超时{one.over}分钟"
        on, home = local_date(one.out_at), one.dossier.department_id
        yield Evidence("overstayed", on, text, home, one.guide_id, one.dossier_id)


@source
@duty(
    "WS01-06 WS02-10 WS06-5.1 WS10-4R-1 WS14-14 WS15-05.3-2 WS15-07",
    off=lambda hall, first, last: [],
)
def from_findings(hall, first: dt.date, last: dt.date) -> Iterable[Evidence]:
    """What supervision found, patrols saw, circulars said: the lines of 考核事项台账."""
    for line in recorded("staff.findings", hall, first, last):
        yield _of_line(line, line.facts["ground"], line.facts["content"])


def _of_line(line, ground: str, text: str) -> Evidence:
    person, unit = line.facts.get("person"), line.facts.get("unit")
    on = dt.date.fromisoformat(line.facts["on"])
    department = unit["id"] if unit else line.dossier.department_id
    return Evidence(ground, on, text, department, person["id"] if person else None, line.dossier_id)
