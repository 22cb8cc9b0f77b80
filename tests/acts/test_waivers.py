"""原则上: a named superior may set one objection aside, for one act on one object, with a reason."""

import pytest

from hall.acts.door import perform
from hall.acts.offers import offers
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.models import Waiver
from hall.people.authority import Authority
from hall.people.roles import Role
from tests.factories import make_user
from tests.visits import correct_visit, record_visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]

REASON = "原则上一月只更正一次。"


def once_a_month(obj, do):
    return REASON


def never_on_sundays(obj, do):
    return "星期日不办。"


@pytest.fixture
def leader(hall):
    return make_user("中心领导", (Role.HALL_LEADER, hall))


@pytest.fixture
def guard(record, objecting) -> str:
    """The name of the objection's guard, as the screen that offers the waiver knows it."""
    objecting("correct", once_a_month, "AH-9", waivable_by=Role.HALL_LEADER)
    with pytest.raises(Objected) as refused:
        correct_visit(record)
    (objection,) = refused.value.objections
    assert objection.waivable_by == Role.HALL_LEADER
    return objection.guard


def waive(record, by, guard: str, act: str = "correct", reason: str = "情况特殊"):
    return perform(record, "waive", {"act": act, "guard": guard, "reason": reason}, by=by)


def test_waived_by_the_superior_it_no_longer_stands(record, guard, leader, office):
    waive(record, leader, guard)
    correct_visit(record, by=office, persons=7)
    waiver = Waiver.objects.get()
    assert (waiver.role, waiver.reason) == (Role.HALL_LEADER, "情况特殊")
    assert (waiver.entry.act, waiver.entry.by) == ("waive", leader)
    used = record.dossier.entries.get(act="correct", kind="act").facts["waived"]
    assert used == [{"guard": guard, "reason": "情况特殊"}]


def test_nobody_else_may_waive_it(record, guard, office):
    with pytest.raises(Invalid, match="您无权批准例外"):
        waive(record, office, guard)
    with pytest.raises(NotAllowed):
        waive(record, make_user("窗口", (Role.WINDOW_CLERK, record.dossier.hall)), guard)
    assert not Waiver.objects.exists()


def test_a_reason_is_demanded(record, guard, leader):
    with pytest.raises(Invalid, match="批准例外的理由"):
        waive(record, leader, guard, reason="")


def test_only_what_stands_can_be_waived(record, guard, leader):
    for act, name in (("void", guard), ("correct", "hall.nothing"), ("nothing", guard)):
        with pytest.raises(Invalid, match="该项条件目前不存在"):
            waive(record, leader, name, act)


def test_it_holds_for_one_object(record, guard, leader, hall, office):
    other = record_visit(hall)
    waive(record, leader, guard)
    with pytest.raises(Objected):
        correct_visit(other, by=office)


def test_it_sets_aside_one_objection_of_several(record, guard, leader, objecting, office):
    objecting("correct", never_on_sundays)
    waive(record, leader, guard)
    with pytest.raises(Objected) as refused:
        correct_visit(record, by=office)
    assert [one.reason for one in refused.value.objections] == ["星期日不办。"]


def test_the_button_says_what_the_door_says(record, guard, leader, office):
    def correct(user):
        (offer,) = [o for o in offers(record, Authority.of(user)) if o.act.name == "correct"]
        return offer

    assert correct(office).reasons == (REASON,)
    assert not correct(office).available
    assert [one.waivable_by for one in correct(office).objections] == [Role.HALL_LEADER]
    waive(record, leader, guard)
    assert correct(office).available


def test_a_waiver_names_only_the_waivers_used(record, guard, leader, objecting):
    waive(record, leader, guard)
    objecting("correct", never_on_sundays, waivable_by=Role.HALL_LEADER)
    with pytest.raises(Objected) as refused:
        correct_visit(record)
    (second,) = refused.value.objections
    waive(record, leader, second.guard)
    assert all("waived" not in entry.facts for entry in record.dossier.entries.filter(act="waive"))
