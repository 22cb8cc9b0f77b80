"""Numbers and calls: who goes first, how many in a day, who is told what, and that nobody is left at a window."""

import pytest

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.calendar.seeding import seed_calendar
from hall.clocks.sweep import sweep
from hall.models import RuleRow
from hall.people.open_work import open_work_of
from tests.factories import travel
from tests.web.conftest import year_2026
from tests.windows.queueing import Queue
from windows import seating
from windows.models import Line, Ticket, Window
from windows.queue.figures import figures_of, left_unserved

__all__ = ["year_2026"]


@pytest.fixture
def queue(db, year_2026) -> Queue:
    list(seed_calendar(year_2026))
    travel("2026-03-09 16:00")
    return Queue()


def now(ticket: Ticket) -> Ticket:
    return Ticket.objects.select_related("series", "dossier").get(pk=ticket.pk)


def test_numbers_count_by_line_and_by_day(queue):
    drawn = [queue.draw(), queue.draw(queue.own), queue.draw()]
    assert [str(one) for one in drawn] == ["A001", "B001", "A002"]
    travel("2026-03-10 09:00")
    assert str(queue.draw()) == "A001"


class TestFirst:
    @pytest.mark.clause("WS04-4.5-2")
    def test_the_green_channel_is_called_before_ordinary_numbers(self, queue):
        ordinary = queue.draw()
        for green in ("pregnant", "soldier", "old", "weak", "sick", "disabled"):
            first = queue.draw(green=green)
            with pytest.raises(Objected, match=f"应当先叫{first}号"):
                queue.call(ordinary)
            queue.at_window(queue.serving(first), "end")
        assert queue.call(ordinary).state == "called"

    @pytest.mark.clause("WS04-4.5-2")
    def test_no_window_can_refuse_it(self, queue):
        ticket = queue.call(queue.draw(green="pregnant"))
        for one in (ticket, queue.draw(green="old")):
            with pytest.raises(Objected, match="不得以任何理由推诿、拒绝"):
                perform(one, "turn_away", {"explanation": "系统故障"}, by=queue.clerk, place=queue.counter)
        assert {"refuse", "unprioritise"}.isdisjoint(Ticket.acts())

    def test_whoever_needs_it_is_put_first_with_the_reason(self, queue):
        ordinary, other = queue.draw(), queue.draw()
        with pytest.raises(Invalid):
            perform(other, "prioritise", {"green": ""}, by=queue.guide)
        assert perform(other, "prioritise", {"green": "disabled"}, by=queue.guide).rank == 0
        with pytest.raises(Objected):
            queue.call(ordinary)
        line = other.dossier.entries.latest("seq")
        assert (line.title, line.facts["input"]["green"]) == ("优先", "disabled")

    @pytest.mark.clause("WS12-2.1.7-2")
    def test_after_closing_who_came_from_afar_goes_first_too(self, queue):
        ordinary, far = queue.draw(), queue.draw(green="far")
        assert queue.call(ordinary).calls == 1
        travel("2026-03-09 17:31")
        queue.at_window(queue.at_window(ordinary, "begin"), "end")
        late = Ticket.objects.waiting().in_order(after_closing=True)
        assert list(late) == [far]
        assert queue.call(far).state == "called"

    @pytest.mark.clause("WS12-2.1.7-2")
    def test_whoever_is_left_unserved_is_listed_by_name_of_category(self, queue):
        waiting, ordinary = queue.draw(green="pregnant"), queue.draw()
        travel("2026-03-10 00:01")
        assert sweep().failed == 0
        assert now(waiting).state == now(ordinary).state == "lapsed"
        assert left_unserved(queue.hall, waiting.day) == [("孕妇", ["A001"]), ("—", ["A002"])]
        assert "孕妇当日未办结" in now(waiting).dossier.attention
        assert not now(ordinary).dossier.attention

    def test_otherwise_by_the_time_of_the_number(self, queue):
        one, two = queue.draw(), queue.draw()
        with pytest.raises(Objected, match="应当先叫A001号"):
            queue.call(two)
        queue.call(one)
        with pytest.raises(Objected, match="A001号还没有办完"):
            queue.call(two)
        assert queue.at_window(two, "call", by=queue.colleague, window=queue.a02).window == queue.a02


