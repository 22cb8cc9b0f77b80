"""绿色通道: major investment projects and special cases go first, by the centre's written word (AH-40.1)."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.people.authority import Authority
from matters.cases.green import green
from matters.cases.worklists import readable
from tests.cases_factory import limits
from tests.law.ask import wrong_fields

WORD = {"ground": "investment", "document": "旗政府会议纪要〔2026〕3号"}


@pytest.mark.clause("AH-40.1")
def test_the_centre_opens_it_with_a_ground_and_a_document(hall):
    case = hall.accept(hall.receive())
    with pytest.raises(NotAllowed):
        perform(case, "go_green", WORD, by=hall.clerk)
    with pytest.raises(Invalid) as refused:
        perform(case, "go_green", WORD | {"document": ""}, by=hall.office)
    assert wrong_fields(refused.value) == {"document"}
    before = limits(case, "decision")
    case = perform(case, "go_green", WORD, by=hall.office)
    assert case.get_green_ground_display() == "重大招商引资项目"
    assert limits(case, "decision") == before
    with pytest.raises(Objected):
        perform(case, "go_green", WORD, by=hall.office)


@pytest.mark.clause("AH-40.1")
def test_it_stands_in_a_list_of_its_own_until_it_is_decided(hall):
    case = perform(hall.case_in("reviewing"), "go_green", WORD, by=hall.leader)
    cases = readable(Authority.of(hall.reviewer))
    assert list(green(cases)) == [case]
    hall.approve(case)
    assert list(green(cases)) == []
