"""Windows: set up by the hall office, given their matters, and who may take what where."""

from __future__ import annotations

import pytest

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.people.roles import Role
from matters.catalogue.publishing import publish, successor
from tests.factories import at, make_hall, make_place, make_user, travel
from tests.windows.desk import DELIVERY, GENERAL, INSTANT, OWN
from windows.models import ServedMatter, Window
from windows.window import may_take, windows_for

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = at("2026-03-13").date()


def taken_at(matter, on=TODAY) -> list[str]:
    return [window.place.code for window in windows_for(matter, on)]


# --- One window for all, and a matter's own ----------------------------------------------------------------


@pytest.mark.clause("XA-33.1")
def test_a_switched_matter_is_taken_at_every_integrated_window(desk):
    desk.window("A01", GENERAL), desk.window("A02", GENERAL), desk.window("B01", OWN)
    matter = desk.make_matter("公共场所卫生许可", one_window=True)
    assert taken_at(matter) == ["A01", "A02"]


@pytest.mark.clause("XA-33.1")
def test_a_matter_not_switched_is_taken_only_at_its_own_window(desk):
    general = desk.window("A01", GENERAL)
    own = desk.window("B01", matters=[desk.matter])
    desk.window("B02", matters=[desk.make_matter("另一事项")])
    assert taken_at(desk.matter) == ["B01"]
    assert may_take(own.place, desk.matter, TODAY)
    assert not may_take(general.place, desk.matter, TODAY)


@pytest.mark.clause("XA-33.1")
def test_switching_is_felt_at_once(desk):
    desk.window("A01", GENERAL), desk.window("B01", matters=[desk.matter])
    desk.matter.one_window = True
    desk.matter.save()
    assert taken_at(desk.matter) == ["A01", "B01"]


@pytest.mark.clause("XA-33.1")
def test_results_come_out_where_the_matter_belongs(desk):
    """A switched matter's at integrated and delivery windows; any other's at its own and nowhere else."""
    desk.window("A01", GENERAL), desk.window("C01", DELIVERY), desk.window("B01", matters=[desk.matter])
    switched = desk.make_matter("公共场所卫生许可", one_window=True)
    issued_at = lambda matter: {w.place.code for w in Window.objects.issuing(matter)}  # noqa: E731
    assert issued_at(switched) == {"A01", "C01"}
    assert issued_at(desk.matter) == {"B01"}


def test_a_departments_integrated_window_takes_its_own_matters_only(desk):
    desk.window("A01", GENERAL, of=desk.other)
    mine = desk.make_matter("公共场所卫生许可", one_window=True)
    theirs = desk.make_matter("户口迁移", one_window=True, of=desk.other)
    assert taken_at(mine) == []
    assert taken_at(theirs) == ["A01"]


@pytest.mark.parametrize("act", ["pause", "set_aside", "retire"])
def test_only_an_open_window_takes_anything(desk, act):
    window = desk.window("B01", matters=[desk.matter])
    assert may_take(window.place, desk.matter, TODAY)
    perform(window, act, {"reason": "设备检修"}, by=desk.office)
    assert not may_take(window.place, desk.matter, TODAY)


# --- Instant windows ---------------------------------------------------------------------------------------


@pytest.mark.clause("EL-2.7")
def test_an_instant_window_lists_instant_matters(desk):
    instant = desk.make_matter("证明开具", instant=True)
    window = desk.window("D01", INSTANT, matters=[instant])
    assert list(window.matters) == [instant]
    assert taken_at(instant) == ["D01"]


@pytest.mark.clause("EL-2.7")
def test_a_committed_matter_is_not_mapped_to_an_instant_window(desk):
    with pytest.raises(Invalid, match=r"即办窗口只承办即办件.*食品经营许可"):
        desk.window("D01", INSTANT, matters=[desk.matter])
    window = desk.window("D02", INSTANT)
    with pytest.raises(Invalid, match="食品经营许可"):
        perform(window, "change_matters", {"matters": [desk.matter.pk]}, by=desk.office)
    assert not ServedMatter.objects.exists()


@pytest.mark.clause("EL-2.7")
def test_a_matter_no_longer_instant_is_not_taken_at_the_instant_window(desk):
    matter = desk.make_matter("证明开具", instant=True)
    desk.window("D01", INSTANT, matters=[matter])
    draft = successor(matter.versions.get(), at("2026-04-01").date())
    draft.case_type = "committed"
    draft.save()
    rule = draft.clock_rules.get()
    rule.n, rule.unit = 3, "working_day"
    rule.save()
    publish(draft)
    assert taken_at(matter, at("2026-03-31").date()) == ["D01"]
    assert taken_at(matter, at("2026-04-01").date()) == []


