"""Grants: from when until when, where and for whom, given and taken back by whom, and which do not go together."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, WrongState
from hall.models import Grant, Place
from hall.people.authority import Authority
from hall.people.grant import APPOINTING
from hall.people.roles import WATCHES_THE_OFFICE, Role
from tests.factories import at, make_hall, make_place, make_user, travel


def roles(user, when: str) -> set[str]:
    return Authority.of(user, at(when)).roles


def fault(giving, *args, **more) -> dict:
    """The messages beside the fields; nothing was given."""
    before = Grant.objects.count()
    with pytest.raises(Invalid) as refused:
        giving(*args, **more)
    assert Grant.objects.count() == before
    return {name: list(errors) for name, errors in refused.value.form.errors.items()}


class TestPeriod:
    def test_it_begins_and_ends_with_its_minutes(self, give):
        clerk = make_user("窗口")
        give(clerk, Role.WINDOW_CLERK, since="2026-03-10 09:00", until="2026-03-20 17:30")
        assert {
            moment: bool(roles(clerk, moment))
            for moment in ("2026-03-10 08:59", "2026-03-10 09:00", "2026-03-20 17:29", "2026-03-20 17:30")
        } == {
            "2026-03-10 08:59": False,
            "2026-03-10 09:00": True,
            "2026-03-20 17:29": True,
            "2026-03-20 17:30": False,
        }

    def test_without_dates_it_runs_from_now_on(self, give):
        clerk = make_user("窗口")
        grant = give(clerk, Role.WINDOW_CLERK)
        assert (grant.since, grant.until) == (at("2026-03-09"), None)
        assert roles(clerk, "2036-03-09") == {Role.WINDOW_CLERK}
        assert roles(clerk, "2026-03-08") == set()

    @pytest.mark.parametrize("until", ["2026-03-10 09:00", "2026-03-09 09:00"])
    def test_it_may_not_end_before_it_begins(self, give, until):
        clerk = make_user("窗口")
        assert fault(give, clerk, Role.WINDOW_CLERK, since="2026-03-10 09:00", until=until) == {
            "until": ["截止时间应晚于起始时间，请重新填写。"]
        }

    def test_nor_be_over_when_it_is_given(self, give):
        clerk = make_user("窗口")
        assert fault(give, clerk, Role.WINDOW_CLERK, until="2026-03-09 09:59") == {
            "until": ["截止时间应晚于起始时间，请重新填写。"]
        }

    def test_taken_back_it_ends_at_once_and_for_ever(self, give, town):
        clerk = make_user("窗口")
        grant = give(clerk, Role.WINDOW_CLERK, until="2026-12-31 00:00")
        travel("2026-03-12 15:00")
        grant = perform(grant, "revoke", by=town.office)
        assert grant.until == at("2026-03-12 15:00")
        assert roles(clerk, "2026-03-12 15:00") == roles(clerk, "2026-06-01") == set()
        with pytest.raises(WrongState, match="当前状态是“已收回”"):
            perform(grant, "revoke", by=town.office)

    def test_taken_back_before_it_began_it_never_was(self, give, town):
        clerk = make_user("窗口")
        grant = give(clerk, Role.WINDOW_CLERK, since="2026-04-01 09:00")
        perform(grant, "revoke", by=town.office)
        assert roles(clerk, "2026-04-02") == set()

    def test_several_are_all_in_force(self, give, town):
        one = make_user("多职")
        give(one, Role.WINDOW_CLERK, until="2026-03-20 00:00")
        give(one, Role.GUIDE, since="2026-03-15 00:00")
        give(one, Role.REVIEWER, department=town.market)
        assert roles(one, "2026-03-16") == {Role.WINDOW_CLERK, Role.GUIDE, Role.REVIEWER}
        assert roles(one, "2026-03-21") == {Role.GUIDE, Role.REVIEWER}

    def test_the_account_must_be_in_use(self, give):
        clerk = make_user("窗口")
        give(clerk, Role.WINDOW_CLERK)
        clerk.is_active = False
        clerk.save()
        assert roles(clerk, "2026-03-10") == set()
        assert "user" in fault(give, clerk, Role.GUIDE)

    def test_nobody_holds_nothing(self, db):
        for nobody in (None, AnonymousUser()):
            assert Authority.of(nobody).grants == []


class TestReach:
    @pytest.mark.clause("DL-4.1", "AH-27.3")
    def test_a_department_s_grant_reaches_that_department(self, give, town):
        grant = give(make_user("审批"), Role.REVIEWER, department=town.market)
        reached = {
            (hall.code, department and department.code): grant.covers(
                hall.pk, department and department.pk, None
            )
            for hall in (town.banner, town.beside, town.league)
            for department in (None, town.market, town.police, town.theirs)
        }
        assert [key for key, reaches in reached.items() if reaches] == [(town.banner.code, town.market.code)]

    def test_one_without_department_reaches_all_of_the_hall_and_no_other(self, give, town):
        grant = give(make_user("窗口"), Role.WINDOW_CLERK)
        for department in (None, town.market.pk, town.police.pk):
            assert grant.covers(town.banner.pk, department, None)
            assert not grant.covers(town.league.pk, department, None)
            assert not grant.covers(town.beside.pk, department, None)

    def test_one_for_a_place_holds_at_that_place(self, give, town):
        grant = give(make_user("窗口"), Role.WINDOW_CLERK, place=town.window.pk)
        other = make_place(town.banner, "A02")
        assert grant.covers(town.banner.pk, None, town.window)
        for place in (None, other):
            assert not grant.covers(town.banner.pk, None, place)

    def test_the_first_that_fits_is_the_one_named_on_the_timeline(self, give, town):
        user = make_user("审批")
        narrow = give(user, Role.REVIEWER, department=town.police)
        wide = give(user, Role.REVIEWER)
        authority = Authority.of(user)
        asked = {"hall_id": town.banner.pk}
        assert authority.grant_for([Role.REVIEWER], department_id=town.police.pk, **asked) == narrow
        assert authority.grant_for([Role.REVIEWER], department_id=town.market.pk, **asked) == wide
        assert authority.grant_for([Role.GUIDE], department_id=town.police.pk, **asked) is None


class TestGiving:
    @pytest.mark.clause("AH-4.b")
    @pytest.mark.parametrize("role", [role for role in Role if role not in APPOINTING])
    def test_only_the_office_and_the_bureau_give_and_take_back(self, give, town, role):
        user = make_user("某人", (role, town.banner))
        with pytest.raises(NotAllowed, match="“授权”须由大厅管理室、政务服务局办理"):
            give(make_user("另一人"), Role.GUIDE, by=user)
        grant = give(make_user("导服"), Role.GUIDE)
        with pytest.raises(NotAllowed, match="“收回授权”须由大厅管理室、政务服务局办理"):
            perform(grant, "revoke", by=user)

    def test_only_in_its_own_hall(self, give, town):
        with pytest.raises(NotAllowed):
            give(make_user("导服"), Role.GUIDE, hall=town.beside)

    def test_an_office_of_one_department_gives_for_that_department(self, give, town):
        office = make_user("部门管理", (Role.HALL_OFFICE, town.banner, town.market))
        give(make_user("收费"), Role.CASHIER, by=office, department=town.market)
        for department in (None, town.police):
            with pytest.raises(NotAllowed):
                give(make_user("收费"), Role.CASHIER, by=office, department=department)

    def test_a_department_of_another_hall_is_no_department_here(self, give, town):
        assert fault(give, make_user("审批"), Role.REVIEWER, department=town.theirs) == {
            "__all__": ["“邻旗市场监督管理局”不是本大厅的部门，请在它所在的大厅授权。"]
        }

    def test_nor_is_a_place(self, give, town):
        assert "place" in fault(give, make_user("窗口"), Role.WINDOW_CLERK, place=make_place(town.beside).pk)

    @pytest.mark.parametrize("role", ["system", "superuser", "", "窗口受理人员"])
    def test_no_other_role_can_be_given(self, give, role):
        assert "role" in fault(give, make_user("某人"), role)

    def test_what_was_given_stands_on_a_timeline_of_its_own(self, give, town):
        guide = make_user("导服")
        grant = give(guide, Role.GUIDE, place=town.window.pk)
        entry = grant.dossier.entries.get()
        assert (entry.act, entry.by, entry.role) == ("give", town.office, Role.HALL_OFFICE)
        assert entry.facts["input"] == {
            "user": {"ref": "hall.user", "id": guide.pk},
            "role": "guide",
            "place": {"ref": "hall.place", "id": town.window.pk},
        }
        assert grant.dossier.hall == town.banner


class TestConflicts:
    """受理与审批相分离 (EL-2.1): one account does not accept and decide the same department's matters."""

    @pytest.fixture
    def erenhot(self, town):
        hall = make_hall("EL", code="el", region="152501")
        town.office = make_user("二连管理", (Role.HALL_OFFICE, hall))
        return hall

    @pytest.mark.clause("EL-2.1")
    @pytest.mark.parametrize("deciding", [Role.REVIEWER, Role.FIRST_REPRESENTATIVE])
    def test_neither_after_the_other(self, give, erenhot, deciding):
        clerk, decider = make_user("窗口"), make_user("审批")
        give(clerk, Role.WINDOW_CLERK, hall=erenhot)
        assert "受理与审批相分离" in fault(give, clerk, deciding, hall=erenhot)["role"][0]
        give(decider, deciding, hall=erenhot)
        assert "受理与审批相分离" in fault(give, decider, Role.WINDOW_CLERK, hall=erenhot)["role"][0]

    def test_what_is_over_or_taken_back_stands_in_nobody_s_way(self, give, erenhot, town):
        one, two = make_user("甲"), make_user("乙")
        give(one, Role.WINDOW_CLERK, hall=erenhot, until="2026-03-10 00:00")
        grant = give(two, Role.WINDOW_CLERK, hall=erenhot)
        travel("2026-03-10")
        perform(grant, "revoke", by=town.office)
        for user in (one, two):
            give(user, Role.REVIEWER, hall=erenhot)

    def test_what_only_begins_later_does(self, give, erenhot):
        """Else both would be in force from that day on."""
        one = make_user("甲")
        give(one, Role.WINDOW_CLERK, hall=erenhot, since="2026-04-01 00:00")
        assert "受理与审批相分离" in fault(give, one, Role.REVIEWER, hall=erenhot)["role"][0]

    def test_two_that_never_meet_go_together(self, give, erenhot):
        one = make_user("甲")
        give(one, Role.WINDOW_CLERK, hall=erenhot, until="2026-04-01 00:00")
        give(one, Role.REVIEWER, hall=erenhot, since="2026-04-01 00:00")

    def test_another_hall_s_does_not(self, give, erenhot, town):
        one = make_user("甲")
        give(one, Role.WINDOW_CLERK, by=SYSTEM, hall=town.banner)
        give(one, Role.REVIEWER, hall=erenhot)

    def test_where_the_rulebook_does_not_ask_for_it_one_may_do_both(self, give, town):
        one = make_user("甲")
        give(one, Role.WINDOW_CLERK)
        give(one, Role.REVIEWER, department=town.market)


