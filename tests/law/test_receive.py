"""收件: who takes what in, and that every material is looked at on the spot."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.papers.pdf import pdf_of
from hall.people.roles import Role
from matters.cases.models import Case, MaterialCheck
from matters.catalogue.models import Entrustment
from tests.factories import make_user
from tests.law.ask import answers, paper, state_of, wrong_fields
from tests.pdf import text_of

# --- Every material is looked at -------------------------------------------------------------------------


@pytest.mark.clause("WS02-06-1", "DL-9.1", "EL-3.1a")
@pytest.mark.parametrize(("ticked", "received"), [(4, True), (3, False)])
def test_every_material_must_be_ticked_at_intake(hall, ticked, received):
    last = hall.licence_version.materials.get(order=4)
    if not received:
        with pytest.raises(Invalid) as refused:
            hall.receive(**{f"verdict_{last.pk}": ""})
        assert wrong_fields(refused.value) == {f"verdict_{last.pk}"}
        assert not Case.objects.exists()
    else:
        assert answers(hall, hall.receive()) == {"accept", "reject"}
        assert MaterialCheck.objects.count() == ticked


@pytest.mark.clause("DL-9.1", "EL-3.1a")
def test_intake_keeps_the_checklist_with_checker_and_time(hall):
    case = hall.receive(m2="missing", m3="defective")
    checks = case.dossier.material_checks.order_by("material__order")
    assert [check.verdict for check in checks] == ["complete", "missing", "defective", "complete"]
    assert {(check.checked_at, check.entry.by) for check in checks} == {(case.received_at, hall.clerk)}


@pytest.mark.clause("DL-9.1")
def test_the_receipt_lists_what_was_handed_in_and_nothing_else(hall):
    receipt = paper(hall.receive(m2="missing"), "receipt")
    assert [one["name"] for one in receipt.facts["materials"]] == ["申请书", "场地平面图", "管理制度"]
    text = text_of(pdf_of(receipt))
    assert "场地平面图" in text
    assert "身份证明" not in text


@pytest.mark.clause("DL-9.1", "WS02-06-1")
def test_what_was_not_looked_through_cannot_be_accepted(hall):
    """Ticks are not asked for outside the organ's power; without them there is no acceptance and no notice."""
    unticked = {f"verdict_{one.pk}": "" for one in hall.licence_version.materials.all()}
    case = hall.receive(in_scope="no", **unticked)
    assert not case.dossier.material_checks.exists()
    for step in (hall.accept, hall.tell):
        with pytest.raises(Objected) as refused:
            step(case)
        assert "没有核对" in str(refused.value)


@pytest.mark.clause("WS02-06-1", "DL-9.1")
def test_a_second_look_counts_and_the_first_stays(hall):
    case = hall.receive(m2="missing")
    again = hall.findings(m2="complete")
    case = perform(case, "recheck", again, by=hall.clerk2, place=hall.window)
    assert answers(hall, case) == {"accept", "reject"}
    looked = case.dossier.material_checks.filter(material__order=2).order_by("pk")
    assert [(one.verdict, one.entry.by) for one in looked] == [
        ("missing", hall.clerk),
        ("complete", hall.clerk2),
    ]


# --- Whose business it is --------------------------------------------------------------------------------


@pytest.mark.clause("AH-35.4")
@pytest.mark.parametrize(("in_scope", "open_answers"), [("yes", {"accept", "reject"}), ("no", {"reject"})])
def test_outside_the_organs_power_only_refusal_is_left(hall_of, in_scope, open_answers):
    hall = hall_of("AH")
    assert answers(hall, hall.receive(in_scope=in_scope)) == open_answers


@pytest.mark.clause("AH-35.4")
def test_outside_the_organs_power_acceptance_is_refused_at_the_door(hall_of):
    hall = hall_of("AH")
    case = hall.receive(in_scope="no")
    with pytest.raises(Objected) as refused:
        hall.accept(case)
    assert "不属于本机关职权范围" in str(refused.value)


@pytest.mark.clause("AH-35.4")
def test_a_scope_ticked_wrongly_can_be_put_right(hall_of):
    hall = hall_of("AH")
    case = hall.receive(in_scope="no")
    perform(case, "recheck", hall.findings(), by=hall.clerk, place=hall.window)
    assert answers(hall, case) == {"accept", "reject"}


@pytest.mark.clause("EL-4.2d")
@pytest.mark.parametrize("entrusted", [True, False])
def test_the_centres_clerk_answers_only_for_entrusted_matters(hall_of, entrusted):
    hall = hall_of("EL")
    whole, lacking = hall.receive(), hall.receive(m2="missing")
    if not entrusted:
        Entrustment.objects.update(effective_until="2026-03-08")
        for step, case in ((hall.accept, whole), (hall.tell, lacking), (hall.reject, whole)):
            with pytest.raises(NotAllowed) as refused:
                step(case)
            assert refused.value.status == 403
            assert "没有把" in str(refused.value)
        assert {state_of(whole), state_of(lacking)} == {"received"}
    else:
        assert hall.accept(whole).state == "accepted"
        assert hall.tell(lacking).state == "correcting"


@pytest.mark.clause("EL-4.2d")
def test_the_entrustment_may_leave_out_acceptance(hall_of):
    hall = hall_of("EL")
    Entrustment.objects.update(powers=["receive"])
    case = hall.receive()
    with pytest.raises(NotAllowed):
        hall.accept(case)


@pytest.mark.clause("EL-4.2d")
def test_the_departments_own_clerk_needs_no_letter(hall_of):
    hall = hall_of("EL")
    Entrustment.objects.all().delete()
    own = make_user("部门窗口", (Role.WINDOW_CLERK, hall.hall, hall.department))
    assert hall.accept(hall.receive(by=own), by=own).state == "accepted"
