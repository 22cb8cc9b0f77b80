"""The tree of halls with their departments, catalogue and places."""

from __future__ import annotations

import datetime as dt

from hall.models import Department, DepartmentName, Hall, Place
from hall.places.hall import HallKind, HallLevel
from matters.catalogue.loading import load_catalogue
from matters.catalogue.loading.table import Table

from .data import rows


def open_hall(table: Table, on: dt.date) -> Hall:
    """One hall, with its government where it has one, from local date ``on``."""
    with table:
        parent = Hall.objects.filter(code=table.take("parent", "")).first()
        department, government = table.take("department", ""), table.take("government", "")
        hall = Hall(
            code=table.take("code"),
            name=table.take("name"),
            level=table.code("level", HallLevel),
            kind=HallKind.SUB_HALL if department else HallKind.MAIN,
            parent=parent,
            department=of_key(parent, department) if department else None,
            approval_reference=table.take("approval_reference", ""),
            region_code=table.take("region_code"),
            preset=table.take("preset", ""),
            rules_date=table.take("rules_date", None),
            is_administering=table.take("is_administering", False),
            address=table.take("address"),
            enquiry_phone=table.take("enquiry_phone"),
            supervision_phone="12345",
            opening_hours="周一至周五 8:30–12:00，14:30–17:30",
        )
        hall.full_clean()
        hall.save()
    if government:
        _govern(hall, government, on)
    return hall


def _govern(hall: Hall, name: str, on: dt.date) -> None:
    department = Department(hall=hall, code=f"{hall.region_code}-government", kind=Department.Kind.GOVERNMENT)
    department.full_clean()
    department.save()
    DepartmentName.objects.create(department=department, name=name, short_name="政", effective_from=on)


def of_key(hall: Hall, key: str) -> Department:
    """A hall's department by its key in ``fixtures/matters/departments.toml``."""
    return hall.departments.get(code__endswith=f"-{key}")


def is_county(hall: Hall) -> bool:
    """Whether the hall takes cases in the demo: a county's own hall."""
    return hall.level == HallLevel.COUNTY and not hall.is_sub_hall


def place_rows(hall: Hall):
    """The rows of places.toml for a hall of this size; an administering body needs none."""
    if hall.is_administering:
        return iter(())
    return rows("places.toml", "county" if is_county(hall) else "small")


def furnish(hall: Hall, on: dt.date) -> None:
    """The catalogue of a county's hall, and places."""
    if is_county(hall):
        load_catalogue(hall, on)
    for table in place_rows(hall):
        place = Place(
            hall=hall,
            code=table.take("code"),
            name=table.take("name"),
            kind=table.code("kind", Place.Kind),
            zone=table.take("zone"),
        )
        place.full_clean()
        place.save()
