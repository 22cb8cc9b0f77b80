"""整改: nothing found wrong is left without a day, a plan, and somebody else who looks at the result (WS14)."""

import datetime as dt

import pytest

from complaints.models import Rectification
from complaints.rectification.views import listed
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed
from hall.clocks import sweep
from hall.clocks.ledger import Light
from hall.people.authority import Authority
from tests.factories import at, travel
from tests.law.ask import wrong_fields
from tests.law.voice_hall import PLAN, VoiceHall


@pytest.fixture
def voice(calendar) -> VoiceHall:
    """Under 乌审's rules; legal time stands on Monday 2026-03-09."""
    travel("2026-03-09")
    return VoiceHall()


def limit(order, clock: str):
    return order.dossier.runs.filter(clock=clock).latest("pk").limits.get()


@pytest.mark.clause("WS14-10-2")
def test_an_order_has_a_last_day_and_is_late_after_it(voice):
    order = voice.order()
    assert order.due_on == dt.date(2026, 3, 23)
    assert limit(order, "correction").light(at("2026-03-23 23:59")) != Light.RED
    assert limit(order, "correction").light(at("2026-03-24 00:00")) == Light.RED
    with pytest.raises(Invalid) as refused:
        voice.order(due_on="2026-03-06")
    assert wrong_fields(refused.value) == {"due_on"}
    voice.hall.preset = "AH"  # whose rules set no days
    voice.hall.save()
    with pytest.raises(Invalid, match="没有规定整改期限"):
        voice.order()


@pytest.mark.clause("WS14-13-1", "WS10-4R-2")
def test_the_department_finds_its_order_with_clause_and_day(voice):
    order = voice.order(due_on="2026-03-20")
    for person, seen in ((voice.first, [order]), (voice.other_first, []), (voice.office, [order])):
        assert list(listed("open", Authority.of(person))) == seen
    assert (order.basis, str(order.due_on)) == ("WS03 三", "2026-03-20")
    for person in (voice.first, voice.clerk, voice.guide):
        with pytest.raises(NotAllowed):
            voice.order(by=person)


@pytest.mark.clause("WS14-12-2")
def test_a_plan_says_four_things_and_becomes_a_numbered_paper(voice):
    order = voice.order()
    with pytest.raises(Invalid) as refused:
        perform(order, "plan", {}, by=voice.first)
    assert wrong_fields(refused.value) == {"content", "measures", "planned_on", "responsible"}
    with pytest.raises(Invalid):
        perform(order, "plan", PLAN | {"planned_on": "2026-03-24"}, by=voice.first)
    order = perform(perform(order, "plan", PLAN, by=voice.first), "agree_to_plan", by=voice.office)
    paper = order.dossier.papers.get(kind="rectification_plan")
    assert [row["label"] for row in paper.facts["rows"]] == ["整改内容", "整改措施", "完成时限", "责任人"]
    assert paper.number
    assert paper.facts["rows"][3]["lines"] == ["苏日娜"]


@pytest.mark.clause("WS14-12-3")
def test_progress_is_asked_for_again_and_again(voice):
    order = voice.correcting()
    assert limit(order, "progress").due_on == dt.date(2026, 3, 16)
    travel("2026-03-13")
    order = perform(order, "report_progress", {"progress": "已培训一次"}, by=voice.first)
    assert limit(order, "progress").due_on == dt.date(2026, 3, 20)
    travel("2026-03-21")
    sweep.sweep()
    assert "进度未报" in Rectification.objects.get(pk=order.pk).dossier.attention


@pytest.mark.clause("WS14-12-4")
def test_the_plan_s_own_day_counts_and_somebody_else_accepts(voice):
    order = voice.correcting()
    assert limit(order, "correction").due_on == dt.date(2026, 3, 12)
    travel("2026-03-13")
    sweep.sweep()
    assert "整改逾期" in Rectification.objects.get(pk=order.pk).dossier.attention
    with pytest.raises(Invalid):
        perform(order, "report_result", {"result": ""}, by=voice.first)
    order = perform(order, "report_result", {"result": "已整改到位"}, by=voice.first)
    again = {"reason": "群众仍不满意", "due_on": "2026-03-20"}
    order = perform(order, "return_result", again, by=voice.office)
    assert (limit(order, "correction").due_on, order.rounds) == (dt.date(2026, 3, 20), 1)
    order = perform(order, "report_result", {"result": "再次整改"}, by=voice.first)
    with pytest.raises(Invalid):
        perform(order, "accept", {}, by=voice.office)
    assert perform(order, "accept", {"opinion": "属实"}, by=voice.supervisor).state == "accepted"


@pytest.mark.clause("WS14-12-4")
def test_the_centre_s_own_is_accepted_by_another_than_its_author(voice):
    order = perform(voice.order(by=voice.deputy, department=None), "plan", PLAN, by=voice.office)
    with pytest.raises(NotAllowed, match="他人"):
        perform(order, "agree_to_plan", by=voice.office)
    assert perform(order, "agree_to_plan", by=voice.colleague).state == "correcting"


@pytest.mark.clause("WS14-10-3")
def test_a_complex_problem_gets_a_lasting_mechanism(voice):
    order = voice.correcting()
    lasting = {"mechanism": "每月抽查", "explained_on": "2026-03-09", "review_on": "2026-06-09"}
    for left_out in ("mechanism", "explained_on", "review_on"):
        with pytest.raises(Invalid) as refused:
            perform(order, "make_lasting", lasting | {left_out: ""}, by=voice.office)
        assert wrong_fields(refused.value) == {left_out}
    order = perform(order, "make_lasting", lasting, by=voice.office)
    assert list(listed("lasting", Authority.of(voice.office))) == [order]