# --- Setting up and taking away ----------------------------------------------------------------------------


@pytest.mark.clause("EL-4.2a", "AH-4.b")
def test_only_the_hall_office_sets_up_a_window(desk):
    place = make_place(desk.hall, "B01", OWN)
    with pytest.raises(NotAllowed):
        perform(
            Window,
            "register",
            {"place": place.pk, "seats": 1},
            by=desk.clerk,
            hall=desk.hall,
            department=desk.department,
        )
    assert desk.window("B02").state == Window.State.OPEN


@pytest.mark.clause("EL-4.2a", "EL-2.2")
@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("change_matters", {}),
        ("set_aside", {"reason": "调整布局"}),
        ("bring_back", {}),
        ("retire", {"reason": "调整布局"}),
    ],
)
def test_only_the_hall_office_changes_the_layout(desk, act, data):
    window = desk.window("B01")
    if act == "bring_back":
        window = perform(window, "set_aside", {"reason": "调整布局"}, by=desk.office)
    with pytest.raises(NotAllowed):
        perform(window, act, data, by=desk.clerk)
    perform(window, act, data, by=desk.office)


def test_one_window_at_a_place_until_it_is_retired(desk):
    window = desk.window("B01")
    data = {"place": window.place_id, "seats": 1}
    with pytest.raises(Invalid):
        perform(Window, "register", data, by=desk.office, hall=desk.hall, department=desk.other)
    perform(window, "retire", {"reason": "部门退出"}, by=desk.office)
    perform(Window, "register", data, by=desk.office, hall=desk.hall, department=desk.other)
    assert Window.objects.filter(place=window.place_id).count() == 2


@pytest.mark.parametrize(("kind", "matters"), [(GENERAL, True), (DELIVERY, True), ("office", False)])
def test_what_a_place_cannot_be(desk, kind, matters):
    with pytest.raises(Invalid):
        desk.window("X01", kind, matters=[desk.matter] if matters else [])


def test_a_department_window_needs_its_department(desk):
    place = make_place(desk.hall, "B01", OWN)
    with pytest.raises(Invalid, match="部门窗口须先选择所属部门"):
        perform(Window, "register", {"place": place.pk, "seats": 1}, by=desk.office, hall=desk.hall)


def test_another_departments_matter_cannot_be_listed(desk):
    with pytest.raises(Invalid):
        desk.window("B01", of=desk.other, matters=[desk.matter])


def test_the_list_keeps_its_history(desk):
    second = desk.make_matter("药品经营许可")
    window = desk.window("B01", matters=[desk.matter])
    window = perform(window, "change_matters", {"matters": [second.pk]}, by=desk.office)
    assert list(window.matters) == [second]
    first, last = ServedMatter.objects.order_by("pk")
    assert (first.matter, first.added.act, first.ended.act) == (desk.matter, "register", "change_matters")
    assert (last.matter, last.ended) == (second, None)


def test_a_clerk_pauses_and_resumes_the_window(desk):
    window = perform(desk.window("B01"), "pause", {"reason": "短时离岗"}, by=desk.clerk)
    assert window.state == Window.State.PAUSED
    assert perform(window, "resume", by=desk.clerk).state == Window.State.OPEN


@pytest.mark.clause("WS13-2.2.2b", "WS13-2.3-2")
def test_nobody_closes_or_reopens_a_window_by_hand(desk):
    window = desk.window("B01")
    with pytest.raises(NotAllowed):
        perform(window, "close", by=desk.office)
    desk.window("B02")
    closure = desk.approve(desk.file(window, "2026-03-20", "2026-03-24"))
    travel("2026-03-20")
    perform(closure, "begin", by=SYSTEM)
    with pytest.raises(NotAllowed):
        perform(Window.objects.get(pk=window.pk), "reopen", by=desk.office)


def test_a_window_with_a_closure_pending_is_not_taken_away(desk):
    window, _ = desk.windows(2)
    closure = desk.file(window, "2026-03-20", "2026-03-24")
    for act in ("retire", "set_aside"):
        with pytest.raises(Objected, match="尚未结束的临时关闭"):
            perform(window, act, {"reason": "调整布局"}, by=desk.office)
    perform(closure, "withdraw", {"reason": "人员已到岗"}, by=desk.first)
    assert perform(window, "retire", {"reason": "调整布局"}, by=desk.office).state == Window.State.RETIRED


def test_another_halls_office_has_no_say(desk):
    stranger = make_user("外厅管理", (Role.HALL_OFFICE, make_hall(code="elsewhere")))
    with pytest.raises(NotAllowed):
        perform(desk.window("B01"), "retire", {"reason": "调整布局"}, by=stranger)
