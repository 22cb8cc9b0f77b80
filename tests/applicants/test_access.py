"""Unmasking: only with a grant, only with a reason, and never without a line in the access log."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hall.applicants.access import reveal
from hall.models import Entry
from hall.people.roles import Role
from tests.factories import make_hall, make_place, make_user

from .conftest import PERSON

REASON = "核对邮寄地址"


@pytest.fixture
def hall(db):
    return make_hall()


def access_lines():
    return Entry.objects.filter(kind=Entry.Kind.ACCESS)


def test_who_read_what_where_and_why_is_written_down_but_not_what_was_read(person, hall):
    clerk, window = make_user("其其格", (Role.WINDOW_CLERK, hall)), make_place(hall)
    text = reveal(person, "identity_number", hall=hall, by=clerk, reason=f" {REASON} ", place=window)
    assert text == PERSON["identity_number"]
    line = access_lines().get()
    assert (line.by, line.place, line.dossier.hall) == (clerk, window, hall)
    assert line.facts == {
        "subject": "hall.applicant",
        "id": person.pk,
        "field": "identity_number",
        "reason": REASON,
    }


def test_every_sealed_field_can_be_read_and_nothing_else(person, hall):
    clerk = make_user("其其格", (Role.WINDOW_CLERK, hall))
    for field in ("identity_number", "phone", "address"):
        assert reveal(person, field, hall=hall, by=clerk, reason=REASON) == PERSON[field]
    assert access_lines().count() == 3
    with pytest.raises(ValueError, match="not sealed"):
        reveal(person, "name", hall=hall, by=clerk, reason=REASON)


@pytest.mark.parametrize("role", [Role.SYSADMIN, Role.GUIDE, Role.JUSTICE_BUREAU])
def test_a_role_that_does_not_need_personal_data_reads_none(person, hall, role):
    with pytest.raises(PermissionDenied, match="没有查阅申请人个人信息的权限"):
        reveal(person, "phone", hall=hall, by=make_user("某人", (role, hall)), reason=REASON)
    assert not access_lines().exists()


def test_a_clerk_of_another_hall_reads_nothing_here(person, hall):
    stranger = make_user("外厅", (Role.WINDOW_CLERK, make_hall(code="other", name="别旗政务服务中心")))
    with pytest.raises(PermissionDenied):
        reveal(person, "phone", hall=hall, by=stranger, reason=REASON)


def test_without_a_reason_nothing_is_shown(person, hall):
    clerk = make_user("其其格", (Role.WINDOW_CLERK, hall))
    with pytest.raises(ValidationError, match="请填写查阅事由"):
        reveal(person, "phone", hall=hall, by=clerk, reason="  ")
    assert not access_lines().exists()
