"""Booking a slot online, by phone and at the desk; and being served on a rest day when it cannot wait."""

import pytest

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected
from hall.calendar.seeding import seed_calendar
from hall.clocks.sweep import sweep
from tests.factories import at, travel
from tests.web.conftest import year_2026
from tests.windows.queueing import Queue
from windows.models import Appointment, RestDayService, Ticket
from windows.queue.selectors import booked_on, to_coordinate
from windows.queue.slots import bookable_days, free_slots, slots_of

__all__ = ["year_2026"]


@pytest.fixture
def queue(db, year_2026) -> Queue:
    list(seed_calendar(year_2026))
    travel("2026-03-09 10:00")
    return Queue()


@pytest.mark.clause("AH-4.9b")
def test_a_slot_of_one_refuses_the_second_and_the_clerk_sees_the_first(queue):
    first = queue.book()
    with pytest.raises(Invalid, match="这个时段已约满或者不开放"):
        queue.book()
    assert list(booked_on(queue.hall, first.on)) == [first]
    perform(first, "cancel", by=SYSTEM)
    assert queue.book().starts_at == at("2026-03-10 09:30")


@pytest.mark.clause("XA-15.1")
def test_applicants_book_what_is_open_to_them(queue):
    days = bookable_days(queue.hall, at("2026-03-09").date())
    assert (str(days[0]), str(days[-1]), len(days)) == ("2026-03-09", "2026-03-23", 11)
    times = [str(slot) for slot in free_slots(queue.line, days[0], at("2026-03-09 15:10"))]
    assert times == ["15:30-16:00", "16:00-16:30", "16:30-17:00", "17:00-17:30"]
    assert len(slots_of(queue.hall, days[1])) == 13
    assert slots_of(queue.hall, at("2026-03-14").date()) == []
    booked = queue.book()
    assert (booked.state, len(booked.code)) == ("booked", 8)
    for on in ("2026-03-14", "2026-03-24", "2026-03-06"):
        with pytest.raises(Invalid, match="只能预约14日以内的工作日"):
            queue.book(on)
    for time in ("09:40", "12:30", "17:30"):
        with pytest.raises(Invalid, match="还可以预约：08:30-09:00"):
            queue.book("2026-03-11", time)


@pytest.mark.clause("XA-15.2")
def test_on_site_by_phone_and_online(queue):
    online = queue.book()
    by_phone = queue.book("2026-03-11", by=queue.guide, channel="phone")
    at_desk = queue.book("2026-03-12", by=queue.clerk, channel="desk")
    assert {one.get_channel_display() for one in (online, by_phone, at_desk)} == {"网上", "电话", "现场"}
    for given in ({"by": queue.guide}, {"channel": "phone"}):
        with pytest.raises(Invalid, match="代为登记的请选电话或者现场"):
            queue.book("2026-03-13", **given)


def test_whose_slot_it_is_goes_before_those_without_one(queue):
    booked, late = queue.book("2026-03-09", "11:00"), queue.book("2026-03-09", "10:30")
    with pytest.raises(Objected, match="请当日再来取号"):
        perform(queue.book(), "check_in", by=SYSTEM)
    ordinary, green = queue.draw(), queue.draw(green="old")
    perform(booked, "check_in", by=SYSTEM)
    travel("2026-03-09 11:05")
    perform(late, "check_in", by=queue.guide)
    order = [str(one) for one in Ticket.objects.waiting().in_order(after_closing=False)]
    assert order == [str(green), "A003", str(ordinary), "A004"]
    assert Ticket.objects.get(number=3).booking_id == booked.pk


def test_nothing_follows_for_who_does_not_come(queue):
    missed = queue.book()
    travel("2026-03-11 00:01")
    assert sweep().failed == 0
    missed.refresh_from_db()
    assert missed.state == Appointment.State.MISSED
    assert queue.book("2026-03-12").state == "booked"


def test_the_timeline_names_nobody(queue):
    line = queue.book().dossier.entries.get()
    assert "王小明" not in str(line.facts)
    assert "13800000001" not in str(line.facts)


class TestRestDay:
    @pytest.mark.clause("WS04-4.4-1")
    def test_an_urgent_need_is_asked_for_and_agreed(self, queue):
        with pytest.raises(Invalid, match="请写明原因"):
            queue.ask_rest_day(reason="")
        with pytest.raises(Invalid, match=r"是工作日，08:30至17:30正常办公"):
            queue.ask_rest_day("2026-03-16")
        service = queue.ask_rest_day()
        assert service.get_state_display() == "待确认"
        self.name(queue, service, queue.department, queue.first)
        service = perform(service, "confirm", by=queue.office)
        assert service.get_state_display() == "已确认"
        with pytest.raises(Objected, match="请当日再来"):
            perform(service, "check_in", by=queue.clerk)
        travel("2026-03-14 10:00")
        assert perform(service, "check_in", by=queue.clerk).state == "served"

    @pytest.mark.clause("WS04-4.4-2")
    def test_several_departments_are_coordinated_by_the_hall_office(self, queue):
        police = queue.desk.other
        service = queue.ask_rest_day()
        assert list(to_coordinate(queue.hall)) == []
        service = perform(service, "involve", {"departments": [police.pk]}, by=queue.clerk)
        assert list(to_coordinate(queue.hall)) == [service]
        self.name(queue, service, queue.department, queue.first)
        with pytest.raises(Objected, match="还没有安排办理人员：某旗公安局"):
            perform(service, "confirm", by=queue.office)
        with pytest.raises(Invalid, match="不在某旗公安局派驻"):
            self.name(queue, service, police, queue.first)
        self.name(queue, service, police, queue.other_first)
        confirmed = perform(service, "confirm", by=queue.office)
        assert confirmed.arranged == [("某旗市场监督管理局", "钱首代"), ("某旗公安局", "周首代")]
        assert list(to_coordinate(queue.hall)) == []

    def test_what_cannot_be_arranged_is_answered(self, queue):
        service = queue.ask_rest_day()
        with pytest.raises(NotAllowed):
            perform(service, "decline", {"reason": "系统检修"}, by=queue.clerk)
        assert perform(service, "decline", {"reason": "系统检修"}, by=queue.office).answer == "系统检修"
        missed = queue.ask_rest_day("2026-03-15")
        travel("2026-03-16 00:01")
        assert sweep().failed == 0
        assert RestDayService.objects.get(pk=missed.pk).state == "missed"

    def name(self, queue, service, department, person) -> RestDayService:
        return perform(service, "assign", {"department": department.pk, "person": person.pk}, by=queue.office)