def test_dates_are_read_as_local_time(give):
    grant = give(make_user("窗口"), Role.WINDOW_CLERK, since="2026-03-10 00:00")
    assert grant.since == dt.datetime(2026, 3, 9, 16, tzinfo=dt.UTC)


def test_places_are_only_those_in_use(give, town):
    Place.objects.filter(pk=town.window.pk).update(is_active=False)
    assert "place" in fault(give, make_user("窗口"), Role.WINDOW_CLERK, place=town.window.pk)


class TestWhoWatches:
    """No office appoints, dismisses or takes over the account of those who watch over it."""

    @pytest.mark.clause("AH-4.b")
    @pytest.mark.parametrize("role", sorted(WATCHES_THE_OFFICE))
    def test_the_office_appoints_no_watcher(self, town, give, role):
        person = make_user("监督")
        assert fault(give, person, role) == {
            "role": [f"大厅管理室不能授予“{Role(role).label}”，请由政务服务局授权。"]
        }
        assert roles(person, "2026-03-10") == set()

    @pytest.mark.clause("AH-4.b")
    def test_nor_dismisses_one(self, town, give):
        person, bureau = make_user("监督"), make_user("局", (Role.BUREAU, town.banner))
        grant = give(person, Role.SUPERVISOR, by=bureau)
        with pytest.raises(NotAllowed, match="大厅管理室不能收回“监督人员”的授权"):
            perform(grant, "revoke", by=town.office)
        perform(grant, "revoke", by=bureau)
        assert roles(person, "2026-03-10") == set()

    def test_nor_resets_a_password(self, town, give, client):
        """Neither of a watcher nor of anybody who works in another hall."""
        own = make_user("窗口", (Role.WINDOW_CLERK, town.banner))
        new = make_user("新人")
        watcher = make_user("监督", (Role.SUPERVISOR, town.banner))
        elsewhere = make_user("邻旗窗口", (Role.WINDOW_CLERK, town.beside))
        both = make_user("两旗", (Role.WINDOW_CLERK, town.banner), (Role.WINDOW_CLERK, town.beside))
        client.force_login(town.office)
        opened = {
            person.name: client.get(f"/admin/hall/user/{person.pk}/password/").status_code
            for person in (own, new, watcher, elsewhere, both)
        }
        assert opened == {"窗口": 200, "新人": 200, "监督": 404, "邻旗窗口": 404, "两旗": 404}
