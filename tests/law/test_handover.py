"""材料交接: giver, receiver and both times; what nobody has signed for is listed; a slow hand-over is marked."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid
from hall.people.authority import Authority
from matters.cases.models import Handover
from matters.cases.worklists import to_sign_for
from tests.factories import at, travel
from tests.law.ask import light, limit_of, paper, wrong_fields


@pytest.fixture
def sent(hall_of):
    """Under 二连浩特, where the hall reads 及时移交 as one working day."""
    hall = hall_of("EL")
    return hall, hall.send(hall.serve(hall.accept(hall.receive())))


@pytest.mark.clause("EL-3.1i")
def test_giver_receiver_and_both_times_are_kept(sent):
    hall, handover = sent
    assert (handover.sent_by, handover.sent_at) == (hall.clerk, at("2026-03-09"))
    listed = paper(handover, "handover").facts
    assert [one["name"] for one in listed["materials"]] == ["申请书", "身份证明", "场地平面图", "管理制度"]
    assert (listed["giver"]["person"], listed["taker"]["organ"]) == ("张窗口", "某旗市场监督管理局")
    travel("2026-03-10 15:00")
    handover = perform(handover, "sign", by=hall.reviewer)
    assert (handover.signed_by, handover.signed_at) == (hall.reviewer, at("2026-03-10 15:00"))


@pytest.mark.clause("EL-3.1i")
def test_what_nobody_signed_for_is_listed(sent):
    hall, handover = sent
    waiting = to_sign_for(Authority.of(hall.reviewer))
    assert [one.child_id for one in waiting] == [handover.pk]
    perform(handover, "sign", by=hall.reviewer)
    assert not to_sign_for(Authority.of(hall.reviewer)).exists()


@pytest.mark.clause("EL-3.1i")
def test_the_receiver_may_refuse_with_a_reason(sent):
    hall, handover = sent
    with pytest.raises(Invalid) as refused:
        perform(handover, "give_back", {"reason": ""}, by=hall.reviewer)
    assert wrong_fields(refused.value) == {"reason"}
    handover = perform(handover, "give_back", {"reason": "缺一份平面图"}, by=hall.reviewer)
    assert (handover.state, handover.returned_for) == ("returned", "缺一份平面图")
    assert handover.case.state == "accepted"
    assert hall.send(handover.case).state == Handover.State.SENT


@pytest.mark.clause("EL-4.2e")
def test_a_slow_handover_is_marked(sent):
    """Accepted on Monday: due on Tuesday, signed for on Wednesday."""
    hall, handover = sent
    assert str(limit_of(handover.case, "handover", "service").due_on) == "2026-03-10"
    assert light(handover.case, "handover", "service", "2026-03-10") == "yellow"
    travel("2026-03-11")
    perform(handover, "sign", by=hall.reviewer)
    limit = limit_of(handover.case, "handover", "service")
    assert limit.closed_at == at("2026-03-11")
    assert limit.late(limit.closed_at)


@pytest.mark.clause("EL-4.2e")
def test_no_mark_where_the_hall_has_set_none(hall):
    assert not hall.accept(hall.receive()).dossier.runs.filter(clock="handover").exists()
