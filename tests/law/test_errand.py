"""全程代办、代办点: the party's written mandate, an agent by name, and both on the case (AH-40.2, XA-28.3)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hall.acts.door import perform
from hall.acts.refusals import Invalid, Objected
from hall.models import Place
from hall.people.roles import Role
from matters.cases.models import Case, Errand
from tests.cases_factory import PERSON
from tests.factories import make_place, make_user
from tests.law.ask import wrong_fields


@pytest.fixture
def agent(hall):
    hall.point = make_place(hall.hall, "V01", Place.Kind.AGENT_POINT)
    return make_user("宝音代办", (Role.AGENT, hall.hall, None, hall.point))


def mandate():
    return SimpleUploadedFile("委托书.pdf", b"%PDF-1.4 ...", "application/pdf")


def entrust(hall, by, files=True, **changes):
    data = PERSON | {"matter": hall.licence.pk, "agent": by.pk, "point": hall.point.pk} | changes
    return perform(
        Errand,
        "entrust",
        data,
        by=by,
        place=hall.point,
        hall=hall.hall,
        files={"mandate": mandate()} if files else None,
    )


@pytest.mark.clause("AH-40.2")
def test_no_errand_without_the_written_mandate_and_the_agent_by_name(hall, agent):
    with pytest.raises(Invalid) as refused:
        entrust(hall, agent, files=False)
    assert wrong_fields(refused.value) == {"mandate"}
    with pytest.raises(Invalid) as refused:
        entrust(hall, agent, agent="")
    assert wrong_fields(refused.value) == {"agent"}


@pytest.mark.clause("AH-40.2")
def test_the_agent_files_and_collects_and_the_case_shows_it(hall, agent):
    errand = entrust(hall, agent)
    case = hall.case_in("at_window")
    assert (case.errand.pk, case.errand.agent, case.signer) == (errand.pk, agent, "宝音代办")
    signed = {"signed_by": "王小明"}
    with pytest.raises(Objected):
        perform(case.errand, "hand_over", signed, by=agent, place=hall.point)
    hall.hand_out(case)
    errand = Errand.objects.select_related("dossier").get(pk=errand.pk)
    assert perform(errand, "hand_over", signed, by=agent, place=hall.point).state == "done"


@pytest.mark.clause("XA-28.3")
def test_a_villager_files_through_the_agent_point(hall, agent):
    entrust(hall, agent)
    case = Case.objects.get(pk=hall.receive().pk)
    assert (case.errand.agent, case.errand.point) == (agent, hall.point)
    assert case.applicant.name == "王小明"


@pytest.mark.clause("XA-28.3")
def test_at_a_point_works_only_its_own_agent(hall, agent):
    other = make_place(hall.hall, "V02", Place.Kind.AGENT_POINT)
    with pytest.raises(Invalid) as refused:
        entrust(hall, agent, point=other.pk)
    assert wrong_fields(refused.value) == {"agent"}
    with pytest.raises(Invalid):
        entrust(hall, agent, agent=hall.clerk.pk)


def test_another_matter_or_another_person_is_not_filed_under_it(hall, agent):
    entrust(hall, agent)
    assert not hasattr(Case.objects.get(pk=hall.receive(hall.instant).pk), "errand")
    stranger = {"identity_kind": "passport", "identity_number": "E12345678", "name": "李四"}
    assert not hasattr(Case.objects.get(pk=hall.receive(**stranger).pk), "errand")


def test_a_mandate_taken_back_binds_nothing(hall, agent):
    perform(entrust(hall, agent), "end", {"reason": "委托人收回"}, by=agent, place=hall.point)
    assert not hasattr(Case.objects.get(pk=hall.receive().pk), "errand")
