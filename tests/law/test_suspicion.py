"""涉嫌虚假材料: recorded, investigated, confirmed or dismissed; nobody is refused on suspicion (行政许可法 78)."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from matters.cases.models import ApplicationBar
from tests.law import review
from tests.law.ask import cited, wrong_fields

FOUND = {"heard": "申请人称系复印失误", "finding": "经向出具单位核实"}


@pytest.fixture
def case(hall):
    hall.licence.public_safety = True
    hall.licence.save()
    return hall.case_in("reviewing")


@pytest.mark.parametrize("decide", ["approve", "refuse"])
@pytest.mark.clause("许可法78")
def test_no_decision_while_it_is_investigated(hall, case, decide):
    suspicion = review.suspect(hall, case)
    with pytest.raises(Objected) as refused:
        getattr(hall, decide)(review.again(case))
    assert cited(refused.value) == {"许可法78"}
    perform(suspicion, "dismiss", FOUND, by=hall.reviewer)
    assert getattr(hall, decide)(review.again(case)).state == "decided"
    assert not ApplicationBar.objects.exists()


@pytest.mark.clause("许可法78")
def test_what_is_confirmed_is_refused_and_bars_for_a_year(hall, case):
    perform(review.suspect(hall, case), "confirm", FOUND, by=hall.first)
    with pytest.raises(Objected) as refused:
        hall.approve(review.again(case))
    assert cited(refused.value) == {"许可法78"}
    hall.refuse(review.again(case))
    bar = ApplicationBar.objects.get(applicant=case.applicant)
    assert (bar.matter, str(bar.until)) == (hall.licence, "2027-03-09")


@pytest.mark.clause("许可法78")
def test_the_applicant_is_heard_and_the_department_itself_confirms(hall, case):
    suspicion = review.suspect(hall, case)
    with pytest.raises(Invalid) as refused:
        perform(suspicion, "confirm", FOUND | {"heard": ""}, by=hall.first)
    assert wrong_fields(refused.value) == {"heard"}
    with pytest.raises(NotAllowed):
        perform(suspicion, "confirm", FOUND, by=hall.reviewer)
