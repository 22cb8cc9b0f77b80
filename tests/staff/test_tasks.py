"""The first representative answers to the department and to the centre, and signs for what either gives."""

from types import SimpleNamespace

import pytest

from hall.acts.door import perform
from hall.acts.offers import offers
from hall.acts.refusals import Invalid, NotAllowed, WrongState
from hall.clocks.ledger import Light
from hall.people.authority import Authority
from hall.timeline.entry import Entry
from staff.models import Task
from staff.selectors import visible_to, waiting_for
from tests.factories import at, grant, make_user, travel

pytestmark = pytest.mark.django_db(transaction=True)


def issue(county: SimpleNamespace, by, **changes) -> Task:
    data = {"receiver": county.first.pk, "title": "整改窗口标识", "content": "本周内更换。"} | changes
    return perform(Task, "issue", data, by=by, hall=county.hall, department=county.market)


@pytest.mark.clause("AH-27.3")
@pytest.mark.parametrize("issuer", ["leader", "office"])
def test_both_the_department_and_the_centre_give_tasks(county, issuer):
    by = getattr(county, issuer)
    task = issue(county, by)
    assert (task.state, task.issued_by, task.receiver) == (Task.State.ISSUED, by, county.first)


@pytest.mark.clause("AH-27.3")
@pytest.mark.parametrize("issuer", ["other_leader", "clerk", "first", "other_first"])
def test_nobody_else_gives_them(county, issuer):
    with pytest.raises(NotAllowed) as refused:
        issue(county, getattr(county, issuer))
    assert refused.value.status == 403
    assert not Task.objects.exists()


@pytest.mark.clause("AH-27.3")
def test_a_leader_cannot_reach_another_department_through_the_back(county):
    """Opening the task for one's own department does not make another's first representative its receiver."""
    data = {"receiver": county.first.pk, "title": "协助", "content": "请协助。"}
    with pytest.raises(Invalid, match="现任的首席代表"):
        perform(Task, "issue", data, by=county.other_leader, hall=county.hall, department=county.police)


def test_a_task_goes_to_a_first_representative_in_office(county):
    with pytest.raises(Invalid, match="现任的首席代表"):
        issue(county, county.office, receiver=county.clerk.pk)
    perform(county.first.grants.get(), "revoke", by=county.office)
    with pytest.raises(Invalid, match="现任的首席代表"):
        issue(county, county.office)


@pytest.mark.clause("AH-28.6a")
def test_the_time_of_acknowledgement_shows(county):
    task = issue(county, county.office)
    signed = travel("2026-09-18 11:20")
    task = perform(task, "acknowledge", by=county.first)
    assert task.acknowledged_at == signed
    line = Entry.objects.get(dossier=task.pk, act="acknowledge")
    assert (line.by, line.legal_at) == (county.first, signed)


@pytest.mark.clause("AH-28.6a")
def test_nothing_is_reported_done_before_it_is_acknowledged(county):
    task = issue(county, county.office)
    with pytest.raises(WrongState):
        perform(task, "finish", {"report": "已更换。"}, by=county.first)
    perform(task, "acknowledge", by=county.first)
    done = travel("2026-09-21 09:00")
    task = perform(task, "finish", {"report": "已更换。"}, by=county.first)
    assert (task.state, task.done_at, task.report) == (Task.State.DONE, done, "已更换。")


@pytest.mark.clause("AH-28.6a")
def test_only_the_receiver_signs(county):
    task = issue(county, county.office)
    second = make_user("郑副代")
    grant(second, "first_representative", county.hall, county.market)
    for person in (second, county.other_first, county.leader, county.office):
        with pytest.raises(NotAllowed):
            perform(task, "acknowledge", by=person)
    task.refresh_from_db()
    assert task.acknowledged_at is None
    offered = {o.act.name for o in offers(task, Authority.of(county.first)) if o.available}
    assert offered - {"note"} == {"acknowledge"}


@pytest.mark.clause("AH-28.6a")
@pytest.mark.parametrize(("act", "report"), [("acknowledge", None), ("finish", {"report": "已更换。"})])
def test_who_has_left_the_post_signs_nothing_more(county, act, report):
    task = issue(county, county.office)
    if act == "finish":
        perform(task, "acknowledge", by=county.first)
    perform(county.first.grants.get(), "revoke", by=county.office)
    with pytest.raises(NotAllowed, match="须由首席代表办理"):
        perform(task, act, report, by=county.first)


@pytest.mark.clause("AH-27.3")
def test_who_gives_tasks_recalls_them(county):
    task, reason = issue(county, county.leader), {"reason": "首席代表更换。"}
    for person in (county.other_leader, county.first, county.clerk):
        with pytest.raises(NotAllowed):
            perform(task, "recall", reason, by=person)
    task = perform(task, "recall", reason, by=county.office)
    assert task.state == Task.State.RECALLED
    with pytest.raises(WrongState):
        perform(task, "acknowledge", by=county.first)


@pytest.mark.clause("WS11-02")
def test_a_set_day_runs_as_a_clock_and_its_last_day_counts(county):
    task = issue(county, county.office, due_on="2026-09-21")
    limit = task.dossier.runs.get().limits.get()
    assert limit.light(at("2026-09-21 23:59")) != Light.RED
    assert limit.light(at("2026-09-22 00:00")) == Light.RED
    perform(task, "acknowledge", by=county.first)
    perform(task, "finish", {"report": "已更换。"}, by=county.first)
    limit.refresh_from_db()
    assert limit.light(at("2026-09-22 00:00")) == Light.GREEN


def test_a_task_without_a_day_has_no_clock_and_a_past_day_is_refused(county):
    assert not issue(county, county.office).dossier.runs.exists()
    with pytest.raises(Invalid, match="不能早于今天"):
        issue(county, county.office, due_on="2026-09-17")


def test_lists_show_each_what_is_theirs(county):
    mine = issue(county, county.office, title="甲", due_on="2026-09-25")
    first = issue(county, county.leader, title="乙", due_on="2026-09-22")
    perform(mine, "acknowledge", by=county.first)
    assert list(waiting_for(Authority.of(county.first))) == [first, mine]
    assert set(visible_to(Authority.of(county.leader))) == {mine, first}
    assert not visible_to(Authority.of(county.other_first)).exists()
    assert not waiting_for(Authority.of(county.leader)).exists()
