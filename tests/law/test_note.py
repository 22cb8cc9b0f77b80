"""记事: what is remembered of a case and changes nothing."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import NotAllowed
from hall.people.roles import Role
from tests.factories import at, make_user, travel
from tests.law.ask import available, state_of


@pytest.mark.clause("WS01-05.1.2b-3")
def test_questions_while_papers_are_gathered_are_noted_and_change_nothing(hall_of):
    hall = hall_of("WS")
    case = hall.tell(hall.receive(m2="missing"))
    asked = [(hall.clerk, "2026-03-10 09:15", "问：可否提交电子身份证？答：可以。")]
    asked += [(hall.clerk2, "2026-03-11 15:40", "电话询问场地图比例，已答复。")]
    for clerk, when, text in asked:
        travel(when)
        case = perform(case, "note", {"text": text}, by=clerk)
    assert state_of(case) == "correcting"
    noted = case.dossier.entries.filter(act="note").order_by("seq")
    assert [(e.by, e.legal_at, e.facts["input"]["text"]) for e in noted] == [
        (clerk, at(when), text) for clerk, when, text in asked
    ]


@pytest.mark.clause("WS01-05.1.2b-3")
def test_a_note_is_made_by_who_works_on_the_case(hall):
    case = hall.receive()
    guide = make_user("导服", (Role.GUIDE, hall.hall))
    with pytest.raises(NotAllowed):
        perform(case, "note", {"text": "已解释"}, by=guide)
    assert "note" in available(hall, case)
