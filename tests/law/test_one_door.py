"""一门受理: whoever applies comes to a window of the hall, and is asked for nothing beyond the guide."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed
from matters.cases.models import Case
from tests.cases_factory import PERSON, CaseHall
from tests.factories import make_place
from tests.law.ask import paper, wrong_fields
from windows.models import Window

COMPANY = {
    "name": "某旗青山餐饮有限公司",
    "identity_kind": "credit_code",
    "identity_number": "91350100M000100Y43",
    "legal_representative": "王小明",
}
WHO = {"natural": {}, "legal": COMPANY, "other": COMPANY | {"name": "某旗青山合作社"}}


@pytest.fixture
def foreign(hall) -> str:
    """The field of a material that only another matter's guide has."""
    return f"verdict_{hall.joint_version.materials.first().pk}"


@pytest.mark.clause("AH-6", "DL-7.2")
def test_an_entered_matter_is_taken_in_nowhere_but_in_the_hall(hall):
    premises = make_place(hall.hall, "Z01", "outside")
    data = PERSON | hall.findings()
    scope = {"hall": hall.hall, "department": hall.department, "matter": hall.licence}
    with pytest.raises(NotAllowed) as refused:
        perform(Case, "receive", data, by=hall.clerk, place=premises, **scope)
    assert "窗口" in str(refused.value)
    assert not Case.objects.exists()
    assert perform(Case, "receive", data, by=hall.clerk, place=hall.window, **scope).state == "received"


@pytest.mark.clause("DL-7.2")
def test_no_window_is_set_up_outside(hall):
    premises = make_place(hall.hall, "Z01", "outside")
    with pytest.raises(Invalid) as refused:
        perform(Window, "register", {"place": premises.pk, "seats": 1}, by=hall.office, hall=hall.hall)
    assert wrong_fields(refused.value) == {"place"}


@pytest.mark.clause("DL-2.2")
@pytest.mark.parametrize("kind", WHO)
def test_people_and_bodies_alike_are_served_at_a_window(hall_of, kind):
    dalad = hall_of("DL")
    case = dalad.accept(dalad.receive(kind=kind, **WHO[kind]))
    assert case.applicant.kind == kind
    assert (case.window, case.window.hall, case.window.in_hall) == (dalad.window, dalad.hall, True)


@pytest.mark.clause("DL-2.2")
def test_without_a_window_nothing_is_taken_in(hall_of):
    dalad = hall_of("DL")
    dalad.window = None
    with pytest.raises(NotAllowed):
        dalad.receive()


@pytest.mark.clause("XA-8.2", "XA-16.2d")
def test_the_checklist_takes_no_material_of_another_guide(hall, foreign):
    with pytest.raises(Invalid) as refused:
        hall.receive(**{foreign: "missing"})
    assert "办事指南没有要求" in str(refused.value)
    assert not Case.objects.exists()


@pytest.mark.clause("XA-8.2", "XA-16.2d")
@pytest.mark.parametrize("act", ["recheck", "supply"])
def test_nor_does_a_second_look(hall, foreign, act):
    case = hall.receive(m2="missing")
    if act == "supply":
        case = hall.serve(hall.tell(case))
    with pytest.raises(Invalid) as refused:
        perform(case, act, hall.findings() | {foreign: "missing"}, by=hall.clerk, place=hall.window)
    assert "办事指南没有要求" in str(refused.value)


@pytest.mark.clause("XA-16.2d")
def test_a_notice_names_only_what_the_guide_has(hall: CaseHall, foreign):
    case = hall.serve(hall.tell(hall.receive(m2="missing", m4="missing")))
    names = {item["name"] for item in paper(case, "correction").facts["items"]}
    assert names <= {material.name for material in hall.licence_version.materials.all()}
    again = {"items": [foreign.removeprefix("verdict_")], "reason": "另要一份"}
    with pytest.raises(Invalid) as refused:
        perform(case, "tell_again", again, by=hall.clerk, place=hall.window)
    assert wrong_fields(refused.value) == {"items"}


@pytest.mark.clause("XA-8.2")
def test_a_condition_of_ones_own_is_no_ground(hall):
    """What a refusal may rest on is a list of the law; a clerk cannot write another ground."""
    case = hall.receive()
    with pytest.raises(Invalid) as refused:
        hall.reject(case, ground="no_local_residence")
    assert wrong_fields(refused.value) == {"ground"}
