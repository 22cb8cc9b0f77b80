"""Kiosk, screens, bench and booking as people meet them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from hall.calendar.seeding import seed_calendar
from tests.factories import travel
from tests.web.conftest import year_2026
from tests.windows.queueing import VISITOR, Queue
from windows.models import Appointment, RestDayService, Ticket
from windows.queue.board import Board
from windows.queue.stream import PLACES, events

__all__ = ["year_2026"]
KIOSK, SCREEN = reverse("queue-kiosk", args=["county"]), reverse("queue-screen", args=["county"])
BENCH, BOOK = reverse("queue-bench"), reverse("queue-book", args=["county"])


@pytest.fixture
def queue(db, year_2026) -> Queue:
    list(seed_calendar(year_2026))
    travel("2026-03-09 10:00")
    return Queue()


def seated(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response) -> str:
    return response.content.decode()


def token_of(page: str) -> str:
    return re.search(r'name="token" value="([^"]+)"', page)[1]


class TestKiosk:
    def test_a_number_by_one_touch_and_only_one(self, queue, client):
        page = text(client.get(KIOSK))
        assert "绿色通道" in page
        assert "综合受理" in page
        data = {"line": queue.line.pk, "green": "pregnant", "token": token_of(page)}
        first, again = client.post(KIOSK, data), client.post(KIOSK, data)
        assert first.url == again.url
        slip = text(client.get(first.url))
        assert "A001" in slip
        assert "绿色通道" in slip
        assert "前面还有 <b>0</b> 人" in slip
        assert Ticket.objects.get().green == "pregnant"
        assert client.get(first.url.replace("ticket/", "ticket/9")).status_code == 404

    @pytest.mark.clause("WS04-4.5-1")
    def test_where_the_green_channel_is_stands_at_the_door_and_on_the_site(self, queue, client):
        for page in (KIOSK, reverse("queue-halls")):
            assert "大厅一、二、三层各区域设绿色通道：军人、老年人、体弱、病人、残疾人、孕妇优先" in text(
                client.get(page)
            )

    def test_a_refusal_says_what_else_there_is(self, queue, client):
        travel("2026-03-09 17:30")
        response = client.post(KIOSK, {"line": queue.line.pk})
        assert response.status_code == 422
        assert "已到17:30下班时间" in text(response)
        assert BOOK in text(response)
        assert client.post(KIOSK, {"line": "x"}).status_code == 404
        assert client.post(KIOSK, {"line": queue.line.pk, "green": "rich"}).status_code == 400

    def test_too_many_touches_wait_a_minute_and_nobody_is_blacklisted(self, queue, client, monkeypatch):
        monkeypatch.setattr("windows.views.kiosk.TIMES", 1)
        data = {"line": queue.line.pk}
        assert [client.post(KIOSK, data).status_code for _ in range(2)] == [302, 429]

    def test_who_booked_gives_the_code(self, queue, client):
        code = queue.book("2026-03-09", "10:30").code
        slip = text(client.get(client.post(KIOSK, {"booking": code.lower()}).url))
        assert "预约" in slip
        assert "没有这个预约码" in text(client.post(KIOSK, {"booking": "ZZZZZZZZ"}))


class TestScreens:
    def test_the_big_screen_shows_calls_and_how_many_wait(self, queue, client):
        queue.call(queue.draw())
        queue.draw(queue.own)
        page = text(client.get(SCREEN))
        assert "A001" in page
        assert "A01号窗口" in page
        assert re.search(r"市场准入</span> <b>1</b>人等候", page)
        over = text(client.get(reverse("queue-over", args=["county", queue.a01.pk])))
        assert "请到本窗口" in over
        assert "服务" in text(client.get(reverse("queue-over", args=["county", queue.a02.pk])))

    def test_a_stream_tells_what_the_screen_has_not_seen(self, queue, client):
        board = Board(queue.hall)
        ticket, before = queue.draw(), board.mark
        queue.call(ticket)

        def heard(seen):
            return "".join(events(lambda: board.mark, lambda: "<p>\n一</p>", seen, lasts=0))

        assert heard(board.mark) == "retry: 1000\n\n:\n\n"
        assert f"id: {board.mark}\nevent: board\ndata: <p>\ndata: 一</p>\n\n" in heard(before)

    def test_whoever_finds_all_places_taken_hears_how_things_stand_and_comes_back(self, queue):
        taken = [PLACES.acquire(blocking=False) for _ in range(8)]
        try:
            heard = "".join(events(lambda: "2", lambda: "x", "1"))
        finally:
            for _ in filter(None, taken):
                PLACES.release()
        assert heard.startswith("retry: 5000\n\nid: 2\n")

    def test_the_answer_is_an_event_stream(self, queue, client):
        ticket = queue.call(queue.draw())
        response = client.get(reverse("queue-stream", args=["county"]), headers={"Last-Event-ID": "0"})
        assert response["Content-Type"].startswith("text/event-stream")
        assert response["Cache-Control"] == "no-store"
        parts = response.streaming_content
        assert next(parts) == b"retry: 1000\n\n"
        assert str(ticket) in next(parts).decode()
        response.close()
        assert all(PLACES.acquire(blocking=False) for _ in range(8))
        for _ in range(8):
            PLACES.release()


class TestBench:
    def test_the_next_one_is_called_and_served(self, queue):
        queue.draw()
        green = queue.draw(green="old")
        clerk = seated(queue.clerk)
        page = text(clerk.get(BENCH))
        assert 'accesskey="k"' in page
        assert page.index("A002") < page.index("A001")
        clerk.post(reverse("queue-next"))
        assert "已叫1次" in text(clerk.get(BENCH))
        for act in ("begin", "end"):
            clerk.post(reverse("queue-step", args=[green.pk, act]))
        green.refresh_from_db()
        assert green.state == "ended"
        assert "叫下一号" in text(clerk.get(reverse("workbench")))

    def test_what_cannot_be_done_is_said(self, queue):
        ticket, clerk = queue.call(queue.draw()), seated(queue.clerk)
        page = text(clerk.post(reverse("queue-step", args=[ticket.pk, "skip"]), follow=True))
        assert "至少叫号3次" in page
        assert clerk.post(reverse("queue-step", args=[ticket.pk, "turn_away"])).status_code == 403
        assert "不在窗口" in text(seated(queue.office).get(BENCH))

    def test_the_list_costs_the_same_however_many_wait(self, queue, django_assert_max_num_queries):
        for _ in range(6):
            queue.draw()
        clerk = seated(queue.clerk)
        clerk.get(BENCH)
        with django_assert_max_num_queries(24):
            clerk.get(BENCH)

    def test_the_day_in_figures(self, queue):
        queue.at_window(queue.serving(), "end")
        assert "综合受理" in text(seated(queue.office).get(reverse("queue-figures")))
        assert seated(queue.office).get(reverse("queue-figures") + "?on=2026-02-31").status_code == 200


class TestBooking:
    def test_a_citizen_books_and_the_clerk_sees_it(self, queue, client):
        form = client.get(BOOK, {"line": queue.line.pk, "on": "2026-03-10"})
        assert "09:30-10:00" in text(form)
        data = VISITOR | {"line": queue.line.pk, "on": "2026-03-10", "time": "09:30"}
        kept = client.post(BOOK, data | {"token": token_of(text(form))})
        made = Appointment.objects.get()
        assert made.channel == "online"
        assert made.code in text(client.get(kept.url))
        listed = text(seated(queue.clerk).get(reverse("queue-bookings")))
        assert "王** 138****0001" in listed
        refused = client.post(BOOK, data)
        assert refused.status_code == 400
        assert "已约满" in text(refused)
        assert "09:30-10:00" not in text(client.get(BOOK, {"line": queue.line.pk, "on": "2026-03-10"}))
        client.post(kept.url)
        assert Appointment.objects.get().state == "cancelled"

    def test_a_rest_day_is_asked_for_and_coordinated(self, queue, client):
        page = reverse("queue-rest-day", args=["county"])
        departments = [queue.department.pk, queue.desk.other.pk]
        data = VISITOR | {"on": "2026-03-14", "need": "urgent", "reason": "", "departments": departments}
        assert "请写明原因" in text(client.post(page, data))
        assert client.post(page, data | {"reason": "次日出国"}).status_code == 302
        assert "统筹" in text(seated(queue.office).get(reverse("queue-bookings")))
        assert RestDayService.objects.get().masked in text(
            seated(queue.office).get(reverse("dossier", args=[RestDayService.objects.get().pk]))
        )

    def test_at_the_desk_it_is_booked_for_somebody(self, queue):
        guide = seated(queue.guide)
        page = reverse("new", args=["windows.appointment", "book"]) + f"?line={queue.line.pk}"
        shown = text(guide.get(page))
        data = VISITOR | {"channel": "phone", "on": "2026-03-10", "time": "10:00", "token": token_of(shown)}
        assert guide.post(page, data).status_code == 302
        assert Appointment.objects.get().get_channel_display() == "电话"
