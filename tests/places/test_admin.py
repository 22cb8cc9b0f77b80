"""The hall office keeps the records in the admin: names with their days, codes that last, faults told in Chinese."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hall.models import Department, Hall, Place
from hall.people.roles import Role
from hall.places import admin  # noqa: F401 - registers
from tests.factories import make_user

from .conftest import make_department


@pytest.fixture
def office(client, county):
    client.force_login(make_user("办公室", (Role.HALL_OFFICE, county)))
    return client


def inline(prefix: str, *rows: dict, minimum: int = 0) -> dict[str, str]:
    data = {
        f"{prefix}-TOTAL_FORMS": str(len(rows)),
        f"{prefix}-INITIAL_FORMS": "0",
        f"{prefix}-MIN_NUM_FORMS": str(minimum),
        f"{prefix}-MAX_NUM_FORMS": "1000",
    }
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


NAME = {"name": "白水旗教育局", "short_name": "教", "effective_from": "2019-01-01"}


def add_department(office, county, *names: dict):
    form = {
        "hall": county.pk,
        "code": "EDU",
        "kind": Department.Kind.DEPARTMENT,
        "is_active": "on",
        "phone": "0470-1",
    }
    return office.post(
        "/admin/hall/department/add/", form | inline("names", *names, minimum=1) | inline("remedies")
    )


def test_a_department_is_entered_with_its_name(office, county):
    assert add_department(office, county, NAME).status_code == 302
    assert str(Department.objects.get(code="EDU")) == "白水旗教育局"


def test_a_department_without_a_name_is_refused(office, county):
    page = add_department(office, county, dict.fromkeys(NAME, ""))
    assert page.status_code == 200
    assert not Department.objects.filter(code="EDU").exists()


def test_two_names_from_one_day_are_told_in_chinese(office, county):
    page = add_department(office, county, NAME, {**NAME, "name": "白水旗教育体育局"})
    assert "启用日期" in page.content.decode()
    assert not Department.objects.filter(code="EDU").exists()


def test_a_longer_list_of_departments_takes_no_more_queries(office, county, market):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert "白水旗市场监督管理局" in office.get("/admin/hall/department/").content.decode()
        return len(seen)

    make_department(county, "白水旗市场监管综合行政执法大队", Department.Kind.DISPATCHED_BODY, parent=market)
    few = queries()
    for number in range(5):
        make_department(county, f"白水旗第{number}监管所", Department.Kind.DISPATCHED_BODY, parent=market)
    assert queries() == few


def test_a_code_once_given_cannot_be_changed(office, county):
    place = Place.objects.create(hall=county, code="A01", name="1号窗口", kind=Place.Kind.GENERAL_WINDOW)
    change = {"code": "B02", "name": "2号窗口", "kind": place.kind, "is_active": "on"}
    assert office.post(f"/admin/hall/place/{place.pk}/change/", change).status_code == 302
    place.refresh_from_db()
    assert (place.code, place.name) == ("A01", "2号窗口")
    assert place.history.first().history_user.name == "办公室"


def test_a_hall_out_of_order_is_told_why(office, township):
    form = {
        "code": "new",
        "name": "新大厅",
        "level": Hall.Level.COUNTY,
        "kind": Hall.Kind.MAIN,
        "region_code": "150423",
        "parent": township.pk,
        "is_active": "on",
    }
    assert "上级大厅的层级必须高于本大厅" in office.post("/admin/hall/hall/add/", form).content.decode()
    del form["parent"]
    assert "必须填写上级大厅" in office.post("/admin/hall/hall/add/", form).content.decode()
    assert not Hall.objects.filter(code="new").exists()


@pytest.mark.parametrize("record", ["hall", "department", "place"])
def test_records_are_retired_never_deleted(office, record, market, county):
    Place.objects.create(hall=county, code="A01", name="1号窗口", kind=Place.Kind.OFFICE)
    pk = {"hall": Hall, "department": Department, "place": Place}[record].objects.first().pk
    assert office.post(f"/admin/hall/{record}/{pk}/delete/", {"post": "yes"}).status_code == 403
