"""Who sees what: ``Authority.readable`` held against a plain reading of the rules, for every role and reach."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from django.contrib.auth.models import AnonymousUser

from hall.acts.act import SYSTEM
from hall.models import Dossier, Entry, RegisterRecord, User
from hall.people.authority import Authority
from hall.people.roles import Role
from tests.factories import grant, make_hall, make_user
from tests.visits import record_visit, visits  # noqa: F401 – a fixture

ROLES = [role for role in Role if role != Role.SYSTEM]
READS_NOTHING = {Role.SYSADMIN, Role.SOCIAL_SUPERVISOR}  # the second but their own reports
BELOW = {Role.BUREAU, Role.SUPERVISOR}  # 政务服务管理机构 (XA-4)


@pytest.fixture
def world(town, visits):  # noqa: F811
    """A dossier in every hall and department, one whose opinion was asked of the police, one in a township."""
    town.township = make_hall(code="township", region="150999")
    town.township.parent = town.banner
    town.township.save()
    places = [
        (town.league, None),
        (town.banner, None),
        (town.banner, town.market),
        (town.banner, town.police),
        (town.beside, None),
        (town.beside, town.theirs),
        (town.township, None),
    ]
    for hall, department in places:
        record_visit(hall, by=SYSTEM, department=department)
    asking = record_visit(town.banner, department=town.market)
    record_visit(town.banner, department=town.police, parent=asking)
    town.asking = asking.pk
    return town


def expected(world, role: Role, hall, department) -> set[int]:
    """Said plainly: which dossiers a grant opens."""
    if role in READS_NOTHING:
        return set()
    halls = {hall.pk}
    if role in BELOW:
        halls |= {world.league.pk: {world.banner.pk, world.beside.pk, world.township.pk}}.get(hall.pk, set())
        halls |= {world.banner.pk: {world.township.pk}}.get(hall.pk, set())
    seen = set()
    for dossier in Dossier.objects.filter(kind="hall.registerrecord"):
        asked = department == world.police and dossier.pk == world.asking
        mine = department is None or dossier.department == department
        if dossier.hall_id in halls and (mine or asked):
            seen.add(dossier.pk)
    return seen


def seen_by(user) -> set[int]:
    dossiers = Dossier.objects.filter(Authority.of(user).readable(), kind="hall.registerrecord")
    return set(dossiers.values_list("pk", flat=True))


def reaches(world) -> list[tuple]:
    return [
        (world.league, None),
        (world.banner, None),
        (world.banner, world.market),
        (world.banner, world.police),
        (world.beside, world.theirs),
    ]


@pytest.mark.clause("XA-4", "AH-46.2")
@pytest.mark.parametrize("role", ROLES)
def test_each_role_at_each_reach(world, role):
    for number, (hall, department) in enumerate(reaches(world)):
        user = make_user(f"{role}{number}", (role, hall, department))
        assert seen_by(user) == expected(world, role, hall, department), (hall.code, department)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in READS_NOTHING])
def test_who_may_act_on_it_may_see_it(world, role):
    for hall, department in reaches(world):
        user = make_user("某人", (role, hall, department))
        seen, authority = seen_by(user), Authority.of(user)
        for dossier in Dossier.objects.filter(kind="hall.registerrecord"):
            reached = authority.grant_for(
                [role], hall_id=dossier.hall_id, department_id=dossier.department_id
            )
            assert reached is None or dossier.pk in seen


def test_two_grants_open_what_each_of_them_opens(world):
    """Nothing more, nothing less, whatever the two."""
    given = list(product((Role.REVIEWER, Role.SUPERVISOR, Role.SYSADMIN), reaches(world)))
    alone = {one: seen_by(make_user("单职", (one[0], *one[1]))) for one in given}
    for one, other in combinations(given, 2):
        both = make_user("双职", (one[0], *one[1]), (other[0], *other[1]))
        assert seen_by(both) == alone[one] | alone[other]


def test_the_same_from_whatever_leads_to_a_dossier(world):
    user = make_user("审批", (Role.REVIEWER, world.banner, world.police))
    authority = Authority.of(user)
    seen = seen_by(user)
    assert (
        set(RegisterRecord.objects.filter(authority.readable("dossier__")).values_list("pk", flat=True))
        == seen
    )
    entries = Entry.objects.filter(authority.readable("dossier__"), dossier__kind="hall.registerrecord")
    assert set(entries.values_list("dossier", flat=True)) == seen


def test_each_is_listed_once(world):
    """Several grants and several children do not multiply a line."""
    user = make_user("多职", (Role.HALL_OFFICE, world.banner), (Role.GUIDE, world.banner))
    grant(user, Role.REVIEWER, world.banner, world.police)
    found = list(Dossier.objects.filter(Authority.of(user).readable()).values_list("pk", flat=True))
    assert len(found) == len(set(found))


def test_nobody_without_a_grant_sees_anything(world):
    closed = make_user("离职", (Role.HALL_OFFICE, world.banner))
    User.objects.filter(pk=closed.pk).update(is_active=False)
    for user in (make_user("新人"), AnonymousUser(), None, User.objects.get(pk=closed.pk)):
        assert seen_by(user) == set()


class TestSystemAdministrator:
    """Keeps accounts and the machine; the applicants' data are not his to read."""

    @pytest.fixture
    def admin(self, town):
        return make_user("系统管理", (Role.SYSADMIN, town.banner))

    def test_reads_no_dossier_even_of_his_own_hall(self, world, admin):
        assert not Dossier.objects.filter(Authority.of(admin).readable()).exists()

    def test_may_do_nothing_with_one(self, world, admin):
        authority = Authority.of(admin)
        for act in RegisterRecord.acts().values():
            if Role.SYSADMIN not in act.by:
                assert authority.grant_for(act.by, hall_id=world.banner.pk) is None

    def test_keeps_accounts_and_sees_no_applicant(self, admin):
        assert {
            perm for perm in ("hall.view_user", "hall.add_user", "hall.change_user") if admin.has_perm(perm)
        } == {
            "hall.view_user",
            "hall.add_user",
            "hall.change_user",
        }
        for model in ("applicant", "agency", "paper", "entry", "dossier", "grant", "registerrecord"):
            for verb in ("view", "add", "change", "delete"):
                assert not admin.has_perm(f"hall.{verb}_{model}")
        assert not admin.has_perm("cases.view_case")
        assert not admin.has_perm("hall.delete_user")

    def test_another_role_beside_it_opens_what_that_role_opens(self, world, admin):
        grant(admin, Role.REVIEWER, world.banner, world.market)
        assert seen_by(admin) == expected(world, Role.REVIEWER, world.banner, world.market)


