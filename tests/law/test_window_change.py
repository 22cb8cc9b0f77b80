"""A lasting change of a department's windows: the form, the review, the signature, the data (WS13 二(一))."""

from __future__ import annotations

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.people.roles import Role
from tests.factories import make_place, make_user, travel
from tests.windows.desk import OWN, Desk, document
from windows.models import Window, WindowChange

pytestmark = pytest.mark.django_db
ALL = ["window", "screen", "evaluator", "queue"]


@pytest.fixture
def desk(desk_of) -> Desk:
    desk = desk_of("WS")
    desk.free = [make_place(desk.hall, "B11", OWN), make_place(desk.hall, "B12", OWN)]
    desk.scope = {"hall": desk.hall, "department": desk.department}
    return desk


def draft(desk: Desk, **changes) -> WindowChange:
    data = {
        "kind": "add",
        "reason": "新划入事项，窗口不足",
        "places": [place.pk for place in desk.free],
        "begins_on": "2026-03-16",
        "matters": [desk.matter.pk],
        "equipment": "高拍仪两台",
    } | changes
    return perform(WindowChange, "draft", data, by=desk.first, **desk.scope)


def submit(desk: Desk, change: WindowChange) -> WindowChange:
    return perform(change, "submit", {}, by=desk.first, files={"scan": document()})


def signed(desk: Desk, **changes) -> WindowChange:
    change = submit(desk, draft(desk, **changes))
    change = perform(change, "approve", {"opinion": "同意，按现有位置安排"}, by=desk.office)
    return perform(change, "sign", {"opinion": "同意"}, by=desk.leader)


@pytest.mark.clause("WS13-2.1-0")
@pytest.mark.parametrize(("until", "lasting"), [("2027-03-14", False), ("2027-03-15", True), ("", True)])
def test_what_lasts_less_than_a_year_is_a_closure(desk, until, lasting):
    if lasting:
        assert draft(desk, ends_on=until).state == WindowChange.State.DRAFTED
    else:
        with pytest.raises(Invalid, match="请申请临时关闭"):
            draft(desk, ends_on=until)


@pytest.mark.clause("WS13-2.1-0", "WS13-2.1.1-1")
def test_the_department_applies_and_nobody_else(desk):
    change = draft(desk)
    for stranger in (desk.office, desk.other_first):
        with pytest.raises(NotAllowed):
            perform(change, "amend", {}, by=stranger)
        with pytest.raises(NotAllowed):
            perform(change, "submit", {}, by=stranger, files={"scan": document()})
        with pytest.raises(NotAllowed):
            perform(WindowChange, "draft", {}, by=stranger, **desk.scope)


@pytest.mark.clause("WS13-1")
def test_the_rules_are_for_every_posted_department_and_not_for_the_centre(desk):
    data = {"kind": "add", "reason": "窗口不足", "begins_on": "2026-03-16", "equipment": "无"}
    data |= {"places": [desk.free[0].pk], "matters": [desk.make_matter("户籍证明", of=desk.other).pk]}
    scope = {"hall": desk.hall, "department": desk.other}
    assert perform(WindowChange, "draft", data, by=desk.other_first, **scope).pk
    general = {"matters": [], "places": [make_place(desk.hall, "A01").pk]}
    head = make_user("全权首代", (Role.FIRST_REPRESENTATIVE, desk.hall))
    with pytest.raises(Objected, match="先选择部门"):
        perform(WindowChange, "draft", data | general, by=head, hall=desk.hall)


@pytest.mark.clause("WS13-2.1.1-1")
def test_filing_makes_one_numbered_form_and_changes_no_window(desk):
    change = submit(desk, draft(desk))
    paper = change.dossier.papers.get()
    assert (paper.title, paper.number) == ("旗政务服务中心窗口变更登记备案表", "市监窗变字〔2026〕1号")
    assert paper.facts["unit_opinion"]["signer"] == "钱首代"
    assert (paper.facts["office_opinion"], paper.facts["leader"]) == (None, None)
    assert not Window.objects.exists()


@pytest.mark.clause("WS13-2.1.2-1")
def test_the_hall_office_reviews_and_returns_with_a_reason(desk):
    change = submit(desk, draft(desk))
    for act in ("approve", "return_"):
        for stranger in (desk.first, desk.leader):
            with pytest.raises(NotAllowed):
                perform(change, act, {"opinion": "同意"}, by=stranger)
    with pytest.raises(Invalid):
        perform(change, "return_", {}, by=desk.office)
    change = perform(change, "return_", {"opinion": "位置不合适"}, by=desk.office)
    assert submit(desk, change).state == WindowChange.State.SUBMITTED
    assert change.dossier.papers.filter(voided_at=None).count() == 1


@pytest.mark.clause("WS13-F1")
def test_the_form_is_complete_once_the_person_in_charge_has_signed(desk):
    change = submit(desk, draft(desk))
    change = perform(change, "approve", {"opinion": "同意，按现有位置安排"}, by=desk.office)
    with pytest.raises(NotAllowed):
        perform(change, "sign", {"opinion": "同意"}, by=desk.office)
    change = perform(change, "sign", {"opinion": "同意"}, by=desk.leader)
    facts = change.dossier.papers.get(voided_at=None).facts
    assert facts["places"] == "新增B11 B11号窗口、B12 B12号窗口，共2个"
    assert (facts["begins"], facts["business"]) == ("2026年3月16日起", ["食品经营许可"])
    assert facts["office_opinion"]["text"] == "同意，按现有位置安排"
    assert facts["leader"]["signer"] == "中心领导"
    assert facts["copies"] == ["进驻部门（单位）", "旗政务服务中心大厅管理室"]


@pytest.mark.clause("WS13-2.1.2-2")
def test_the_change_is_done_when_all_four_tasks_are(desk):
    change = signed(desk)
    with pytest.raises(Invalid, match="届时再录入窗口信息"):
        perform(change, "enter", {"tasks": ["window"]}, by=desk.office)
    change = perform(change, "enter", {"tasks": ["screen", "evaluator"]}, by=desk.office)
    assert change.state == WindowChange.State.SIGNED
    travel("2026-03-16")
    change = perform(change, "enter", {"tasks": ["window"]}, by=desk.office)
    new = Window.objects.open().filter(dossier__department=desk.department)
    assert [window.place.code for window in new.order_by("place__code")] == ["B11", "B12"]
    assert change.state == WindowChange.State.SIGNED
    change = perform(change, "enter", {"tasks": ["queue"]}, by=desk.office)
    assert change.state == WindowChange.State.IN_FORCE


@pytest.mark.clause("WS13-2.1.2-2")
def test_the_office_enters_and_a_window_given_up_is_gone(desk):
    window, *_ = desk.windows(2)
    change = signed(desk, kind="reduce", places=[window.place_id], matters=[], begins_on="2026-03-09")
    for stranger in (desk.first, desk.leader):
        with pytest.raises(NotAllowed):
            perform(change, "enter", {"tasks": ["screen"]}, by=stranger)
    change = perform(change, "enter", {"tasks": ALL}, by=desk.office)
    assert change.state == WindowChange.State.IN_FORCE
    assert Window.objects.get(pk=window.pk).state == Window.State.RETIRED


def test_the_places_fit_the_kind_of_change(desk):
    own, _ = desk.windows(2)
    others = desk.window("C01", of=desk.other)
    with pytest.raises(Invalid, match="已经设有窗口"):
        draft(desk, places=[own.place_id])
    with pytest.raises(Invalid, match="不是本部门的窗口"):
        draft(desk, kind="reduce", places=[others.place_id])
