"""A league with two banners, and in the first of them two departments."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.models import Grant
from hall.people.roles import Role
from staff.postings.kinds import POSTED
from tests.factories import make_department, make_hall, make_place, make_user, travel


@pytest.fixture
def town(db):
    """Halls ``league``, ``banner``, ``beside``; departments ``market``, ``police`` and, beside, ``theirs``."""
    travel("2026-03-09")
    banner = make_hall()
    beside = make_hall(code="beside", region="150998")
    return SimpleNamespace(
        league=banner.parent,
        banner=banner,
        beside=beside,
        market=make_department(banner),
        police=make_department(banner, "某旗公安局", "公"),
        theirs=make_department(beside, "邻旗市场监督管理局", "邻市监"),
        window=make_place(banner),
        office=make_user("大厅管理", (Role.HALL_OFFICE, banner)),
    )


@pytest.fixture
def give(town):
    """``give(user, role, since=…)`` by the hall office, or by whoever is named.

    Roles at the windows come with a posting, so that here the system gives them.
    """

    def giving(user, role, *, by=None, hall=None, department=None, **data) -> Grant:
        data = {"user": user.pk, "role": str(role)} | data
        by = by or (SYSTEM if role in POSTED else town.office)
        return perform(Grant, "give", data, by=by, hall=hall or town.banner, department=department)

    return giving
