"""The hall's directory: windows with area, number, matters and telephone; departments; measures of convenience."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hall.duty import duty
from hall.places.department import Department
from hall.places.hall import Hall
from hall.registers.register import RegisterRecord
from hall.timeline.dossier import Dossier
from hall.timeline.entry import Entry
from matters.catalogue.matter import Matter
from staff.publicity import Shown, board
from windows.selectors import matters_taken_at, windows_of
from windows.window import Window

CONVENIENCE = "windows.convenience"


@dataclass(frozen=True)
class Row:
    """One window of the directory."""

    window: Window
    phone: str
    matters: list[Matter]


@duty("WS05-7.3", off=lambda hall, on: [])
def windows(hall: Hall, on: dt.date) -> list[Row]:
    """Every window that stands, with what is taken in there and whom to ring."""
    return [Row(one, phone_of(one, hall), list(matters_taken_at(one.place, on))) for one in windows_of(hall)]


def phone_of(window: Window, hall: Hall) -> str:
    department = window.dossier.department
    return (department.phone if department else "") or hall.enquiry_phone


@duty("WS01-05.2.1-1", off=lambda hall: [])
def departments(hall: Hall) -> list[tuple[Department, str]]:
    """Every active department with the telephone that answers for it: its own, else the hall's."""
    active = Department.objects.filter(hall=hall, is_active=True).prefetch_related("names")
    return [(one, one.phone or hall.enquiry_phone) for one in active]


@duty("WS05-7.3", off=lambda hall: [])
def conveniences(hall: Hall) -> list[dict]:
    """What the hall does beyond the rule: wheelchairs, copying, a mother's room – and where."""
    lines = RegisterRecord.objects.filter(
        register=CONVENIENCE, state=RegisterRecord.State.RECORDED, dossier__hall=hall
    )
    return [line.facts for line in lines.order_by("pk")]


@duty("WS05-7.3")
def changed_at(hall: Hall) -> dt.datetime | None:
    """When windows or measures last changed, so that a reader sees how fresh the page is."""
    of_windows = Dossier.objects.filter(hall=hall, kind="windows.window").values("pk")
    of_lines = RegisterRecord.objects.filter(register=CONVENIENCE, dossier__hall=hall).values("pk")
    entries = Entry.objects.filter(kind=Entry.Kind.ACT)
    newest = entries.filter(dossier__in=of_windows).union(entries.filter(dossier__in=of_lines))
    last = newest.order_by("-legal_at").first()
    return last.legal_at if last else None


def at_window(window: Window, on: dt.date) -> list[Shown]:
    """Those on the board who belong to the window's department, or, at a window of the centre, everybody."""
    people = board(window.dossier.hall, on)
    department = window.dossier.department
    return [one for one in people if department is None or one.unit == str(department)]


@duty("AH-13.5b", off=lambda window, on: [])
def matters_at(window: Window, on: dt.date) -> list[Matter]:
    """What may be asked for at a window today, each with its guide."""
    return list(matters_taken_at(window.place, on))
