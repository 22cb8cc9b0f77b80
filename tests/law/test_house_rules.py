"""Rules and notices: in force from their day, read by people; who has none and who has not read are named."""

import pytest
from django.test import Client
from django.urls import reverse

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.people.authority import Authority
from hall.people.roles import Role
from tests.factories import at, make_user, travel
from windows.bulletins import selectors
from windows.models import Bulletin


def write(hall, kind: str, *, by=None, department=None, **changes) -> Bulletin:
    data = {"kind": kind, "title": "窗口管理制度", "text": "着装整齐。", "effective_on": "2026-03-09"}
    return perform(
        Bulletin, "publish", data | changes, by=by or hall.office, hall=hall.hall, department=department
    )


def in_force(hall, on: str) -> list[tuple[str, int]]:
    return [(one.title, one.version) for one in selectors.in_force(hall.hall, at(on).date())]


@pytest.fixture
def own_clerk(hall):
    return make_user("部门窗口", (Role.WINDOW_CLERK, hall.hall, hall.department))


class TestRules:
    @pytest.mark.clause("AH-4.1")
    def test_a_second_version_holds_from_its_day_and_the_first_stays_readable(self, hall, own_clerk):
        first = write(hall, "hall_rule")
        second = write(hall, "hall_rule", replaces=first.pk, effective_on="2026-04-01", text="新的正文")
        assert in_force(hall, "2026-03-31") == [("窗口管理制度", 1)]
        assert in_force(hall, "2026-04-01") == [("窗口管理制度", 2)]
        travel("2026-04-01")
        clerk = Client()
        clerk.force_login(own_clerk)
        assert "第2版" in clerk.get(reverse("bulletins")).content.decode()
        assert "着装整齐" in clerk.get(reverse("bulletin", args=[first.pk])).content.decode()
        clerk.post(reverse("bulletin", args=[second.pk]))
        assert second.readings.get().user == own_clerk
        assert second.readings.get().read_at == at("2026-04-01")

    @pytest.mark.clause("AH-4.1")
    def test_nobody_confirms_twice_or_turns_time_back(self, hall):
        rule = write(hall, "hall_rule")
        perform(rule, "confirm", by=hall.clerk)
        with pytest.raises(Objected):
            perform(rule, "confirm", by=hall.clerk)
        with pytest.raises(Invalid):
            write(hall, "hall_rule", replaces=rule.pk)
        perform(rule, "repeal", by=hall.office)
        assert in_force(hall, "2026-03-10") == []

    @pytest.mark.clause("AH-4.1")
    def test_the_hall_writes_its_own_and_a_department_its_own(self, hall):
        with pytest.raises(NotAllowed):
            write(hall, "hall_rule", by=hall.first, department=hall.department)
        with pytest.raises(NotAllowed):
            write(hall, "window_rule")

    @pytest.mark.clause("AH-15.1")
    def test_a_department_without_rules_for_its_window_is_named(self, hall):
        on = at("2026-03-09").date()
        assert selectors.without_window_rules(hall.hall, on) == [hall.department]
        write(hall, "window_rule", by=hall.first, department=hall.department)
        assert selectors.without_window_rules(hall.hall, on) == []

    @pytest.mark.clause("AH-32.1")
    def test_a_seal_without_rules_is_named(self, hall):
        on = at("2026-03-09").date()
        assert selectors.without_seal_rules(hall.hall, on) == [hall.department]
        write(hall, "window_rule", by=hall.first, department=hall.department)
        assert selectors.without_seal_rules(hall.hall, on) == [hall.department]
        write(hall, "seal_rule", by=hall.first, department=hall.department)
        assert selectors.without_seal_rules(hall.hall, on) == []


class TestNotices:
    @pytest.mark.clause("WS04-3.4")
    def test_a_notice_to_all_windows_is_seen_and_says_by_whom(self, hall, own_clerk):
        notice = write(hall, "notice", title="统一着装")
        for person in (hall.clerk, own_clerk):
            authority = Authority.of(person)
            assert notice in selectors.inbox(authority, hall.hall, at("2026-03-09").date())
            perform(notice, "confirm", by=person)
        office = Client()
        office.force_login(hall.office)
        page = office.get(reverse("bulletin", args=[notice.pk])).content.decode()
        assert "张窗口" in page
        assert "部门窗口" in page

    @pytest.mark.clause("WS04-4.6-6")
    def test_what_goes_to_a_department_reaches_its_first_representative_and_no_other(self, hall):
        notice = write(hall, "notice", units=[hall.department.pk])
        today = at("2026-03-09").date()
        assert selectors.inbox(Authority.of(hall.first), hall.hall, today) == [notice]
        assert selectors.inbox(Authority.of(hall.other_first), hall.hall, today) == []
        with pytest.raises(NotAllowed):
            perform(notice, "confirm", by=hall.other_first)
        assert selectors.unread(hall.hall, at("2026-03-10 17:00")) == []
        assert selectors.unread(hall.hall, at("2026-03-11")) == [(notice, hall.first)]
        travel("2026-03-11")
        office = Client()
        office.force_login(hall.office)
        assert "钱首代" in office.get(reverse("bulletins")).content.decode()
        perform(notice, "confirm", by=hall.first)
        assert selectors.unread(hall.hall, at("2026-03-12")) == []
