"""What a hall works with: windows in use, letters of entrustment, seals lodged and seals in custody."""

from __future__ import annotations

import datetime as dt

from hall.acts.door import perform
from hall.models import Department, Hall, Place
from hall.people.roles import Role
from hall.rulebook import answer
from matters.catalogue.codes import CaseType, Power
from matters.catalogue.models import Entrustment, Matter
from matters.catalogue.selectors import versions_on
from windows.forms import KINDS
from windows.models import Line, Seal, Window

from .cast import Cast
from .halls import of_key, place_rows


def equip(hall: Hall, on: dt.date) -> None:
    """Everything the county hall needs before the first applicant comes, done by its hall office."""
    cast = Cast(hall)
    _windows(cast, on)
    _lines(cast)
    for department in hall.departments.order_by("pk"):
        _entrust(department, on)
        _seals(cast, department, on)


def _windows(cast: Cast, on: dt.date) -> None:
    for table in place_rows(cast.hall):
        place = cast.place(table.take("code"))
        if place.kind not in KINDS:
            continue
        key = table.take("department", "")
        department = of_key(cast.hall, key) if key else None
        data = {
            "place": place.pk,
            "seats": table.take("seats", 1),
            "matters": _listed(cast.hall, place, department, on),
        }
        perform(Window, "register", data, by=cast.office, hall=cast.hall, department=department)


# What people queue for: the windows of one kind, or of one department by its key.
LINES = (
    ("综合受理", "A", Place.Kind.GENERAL_WINDOW, ""),
    ("当场办结", "B", Place.Kind.INSTANT_WINDOW, ""),
    ("不动产登记", "C", Place.Kind.DEPARTMENT_WINDOW, "natural"),
)


def _lines(cast: Cast) -> None:
    for name, letter, kind, key in LINES:
        department = of_key(cast.hall, key) if key else None
        windows = Window.objects.filter(
            dossier__hall=cast.hall, place__kind=kind, dossier__department=department
        )
        data = {"name": name, "letter": letter, "windows": [one.pk for one in windows], "per_slot": 2}
        perform(Line, "set_up", data, by=cast.office, hall=cast.hall, department=department)


def _listed(hall: Hall, place, department: Department | None, on: dt.date) -> list[int]:
    """The matters a window lists: its department's, at an instant window those done on the spot; else none."""
    matters = Matter.objects.none()
    if department is not None:
        matters = Matter.objects.filter(department=department)
    elif place.kind == place.Kind.INSTANT_WINDOW:
        instant = versions_on(hall, on).filter(case_type=CaseType.INSTANT)
        matters = Matter.objects.filter(versions__in=instant)
    return list(matters.values_list("pk", flat=True))


def _entrust(department: Department, on: dt.date) -> None:
    """A letter for the whole of its matters, of the form the hall's rulebook asks for."""
    instrument = answer(department.hall, "catalogue.entrust_instrument", on).value
    if instrument is not None:
        Entrustment(
            hall=department.hall,
            department=department,
            all_matters=True,
            powers=[Power.RECEIVE, Power.ACCEPT, Power.APPROVE, Power.DELIVER],
            instrument=instrument,
            document_number=f"{_short(department, on)}委（示例）〔{on.year}〕1号",
            effective_from=on,
        ).save()


def _seals(cast: Cast, department: Department, on: dt.date) -> None:
    """The procedural seal lodged in the hall, the approval seal with the first representative."""
    first = cast.person(Role.FIRST_REPRESENTATIVE, department)
    letter = f"{_short(department, on)}授（示例）〔{on.year}〕1号"
    for kind, name in ((Seal.Kind.PROCEDURE, "行政许可专用章"), (Seal.Kind.APPROVAL, "行政审批专用章")):
        data = {
            "name": name,
            "kind": kind,
            "responsible_leader": "主要负责人（示例）",
            "document": f"{_short(department, on)}印备（示例）〔{on.year}〕1号",
            "valid_from": on,
        }
        seal = perform(Seal, "register", data, by=cast.office, hall=cast.hall, department=department)
        if kind == Seal.Kind.PROCEDURE:
            perform(seal, "lodge", {"document": letter}, by=cast.office)
        else:
            perform(seal, "hand_over", {"receiver": first.pk, "document": letter}, by=cast.office)
            perform(seal, "take_over", by=first)


def _short(department: Department, on: dt.date) -> str:
    return department.name_on(on).short_name