class TestRecords:
    """Django's own permissions, for the admin: derived from grants and from nothing else."""

    def test_they_come_and_go_with_the_grant(self, town):
        user = make_user("管理")
        assert not user.is_staff
        grant(user, Role.HALL_OFFICE, town.banner)
        user = User.objects.get(pk=user.pk)
        assert user.is_staff
        assert user.has_perm("hall.change_hall")
        assert user.has_module_perms("hall")
        User.objects.filter(pk=user.pk).update(is_active=False)
        user = User.objects.get(pk=user.pk)
        assert not user.is_staff
        assert not user.has_perm("hall.change_hall")

    @pytest.mark.clause("AH-4.b")
    @pytest.mark.parametrize("role", ROLES)
    def test_only_the_hall_office_edits_the_hall(self, town, role):
        user = make_user("某人", (role, town.banner))
        edits = {
            label
            for label in ("hall.hall", "hall.rulerow", "windows.window", "catalogue.matter")
            for verb in ("add", "change")
            if user.has_perm(f"{label.split('.')[0]}.{verb}_{label.split('.')[1]}")
        }
        assert bool(edits) == (role == Role.HALL_OFFICE)

    def test_nothing_makes_a_superuser(self, town):
        user = make_user("某人")
        user.is_superuser = True
        assert not user.has_perm("hall.change_hall")
        assert not user.has_module_perms("hall")
        assert not hasattr(User.objects.get(pk=user.pk), "is_superuser")
