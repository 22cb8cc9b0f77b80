"""咨询、导办、帮办、代办: recorded with group, helper and window, and the helper is back at the post afterwards."""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed
from hall.legal_time import now
from hall.people.authority import Authority
from hall.people.roles import Role
from matters.cases.assistance import board, by_group_and_helper, by_kind
from matters.cases.models import Assistance
from tests.cases_factory import revoke_all
from tests.factories import at, make_user, travel
from tests.law.ask import wrong_fields


@pytest.fixture
def guide(hall):
    return make_user("何导服", (Role.GUIDE, hall.hall))


def begin(hall, guide, kind="help", group="old", **data):
    given = {"kind": kind, "group": group, "matter": hall.licence.pk, "window": hall.window.pk} | data
    return perform(Assistance, "begin", given, by=guide, hall=hall.hall)


@pytest.mark.clause("AH-4.9a", "DL-3.3c")
def test_every_kind_of_service_is_counted_by_day(hall, guide):
    for kind in ("enquiry", "guiding", "help", "agency", "coordination"):
        service = begin(hall, guide, kind, person="李大娘")
        assert perform(service, "close", {"outcome": "已受理"}, by=guide).outcome == "已受理"
    begin(hall, guide, "enquiry")
    authority = Authority.of(hall.office)
    assert by_kind(authority, dt.date(2026, 3, 9)) == {"咨询": 2, "导办": 1, "帮办": 1, "代办": 1, "协调": 1}
    assert set(by_kind(authority, dt.date(2026, 3, 10)).values()) == {0}


@pytest.mark.clause("WS05-2.5")
def test_the_month_counts_help_by_group_and_by_guide(hall, guide):
    begin(hall, guide)
    begin(hall, hall.clerk, "agency", "pregnant")
    begin(hall, guide, "enquiry")
    found = by_group_and_helper(Authority.of(hall.office), dt.date(2026, 3, 31))
    assert found == {("老人", "何导服"): 1, ("孕妇", "张窗口"): 1}


@pytest.mark.clause("WS05-2.5")
def test_help_names_its_matter(hall, guide):
    with pytest.raises(Invalid) as refused:
        begin(hall, guide, matter="")
    assert wrong_fields(refused.value) == {"matter"}


@pytest.mark.clause("WS05-6.3")
def test_who_goes_along_writes_down_window_and_time(hall, guide):
    for wrong in ({"window": ""}, {"group": "neighbour"}):
        with pytest.raises(Invalid) as refused:
            begin(hall, guide, **wrong)
        assert wrong_fields(refused.value) == set(wrong)
    service = begin(hall, guide)
    assert (service.window, service.began_at) == (hall.window, at("2026-03-09"))


@pytest.mark.clause("WS05-6.4")
def test_afterwards_the_guide_is_back_at_the_post(hall, guide):
    service = begin(hall, guide)
    assert dict(board(hall.hall, now()))[guide] == service
    with pytest.raises(NotAllowed):
        perform(service, "close", {"outcome": "送出大厅"}, by=hall.clerk)
    travel("2026-03-09 10:40")
    service = perform(service, "close", {"outcome": "送出大厅"}, by=guide)
    assert service.ended_at == at("2026-03-09 10:40")
    assert dict(board(hall.hall, now()))[guide] is None


def test_a_case_can_be_named_and_must_exist(hall, guide):
    case = hall.receive()
    assert begin(hall, guide, case_number=case.number).case == case
    with pytest.raises(Invalid) as refused:
        begin(hall, guide, case_number="123")
    assert wrong_fields(refused.value) == {"case_number"}


@pytest.mark.clause("WS05-6.4")
def test_who_is_no_guide_any_more_closes_nothing(hall, guide):
    service = begin(hall, guide)
    revoke_all(guide)
    with pytest.raises(NotAllowed):
        perform(service, "close", {"outcome": "送出大厅"}, by=guide)
    assert perform(service, "close", {"outcome": "由管理室办结"}, by=hall.office).state == "closed"
