import pytest

from hall.models import Department, Hall
from tests.catalogue.builders import make_county, make_draft, make_matter
from tests.factories import make_department, travel


@pytest.fixture
def hall(db) -> Hall:
    travel("2026-03-02")
    return make_county()


@pytest.fixture
def department(hall) -> Department:
    return make_department(hall)


@pytest.fixture
def licence(department):
    return make_matter(department)


@pytest.fixture
def service(department):
    """A public service: 行政许可法 says nothing about it."""
    return make_matter(department, kind="20", name="社会保险登记变更")


@pytest.fixture
def licence_draft(licence):
    return make_draft(licence)


@pytest.fixture
def service_draft(service):
    return make_draft(service)
