"""A small tree: a league, two counties, a township; government and departments of the first county."""

from datetime import date

import pytest

from hall.places.department import Department, DepartmentName
from hall.places.hall import Hall


def make_hall(name: str, level: int, parent: Hall | None = None, **fields) -> Hall:
    given = {"code": f"h{Hall.objects.count() + 1}", "region_code": "150400", **fields}
    return Hall.objects.create(name=name, level=level, parent=parent, **given)


def make_department(hall: Hall, name: str, kind: str, **fields) -> Department:
    department = Department.objects.create(
        hall=hall, code=f"D{Department.objects.count() + 1}", kind=kind, **fields
    )
    DepartmentName.objects.create(
        department=department, name=name, short_name=name[-2:], effective_from=date(2019, 1, 1)
    )
    return department


@pytest.fixture
def league(db) -> Hall:
    return make_hall("青山盟政务服务中心", Hall.Level.LEAGUE)


@pytest.fixture
def county(league) -> Hall:
    return make_hall("白水旗政务服务中心", Hall.Level.COUNTY, league)


@pytest.fixture
def other_county(league) -> Hall:
    return make_hall("黑土旗政务服务中心", Hall.Level.COUNTY, league)


@pytest.fixture
def township(county) -> Hall:
    return make_hall("白水旗红柳苏木便民服务中心", Hall.Level.TOWNSHIP, county)


@pytest.fixture
def government(county) -> Department:
    return make_department(county, "白水旗人民政府", Department.Kind.GOVERNMENT)


@pytest.fixture
def market(county, government) -> Department:
    return make_department(county, "白水旗市场监督管理局", Department.Kind.DEPARTMENT)


@pytest.fixture
def sub_hall(county, market) -> Hall:
    return make_hall(
        "白水旗政务服务中心市场监管分中心",
        Hall.Level.COUNTY,
        county,
        kind=Hall.Kind.SUB_HALL,
        department=market,
        approval_reference="白政字〔2025〕12号",
    )
