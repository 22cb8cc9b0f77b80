"""限制再次申请: who gave false papers or cheated may not apply again for a while – recorded, checked, on paper."""

import pytest

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.offers import offer
from hall.acts.refusals import Invalid, Objected
from hall.people.authority import Authority
from hall.people.roles import Role
from matters.cases.bars import ApplicationBar
from matters.cases.forms.rejection import RejectionForm
from matters.cases.models import Case
from tests.cases_factory import CaseHall
from tests.factories import make_user, travel
from tests.law.ask import answers, cited, paper, state_of, wrong_fields


@pytest.fixture
def strict(hall) -> CaseHall:
    """The licence concerns public safety; the first application is refused for its false papers."""
    hall.licence.public_safety = True
    hall.licence.save()
    return hall


def bar(hall: CaseHall) -> Case:
    """Not accepted, because a false paper was handed in."""
    false = {"ground": "false_material", "reason": "身份证明系伪造", "basis": "行政许可法第七十八条"}
    return hall.reject(hall.receive(), **false)


@pytest.mark.clause("许可法78", "许可法79")
def test_the_same_applicant_is_not_accepted_until_the_last_day_has_passed(strict):
    bar(strict)
    travel("2027-03-09")
    case = strict.receive()
    with pytest.raises(Objected) as refused:
        strict.accept(case)
    assert cited(refused.value) == {"许可法78", "许可法79"}
    travel("2027-03-10")
    assert strict.accept(strict.receive()).state == "accepted"


@pytest.mark.clause("许可法78", "许可法79")
def test_nothing_but_a_refusal_to_accept_is_left(strict):
    bar(strict)
    assert answers(strict, strict.receive()) == {"reject"}
    assert answers(strict, strict.receive(m2="missing")) == {"reject"}
    case = strict.receive(m4="missing")
    with pytest.raises(Objected):
        perform(case, "deem_accepted", by=SYSTEM)
    assert state_of(case) == "received"


@pytest.mark.clause("许可法78", "许可法79")
def test_the_refusal_says_since_when_until_when_and_by_which_law(strict):
    bar(strict)
    case = strict.receive()
    offered = offer(case, Case.acts()["reject"], Authority.of(strict.clerk), strict.window)
    said = RejectionForm(do=offered.do).initial
    assert said["ground"] == "barred"
    case = strict.reject(case, **said)
    (reason,) = paper(case, "rejection").facts["reasons"]
    assert "自2026年3月9日起至2027年3月9日（含当日）不得再次申请" in reason["text"]
    assert "78" in reason["basis"]


@pytest.mark.clause("许可法78", "许可法79")
def test_nobody_is_barred_on_hearsay(strict):
    case = strict.receive()
    with pytest.raises(Invalid) as refused:
        strict.reject(case, ground="barred", reason="听说提供过虚假材料")
    assert wrong_fields(refused.value) == {"ground"}
    assert strict.accept(case).state == "accepted"


@pytest.mark.clause("许可法78", "许可法79")
def test_only_what_concerns_public_safety_bars(hall):
    bar(hall)
    assert not ApplicationBar.objects.exists()
    assert hall.accept(hall.receive()).state == "accepted"


def test_another_person_and_another_licence_are_free(strict):
    bar(strict)
    assert strict.accept(strict.receive(strict.joint)).state == "accepted"
    other = {"name": "李小红", "identity_kind": "passport", "identity_number": "E12345678"}
    assert strict.accept(strict.receive(**other)).state == "accepted"


def test_the_same_national_item_is_the_same_licence_elsewhere(strict):
    for matter in (strict.licence, strict.joint):
        matter.national_code = "000131016000"
        matter.save()
    bar(strict)
    with pytest.raises(Objected):
        strict.accept(strict.receive(strict.joint))


def test_a_finding_set_aside_is_waived_by_the_departments_leader(strict):
    bar(strict)
    case = strict.receive()
    leader = make_user("郑局长", (Role.DEPARTMENT_LEADER, strict.hall, strict.department))
    data = {"act": "accept", "guard": "cases.not_barred", "reason": "认定已经行政复议撤销"}
    perform(case, "waive", data, by=leader)
    assert strict.accept(Case.objects.get(pk=case.pk)).state == "accepted"
