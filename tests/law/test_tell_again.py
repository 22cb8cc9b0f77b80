"""Once told, told: no second notice with anything new, and only where the rulebook knows a second list at all."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, Objected
from matters.cases.models import Case
from tests.factories import travel
from tests.law.ask import available, cited, decide_for_itself, state_of, wrong_fields

RELIST_HALLS = ["AH", "DL", "XA", "EL"]


@pytest.fixture
def told(hall_of):
    """``told("AH")``: a hall and its case, of whose four materials two were told to be missing."""

    def tell(preset: str) -> tuple:
        hall = hall_of(preset)
        return hall, hall.tell(hall.receive(m2="missing", m3="missing"))

    return tell


def again(hall, case, *orders: int) -> Case:
    """List again: what is still open, or the materials with these numbers."""
    chosen = [hall.licence_version.materials.get(order=order).pk for order in orders]
    data = {"reason": "申请人遗失告知书", "items": chosen}
    return perform(case, "tell_again", data, by=hall.clerk, place=hall.window)


def lists(case) -> list[list[str]]:
    """The items of every notice, in the order of issue."""
    notices = case.dossier.papers.filter(kind="correction").order_by("pk")
    return [[item["name"] for item in notice.facts["items"]] for notice in notices]


TWO = ["身份证明", "场地平面图"]


@pytest.mark.clause("AH-13.5e", "DL-8.3", "EL-3.1f")
@pytest.mark.parametrize("preset", RELIST_HALLS)
@pytest.mark.parametrize(("orders", "listed"), [((), TWO), ((3,), TWO[1:]), ((2, 4), None), ((4,), None)])
def test_a_second_list_names_nothing_that_the_first_did_not(told, preset, orders, listed):
    hall, case = told(preset)
    if listed:
        assert lists(again(hall, case, *orders)) == [TWO, listed]
    else:
        with pytest.raises(Invalid) as refused:
            again(hall, case, *orders)
        assert wrong_fields(refused.value) == {"items"}
        assert "没有列出管理制度" in str(refused.value)
        assert lists(case) == [TWO]


@pytest.mark.clause("XA-16.2b")
def test_a_second_list_keeps_the_day_that_was_told(told):
    hall, case = told("XA")
    travel("2026-03-12")
    case = again(hall, case)
    first, second = case.dossier.papers.filter(kind="correction").order_by("pk")
    assert first.facts["deadline"] == second.facts["deadline"] == "2026-03-23"
    with pytest.raises(Invalid):
        again(hall, case, 4)


@pytest.mark.clause("AH-13.5e")
def test_a_second_list_is_a_numbered_paper_too(told):
    hall, case = told("AH")
    numbers = again(hall, case).dossier.papers.filter(kind="correction").values_list("number", flat=True)
    assert len(set(numbers)) == 2


@pytest.mark.clause("AH-13.5e", "DL-8.3")
def test_only_what_was_told_is_offered_for_the_second_list(told):
    hall, case = told("AH")
    with pytest.raises(Invalid) as refused:
        again(hall, case, 4)
    offered = refused.value.form.fields["items"].widget.choices
    assert [str(label) for _, label in offered] == TWO


@pytest.mark.clause("WS01-05.1.2b-1", "WS02-08-3")
def test_there_is_no_second_notice_in_uxin(told):
    hall, case = told("WS")
    for act, data in (("tell_again", {"reason": "遗失"}), ("tell_corrections", {})):
        with pytest.raises(Objected) as refused:
            perform(case, act, data, by=hall.clerk, place=hall.window)
        assert {"WS01-05.1.2b-1", "WS02-08-3"} <= cited(refused.value)
        assert act not in available(hall, case)
    assert lists(case) == [TWO]


@pytest.mark.clause("DL-8.3", "AH-36.2", "EL-3.1f")
@pytest.mark.parametrize("act", ["tell_corrections", "recheck"])
def test_after_the_notice_nothing_more_is_looked_for(told, act):
    """Neither a fresh look, which might find a third thing, nor a fresh notice."""
    hall, case = told("DL")
    data = hall.findings(m2="missing", m3="missing", m4="missing")
    with pytest.raises(Objected) as refused:
        perform(case, act, data, by=hall.clerk, place=hall.window)
    assert {"DL-8.3", "AH-36.2", "EL-3.1f"} <= cited(refused.value)
    assert "已经一次性告知" in str(refused.value)
    assert state_of(case) == "correcting"
    assert lists(case) == [TWO]


def test_where_a_reason_overrides_the_supervisor_sees_it(told):
    """No hall of the five has it; a hall whose rulebook says so adds with a reason, in the open."""
    hall, case = told("DL")
    decide_for_itself(hall, "correction.second_notice", "override_with_reason")
    case = again(hall, case, 2, 4)
    assert lists(case) == [TWO, ["身份证明", "管理制度"]]
    assert "管理制度" in case.dossier.attention
    assert {str(row.material) for row in case.checklist.told_and_open} == {*TWO, "管理制度"}
