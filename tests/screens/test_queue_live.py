"""From the kiosk to the end at the window, with the big screen beside it that changes by itself."""

import pytest
from playwright.sync_api import expect

from hall.acts.door import perform
from tests.cases_factory import CaseHall
from windows.models import Line, Ticket, Window

from .test_intake_by_keyboard import alt

KIOSK, SCREEN = "/queue/county/kiosk/", "/queue/county/screen/"


@pytest.fixture
def hall(hall_of) -> CaseHall:
    hall = hall_of("WS")
    windows = [Window.objects.get(place=hall.window).pk]
    data = {"name": "综合受理", "letter": "A", "windows": windows, "per_slot": 1}
    perform(Line, "set_up", data, by=hall.office, hall=hall.hall)
    return hall


def test_kiosk_call_serve_end_and_the_screen_follows(hall, open_page):
    screen, kiosk = open_page(width=1920, height=1080), open_page(width=1080, height=1080)
    clerk = open_page(hall.clerk, at=hall.window)
    screen.goto(SCREEN)
    expect(screen.locator(".queues")).to_contain_text("0人等候")
    kiosk.goto(KIOSK)
    kiosk.get_by_text("孕妇", exact=True).click()
    kiosk.get_by_role("button", name="综合受理").click()
    expect(kiosk.locator(".slip .number")).to_have_text("A001")
    expect(screen.locator(".queues")).to_contain_text("1人等候")
    clerk.goto("/queue/bench/")
    alt(clerk, "k")
    expect(clerk.locator(".held .number")).to_have_text("A001")
    row = screen.locator(".called tbody tr")
    expect(row).to_contain_text("A001")
    expect(row).to_contain_text("请到窗口")
    alt(clerk, "b")
    expect(row).to_contain_text("办理中")
    alt(clerk, "o")
    expect(row).to_contain_text("还没有叫号")
    expect(clerk.get_by_role("button", name="叫下一号")).to_be_disabled()
    assert Ticket.objects.get().state == "ended"
    assert not [*screen.complaints, *kiosk.complaints, *clerk.complaints]


def test_a_screen_that_was_cut_off_catches_up(hall, open_page):
    screen = open_page()
    screen.goto(SCREEN)
    screen.context.set_offline(True)
    perform(Ticket, "draw", {}, by=hall.office, hall=hall.hall, line=Line.objects.get())
    screen.context.set_offline(False)
    expect(screen.locator(".queues")).to_contain_text("1人等候", timeout=15000)


def test_without_javascript_the_screen_reads_itself_anew(hall, open_page):
    screen = open_page(javascript=False)
    screen.goto(SCREEN)
    perform(Ticket, "draw", {}, by=hall.office, hall=hall.hall, line=Line.objects.get())
    expect(screen.locator(".queues")).to_contain_text("1人等候", timeout=15000)