class TestHowMany:
    @pytest.mark.clause("WS12-2.1.7-3")
    def test_the_number_after_the_days_limit_is_refused_with_other_ways(self, queue):
        queue.limit(queue.own, 2)
        queue.draw(queue.own)
        queue.draw(queue.own)
        with pytest.raises(Objected, match=r"今天预估最多办理2件.*预约其他日期、网上办理"):
            queue.draw(queue.own)
        assert str(queue.draw(queue.own, "old")) == "B003"
        travel("2026-03-10 09:00")
        assert str(queue.draw(queue.own)) == "B001"

    @pytest.mark.clause("WS13-2.2.1b-2")
    def test_while_a_window_is_closed_the_department_cannot_limit_numbers(self, queue):
        limited = queue.limit(queue.own, 1)
        desk = queue.desk
        closure = desk.approve(desk.file(queue.b02, "2026-03-11", "2026-03-12"))
        travel("2026-03-11 09:00")
        assert sweep().failed == 0
        closure.refresh_from_db()
        assert closure.state == "closed"
        assert Line.objects.get(pk=limited.pk).limit is None
        with pytest.raises(Objected, match="关闭期间本部门所有窗口不得限号"):
            queue.limit(queue.own, 80)
        assert perform(queue.line, "set_limit", {"limit": 5, "reason": "预估"}, by=queue.office).limit == 5
        perform(closure, "reopen_early", by=queue.office)
        assert queue.limit(queue.own, 80).limit == 80

    @pytest.mark.clause("WS12-2.1.7-4")
    def test_who_cannot_be_served_today_gets_an_explanation(self, queue):
        ticket = queue.draw()
        with pytest.raises(Invalid, match="应当向群众解释说明"):
            perform(ticket, "turn_away", {}, by=queue.guide)
        gone = perform(ticket, "turn_away", {"explanation": "系统检修，约明日9时"}, by=queue.guide)
        assert (gone.state, gone.explanation) == ("turned_away", "系统检修，约明日9时")

    @pytest.mark.clause("WS12-2.1.7-1")
    def test_after_closing_no_number_is_drawn_and_those_drawn_stay_good(self, queue):
        drawn = [queue.draw() for _ in range(4)]
        travel("2026-03-09 17:30")
        with pytest.raises(Objected, match="已到17:30下班时间，不再取号"):
            queue.draw()
        for ticket in drawn:
            queue.at_window(queue.serving(ticket), "end")
        assert figures_of(queue.hall, drawn[0].day)[0].after_closing == 4

    def test_on_a_rest_day_no_number_is_drawn(self, queue):
        travel("2026-03-14 09:00")
        with pytest.raises(Objected, match="公休日"):
            queue.draw()

    def test_where_the_room_is_full_nobody_else_draws(self, queue):
        RuleRow.objects.create(
            hall=queue.hall, key="queue.room", value=1, effective_from="2026-03-01", reason="等候区小"
        )
        queue.draw()
        with pytest.raises(Objected, match="等候区已有1人等候"):
            queue.draw()
        assert queue.draw(green="old").number == 2


