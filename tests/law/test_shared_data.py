"""数据共享: what departments have already is not asked for; the applicant confirms it, a lawful change replaces it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hall.acts.door import perform
from hall.acts.offers import offer
from hall.acts.refusals import Invalid
from hall.people.authority import Authority
from matters.cases.forms.decision import ApproveForm
from matters.cases.models import Case, SharedData
from matters.catalogue.models import Material
from matters.catalogue.publishing import publish
from tests.cases_factory import IN_FORCE_SINCE, CaseHall
from tests.catalogue.builders import by_nation, make_draft, make_matter, make_statute
from tests.factories import NAMED_SINCE, at, travel
from tests.law.ask import decide_for_itself, paper, wrong_fields
from tests.papers.samples import picture


@pytest.fixture
def xingan(hall_of) -> CaseHall:
    """A licence with an application form and, shared among departments, the business licence."""
    hall = hall_of("XA")
    hall.licence = make_matter(hall.department, name="小餐饮许可", entered_on=NAMED_SINCE)
    version = make_draft(hall.licence, IN_FORCE_SINCE, procedure="申请\n受理\n审查\n决定\n送达")
    by_nation(version, 5).save()
    for order, (name, source) in enumerate((("申请书", "applicant"), ("营业执照", "shared")), start=1):
        fields = {"kind": "copy", "statute": make_statute(), "article": "第六条", "source": source}
        Material(version=version, order=order, name=name, **fields).save()
    publish(version)
    hall.licence_version = version
    return hall


@pytest.fixture
def shared(xingan) -> Material:
    return xingan.licence_version.materials.get(order=2)


def confirm(hall: CaseHall, case: Case, act: str = "confirm_shared", files=None, **changes) -> Case:
    data = {
        "material": hall.licence_version.materials.get(order=2).pk,
        "content": "个体工商户某某餐馆，经营场所某街一号",
        "reference": "市场主体登记库",
        "confirmed_by": "王小明",
        "confirmed": "on",
    }
    return perform(case, act, data | changes, by=hall.clerk, place=hall.window, files=files)


@pytest.mark.clause("XA-10.4a")
def test_what_is_shared_is_not_on_the_checklist(xingan):
    case = xingan.receive()
    assert [row.material.name for row in case.checklist.rows] == ["申请书"]
    assert [material.name for material in case.checklist.shared] == ["营业执照"]
    assert xingan.accept(case).state == "accepted"


@pytest.mark.clause("XA-10.4a")
def test_a_crafted_demand_for_it_is_refused(xingan, shared):
    with pytest.raises(Invalid) as refused:
        xingan.receive(**{f"verdict_{shared.pk}": "missing"})
    assert "不得另行索取" in str(refused.value)
    assert not Case.objects.exists()


@pytest.mark.clause("XA-10.4a")
def test_nor_can_a_reason_bring_it_on_a_notice(xingan, shared):
    decide_for_itself(xingan, "correction.second_notice", "override_with_reason")
    case = xingan.serve(xingan.tell(xingan.receive(m1="missing")))
    assert [item["name"] for item in paper(case, "correction").facts["items"]] == ["申请书"]
    data = {"items": [shared.pk], "reason": "还要营业执照"}
    with pytest.raises(Invalid) as refused:
        perform(case, "tell_again", data, by=xingan.clerk, place=xingan.window)
    assert wrong_fields(refused.value) == {"items"}


@pytest.mark.clause("XA-10.4b")
def test_the_applicant_confirms_with_name_and_time(xingan, shared):
    case = xingan.receive()
    travel("2026-03-10")
    confirm(xingan, case)
    (row,) = SharedData.objects.filter(dossier=case.dossier)
    assert (row.material, row.confirmed_by, row.confirmed_at) == (shared, "王小明", at("2026-03-10"))
    assert "某某餐馆" not in str(case.dossier.entries.get(act="confirm_shared").facts)


@pytest.mark.clause("XA-10.4b")
def test_nothing_is_confirmed_without_the_applicant(xingan):
    case = xingan.receive()
    with pytest.raises(Invalid) as refused:
        confirm(xingan, case, confirmed="")
    assert wrong_fields(refused.value) == {"confirmed"}


@pytest.mark.clause("XA-10.4b")
def test_what_the_applicant_hands_in_is_not_confirmed_but_checked(xingan):
    case = xingan.receive()
    with pytest.raises(Invalid) as refused:
        confirm(xingan, case, material=xingan.licence_version.materials.get(order=1).pk)
    assert wrong_fields(refused.value) == {"material"}


@pytest.mark.clause("XA-10.4c")
def test_a_lawful_change_is_what_the_decision_stands_on(xingan):
    case = confirm(xingan, xingan.receive())
    scan = {"document": SimpleUploadedFile("变更.png", picture())}
    change = {"content": "经营场所某街九号", "reference": "准予变更登记通知书2026第3号"}
    case = confirm(xingan, case, "replace_shared", files=scan, **change)
    case = xingan.into_review(xingan.accept(case))
    case = xingan.approve(case)
    said = case.dossier.entries.get(act="approve").facts["input"]["shared_data"]
    assert said == ["营业执照：准予变更登记通知书2026第3号（依法变更）"]
    old, new = SharedData.objects.filter(dossier=case.dossier)
    assert (old.reference, old.changed, new.changed) == ("市场主体登记库", False, True)
    assert new.document.size == len(picture())


def test_the_decision_form_shows_what_counts(xingan):
    case = confirm(xingan, xingan.receive())
    case = xingan.into_review(xingan.accept(case))
    offered = offer(case, Case.acts()["approve"], Authority.of(xingan.first), xingan.window)
    assert "某街一号" in ApproveForm(do=offered.do)["shared_data"].value()
