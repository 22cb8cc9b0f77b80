"""In the admin applicants are found by whole numbers, read masked, and changed by nobody."""

import pytest

from hall.applicants import admin  # noqa: F401 - registers
from hall.people.roles import Role
from tests.factories import make_hall, make_user

from .conftest import COMPANY, PERSON

LIST = "/admin/hall/applicant/"


@pytest.fixture
def office(client, db):
    client.force_login(make_user("办公室", (Role.HALL_OFFICE, make_hall())))
    return client


def test_a_whole_number_finds_and_is_not_repeated_in_clear(office, person, company):
    page = office.get(LIST, {"q": PERSON["phone"]}).content.decode()
    assert person.masked_identity in page
    assert company.masked_name not in page
    assert office.get(LIST, {"q": PERSON["identity_number"]}).context["cl"].result_count == 1
    assert office.get(LIST, {"q": PERSON["phone"][:7]}).context["cl"].result_count == 0


def test_pages_show_masks_only(office, person):
    for address in (LIST, f"{LIST}{person.pk}/change/"):
        page = office.get(address).content.decode()
        assert person.masked_phone in page
        for secret in ("identity_number", "phone", "address", "name"):
            assert PERSON[secret] not in page


def test_nobody_changes_an_applicant_here(office, person):
    assert office.get(f"{LIST}add/").status_code == 403
    office.post(f"{LIST}{person.pk}/change/", {"name": COMPANY["name"]})
    office.post(f"{LIST}{person.pk}/delete/", {"post": "yes"})
    person.refresh_from_db()
    assert person.name == PERSON["name"]
