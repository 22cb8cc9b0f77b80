"""收取补正材料: only what was told is asked for; when it is there the application must be accepted."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, Objected
from matters.cases.models import Case
from tests.cases_factory import CaseHall
from tests.factories import at, travel
from tests.law.ask import answers, available, cited, state_of, wrong_fields

ANSWER_INPUT = {"ground": "not_eligible", "reason": "不具备条件", "basis": "条例第五条"}


@pytest.fixture
def uxin(hall_of) -> CaseHall:
    return hall_of("WS")


@pytest.fixture
def told(uxin) -> Case:
    """Two of four materials are missing, and the applicant holds the notice."""
    return uxin.serve(uxin.tell(uxin.receive(m2="missing", m3="missing")))


def field(hall: CaseHall, order: int) -> str:
    return f"verdict_{hall.licence_version.materials.get(order=order).pk}"


@pytest.mark.clause("WS02-08-2")
@pytest.mark.parametrize(("third", "left"), [("complete", {"accept"}), ("missing", {"reject"})])
def test_when_all_that_was_told_is_there_only_acceptance_is_left(uxin, told, third, left):
    case = uxin.supply(told, **{field(uxin, 3): third})
    assert answers(uxin, case) == left
    assert ("supply" in available(uxin, case)) is (third == "missing")


@pytest.mark.clause("WS02-08-2")
@pytest.mark.parametrize("act", ["reject", "tell_corrections", "tell_again", "accept_tolerantly"])
def test_the_server_refuses_every_other_answer(uxin, told, act):
    case = uxin.supply(told)
    promise = {"until": "2026-03-20", "how": "counter", "committed": "on", "late_handling": "不予批准"}
    data = ANSWER_INPUT | promise
    with pytest.raises(Objected) as refused:
        perform(case, act, data, by=uxin.clerk, place=uxin.window)
    assert refused.value.status == 422
    assert state_of(case) == "correcting"
    assert uxin.accept(case).state == "accepted"


@pytest.mark.clause("WS02-08-2")
def test_refusal_then_says_that_acceptance_is_due(uxin, told):
    case = uxin.supply(told)
    with pytest.raises(Objected) as refused:
        uxin.reject(case)
    assert "WS02-08-2" in cited(refused.value)
    assert "应当受理" in str(refused.value)


@pytest.mark.clause("WS02-08-2")
def test_no_acceptance_while_something_told_is_open(uxin, told):
    case = uxin.supply(told, **{field(uxin, 3): "missing"})
    with pytest.raises(Objected) as refused:
        uxin.accept(case)
    assert "场地平面图" in str(refused.value)


@pytest.mark.clause("WS02-08-3")
def test_after_the_notice_is_met_nothing_more_may_be_demanded(uxin, told):
    case = uxin.supply(told)
    version, told_before = case.dossier.version, list(case.dossier.told_defects.values_list("pk", flat=True))
    demands = [
        ("tell_again", {"reason": "还缺一份"}),
        ("tell_corrections", {}),
        ("recheck", uxin.findings(m4="missing")),
        ("supply", {field(uxin, 4): "missing"}),
    ]
    for act, data in demands:
        with pytest.raises(Objected) as refused:
            perform(case, act, data, by=uxin.clerk, place=uxin.window)
        assert "WS02-08-3" in cited(refused.value)
    case = Case.objects.get(pk=case.pk)
    assert case.dossier.version == version
    assert list(case.dossier.told_defects.values_list("pk", flat=True)) == told_before
    assert case.checklist.complete


@pytest.mark.clause("WS02-08-3")
def test_a_crafted_demand_for_another_material_is_not_read(uxin, told):
    """The form of the supply has only the told items; what else is posted finds no field."""
    case = uxin.supply(told, **{field(uxin, 4): "missing"})
    assert case.checklist.complete
    assert case.supplied_at is not None


@pytest.mark.clause("WS02-08-2", "WS02-06-1")
def test_what_comes_in_is_looked_at_item_by_item(uxin, told):
    with pytest.raises(Invalid) as refused:
        uxin.supply(told, **{field(uxin, 3): ""})
    assert wrong_fields(refused.value) == {field(uxin, 3)}


@pytest.mark.clause("WS03-06-2")
def test_the_day_of_the_last_paper_is_kept(uxin, told):
    travel("2026-03-11")
    case = uxin.supply(told, **{field(uxin, 3): "missing"})
    assert case.supplied_at is None
    travel("2026-03-13")
    case = uxin.supply(case)
    assert case.supplied_at == at("2026-03-13")
    travel("2026-03-16")
    assert uxin.accept(case).accepted_at == at("2026-03-13")


@pytest.mark.clause("WS03-06-1")
def test_no_decision_clock_runs_before_the_papers_are_in(uxin, told):
    assert not told.dossier.runs.filter(clock="decision").exists()
    case = uxin.supply(told)
    assert not case.dossier.runs.filter(clock="decision").exists()
    assert uxin.accept(case).dossier.runs.get(clock="decision").ended_at is None
