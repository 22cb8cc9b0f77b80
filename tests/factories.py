"""A small hall built the way the real one is: records by hand, everything of law through the door."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.models import Department, DepartmentName, Grant, Hall, Place, User

SHANGHAI = ZoneInfo("Asia/Shanghai")
NAMED_SINCE = dt.date(2000, 1, 1)


def at(text: str) -> dt.datetime:
    """ "2026-09-18 10:00" in Shanghai; a bare date is ten in the morning."""
    return dt.datetime.fromisoformat(text if " " in text else f"{text} 10:00").replace(tzinfo=SHANGHAI)


def travel(text: str) -> dt.datetime:
    """Set legal time and let it stand there."""
    legal_time.travel_to(at(text), freeze=True)
    return at(text)


def make_hall(
    preset: str = "", *, code: str = "county", name: str = "某旗政务服务中心", region: str = "150999"
) -> Hall:
    """A county hall under its league."""
    league, _ = Hall.objects.get_or_create(
        code="league",
        defaults={"name": "某盟政务服务中心", "level": Hall.Level.LEAGUE, "region_code": "150000"},
    )
    return Hall.objects.create(
        code=code,
        name=name,
        level=Hall.Level.COUNTY,
        parent=league,
        region_code=region,
        preset=preset,
        rules_date=dt.date(2020, 12, 30),
        enquiry_phone="0470-1234567",
        supervision_phone="12345",
    )


def make_department(
    hall: Hall, name: str = "某旗市场监督管理局", short: str = "市监", code: str = "", **fields
):
    department = Department.objects.create(
        hall=hall,
        code=code or f"D{Department.objects.count():04d}",
        kind=fields.pop("kind", Department.Kind.DEPARTMENT),
        **fields,
    )
    DepartmentName.objects.create(
        department=department, name=name, short_name=short, effective_from=NAMED_SINCE
    )
    return department


def make_place(hall: Hall, code: str = "A01", kind: str = Place.Kind.GENERAL_WINDOW) -> Place:
    return Place.objects.create(hall=hall, code=code, name=f"{code}号窗口", kind=kind)


def make_user(name: str, *grants: tuple, password: str | None = None) -> User:
    """A person with grants: each ``(role, hall)``, ``(role, hall, department)`` or ``(…, department, place)``."""
    user = User.objects.create_user(f"u{User.objects.count()}", name, password)
    for role, hall, *rest in grants:
        grant(user, role, hall, *rest)
    return user


def grant(user: User, role: str, hall: Hall, department=None, place=None) -> Grant:
    data = {
        "user": user.pk,
        "role": str(role),
        "place": place.pk if place else "",
        "since": "2000-01-01 00:00",
    }
    return perform(Grant, "give", data, by=SYSTEM, hall=hall, department=department)