class TestCalls:
    def test_from_the_call_to_the_end(self, queue):
        ticket = queue.call(queue.draw())
        assert (ticket.window, ticket.clerk, ticket.calls) == (queue.a01, queue.clerk, 1)
        assert queue.at_window(ticket, "recall").calls == 2
        with pytest.raises(NotAllowed, match="请由在该窗口坐席的人员办理"):
            queue.at_window(ticket, "begin", by=queue.colleague, window=queue.a02)
        ticket = queue.at_window(queue.at_window(ticket, "begin"), "end")
        assert ticket.state == "ended"
        with pytest.raises(WrongState):
            queue.at_window(ticket, "recall")

    def test_a_number_is_skipped_after_so_many_calls_and_taken_again(self, queue):
        first, second = queue.call(queue.draw()), queue.draw()
        with pytest.raises(Objected, match="至少叫号3次"):
            queue.at_window(first, "skip")
        for act in ("recall", "recall", "skip"):
            first = queue.at_window(first, act)
        travel("2026-03-09 16:10")
        perform(first, "take_again", by=SYSTEM)
        with pytest.raises(Objected, match="应当先叫A002号"):
            queue.call(first)
        assert queue.call(second).state == "called"

    def test_a_number_goes_to_another_line_without_queueing_twice(self, queue):
        ticket = queue.serving()
        travel("2026-03-09 16:20")
        waiting = queue.draw(queue.own)
        moved = queue.at_window(ticket, "transfer", {"line": queue.own.pk})
        assert (str(moved), moved.line, moved.window) == ("A001", queue.own, None)
        with pytest.raises(Objected, match="应当先叫A001号"):
            queue.at_window(waiting, "call", by=queue.first, window=queue.b01)
        assert queue.at_window(moved, "call", by=queue.first, window=queue.b01).window == queue.b01

    def test_a_window_calls_only_its_own_lines_and_only_who_sits_there(self, queue):
        with pytest.raises(NotAllowed, match="本窗口不办理"):
            queue.call(queue.draw(queue.own))
        with pytest.raises(NotAllowed, match="请先在"):
            queue.at_window(queue.draw(), "call", window=queue.a02)
        perform(queue.a01, "pause", {"reason": "取文书"}, by=queue.clerk, place=queue.counter)
        with pytest.raises(Objected, match="目前暂停服务"):
            queue.call(Ticket.objects.get(line=queue.line))


class TestNobodyIsLeft:
    def test_a_called_number_is_open_work_and_holds_the_window(self, queue):
        ticket = queue.serving()
        assert open_work_of(queue.clerk, queue.hall) == {"没有办完的排队号": [ticket]}
        for act in ("set_aside", "retire"):
            with pytest.raises(Objected, match="还有没有办完的号：A001"):
                perform(queue.a01, act, {"reason": "调整"}, by=queue.office)
        queue.at_window(ticket, "end")
        assert not open_work_of(queue.clerk, queue.hall)
        assert (
            perform(queue.a01, "set_aside", {"reason": "调整"}, by=queue.office).state == Window.State.SPARE
        )

    def test_a_closure_of_today_waits_for_whoever_stands_there(self, queue):
        desk = queue.desk
        closure = desk.submit(desk.draft(queue.b01, "2026-03-11", "2026-03-12"))
        travel("2026-03-11 10:00")
        seating.leave(queue.first)
        seating.sit(queue.first, queue.b01)
        ticket = queue.at_window(queue.draw(queue.own), "call", by=queue.first, window=queue.b01)
        closure = desk.approve(closure)
        with pytest.raises(Objected, match="还有没有办完的号：B001，办完后开始关闭"):
            perform(closure, "begin", by=SYSTEM)
        for act in ("begin", "end"):
            ticket = queue.at_window(ticket, act, by=queue.first, window=queue.b01)
        assert perform(closure, "begin", by=SYSTEM).state == "closed"


def test_waiting_is_measured(queue):
    one, two = queue.draw(), queue.draw()
    travel("2026-03-09 16:10")
    queue.at_window(queue.serving(one), "end")
    travel("2026-03-09 16:30")
    queue.at_window(queue.serving(two), "end")
    found = figures_of(queue.hall, one.day)[0]
    assert (found.drawn, found.served, found.waited, found.longest) == (2, 2, 20, 30)
