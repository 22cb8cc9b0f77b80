"""Leave: in advance, by the level the rulebook names, reported back from."""

import datetime as dt

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.clocks.sweep import sweep
from hall.people.authority import Authority
from hall.timeline.dossier import Dossier
from staff.attendance.book import Book
from staff.attendance.day import Standing
from staff.models import Leave
from tests.factories import grant, travel

pytestmark = pytest.mark.django_db


def ask(world, by=None, begins="2026-03-11", ends="2026-03-12", kind="事假", department="unit") -> Leave:
    data = {"kind": kind, "begins_on": begins, "ends_on": ends, "reason": "家中有事"}
    unit = getattr(world, department) if department else None
    return perform(Leave, "ask", data, by=by or world.clerk, hall=world.hall, department=unit)


@pytest.mark.clause("WS04-5.5-1")
def test_nine_kinds_and_in_advance(staff_of):
    world = staff_of("WS")
    with pytest.raises(Invalid, match="事先申请"):
        ask(world, begins="2026-03-06")
    with pytest.raises(Invalid, match="没有规定病假可以事后补办"):
        ask(world, begins="2026-03-06", kind="病假")
    with pytest.raises(Invalid):
        ask(world, kind="调休")
    leave = ask(world, kind="探亲假")
    seen = Dossier.objects.filter(Authority.of(world.office).readable(), pk=leave.pk)
    assert leave.state == Leave.State.ASKED
    assert seen.exists()


@pytest.mark.clause("WS04-5.5-1", "DL-22.2")
def test_a_sudden_illness_is_reported_afterwards_where_the_rules_let_it(staff_of):
    world = staff_of("DL")
    with pytest.raises(Invalid, match="事先申请"):
        ask(world, begins="2026-03-06", ends="2026-03-06")
    leave = ask(world, begins="2026-03-06", ends="2026-03-06", kind="病假")
    assert leave.after_the_fact
    assert perform(leave, "approve", by=world.first).state == Leave.State.APPROVED


@pytest.mark.clause("WS04-5.5-3")
def test_a_day_goes_to_the_first_representative_three_to_the_leader(staff_of):
    world = staff_of("WS")
    short, long = ask(world, ends="2026-03-11"), ask(world, begins="2026-03-16", ends="2026-03-18")
    with pytest.raises(NotAllowed):
        perform(short, "approve", by=world.leader)
    with pytest.raises(NotAllowed):
        perform(long, "approve", by=world.first)
    assert perform(short, "approve", by=world.first).approved_by == world.first
    assert perform(long, "approve", by=world.leader).approved_by == world.leader


@pytest.mark.clause("WS04-5.5-3")
def test_nobody_approves_their_own(staff_of):
    world = staff_of("WS")
    leave = ask(world, by=world.first, ends="2026-03-11")
    assert leave.chain == ["hall_leader"]
    with pytest.raises(NotAllowed):
        perform(leave, "approve", by=world.first)
    own = ask(world, ends="2026-03-11")
    grant(world.clerk, "first_representative", world.hall, world.unit)
    with pytest.raises(NotAllowed, match="自己的请假"):
        perform(own, "approve", by=world.clerk)


@pytest.mark.clause("WS04-5.5-2")
def test_approved_leave_turns_its_days(staff_of):
    world = staff_of("WS")
    leave = ask(world, ends="2026-03-11")
    travel("2026-03-11 18:00")
    day = dt.date(2026, 3, 11)
    assert Book(world.hall, day, day).day(world.clerk, day).standing == Standing.PENDING
    perform(leave, "approve", by=world.first)
    assert Book(world.hall, day, day).day(world.clerk, day).standing == Standing.LEAVE


@pytest.mark.clause("DL-22.2")
def test_approval_comes_before_the_leave_and_the_end_is_reported(staff_of):
    world = staff_of("DL")
    late, leave = ask(world, ends="2026-03-11"), ask(world, begins="2026-03-16", ends="2026-03-16")
    travel("2026-03-12")
    with pytest.raises(Objected, match="不能再批准"):
        perform(late, "approve", by=world.first)
    perform(leave, "approve", by=world.first)
    travel("2026-03-16 18:00")
    sweep()
    assert Leave.objects.get(pk=leave.pk).state == Leave.State.APPROVED
    travel("2026-03-17 09:00")
    sweep()
    leave = Leave.objects.select_related("dossier").get(pk=leave.pk)
    assert leave.state == Leave.State.OVERDUE
    assert "未销假" in leave.dossier.attention
    with pytest.raises(NotAllowed):
        perform(leave, "report_back", by=world.colleague)
    assert perform(leave, "report_back", by=world.clerk).state == Leave.State.RETURNED


def test_two_leaves_do_not_overlap_and_one_is_withdrawn_by_its_asker(staff_of):
    world = staff_of("WS")
    leave = ask(world)
    with pytest.raises(Invalid, match="重叠"):
        ask(world, begins="2026-03-12", ends="2026-03-13")
    with pytest.raises(NotAllowed):
        perform(leave, "withdraw", by=world.colleague)
    perform(leave, "withdraw", by=world.clerk)
    assert ask(world, begins="2026-03-12", ends="2026-03-13").pk


def test_who_is_back_early_is_at_work_again(staff_of):
    world = staff_of("WS")
    leave = ask(world, begins="2026-03-11", ends="2026-03-13")
    perform(leave, "approve", by=world.leader)
    travel("2026-03-13 08:00")
    assert perform(leave, "report_back", by=world.clerk).ends_on == dt.date(2026, 3, 12)
