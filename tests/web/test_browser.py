"""A real browser: from the login over the window to an act, with JavaScript and without; nothing blocked by the CSP."""

import os

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.factories import travel
from tests.web.pages import dossier_url

PASSWORD = "guanli-2026-hall"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture
def stored_hall(transactional_db, year_2026):
    """The hall as a server in another thread sees it: really committed."""
    from hall.calendar.seeding import seed_calendar
    from tests.cases_factory import CaseHall

    list(seed_calendar(year_2026))
    travel("2026-03-09")
    hall = CaseHall("AH")
    hall.clerk.set_password(PASSWORD)
    hall.clerk.save()
    return hall


@pytest.fixture
def chromium(monkeypatch):
    # Playwright runs a loop of its own in this thread; the database is still used by one thread at a time.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, chromium, live_server) -> Page:
    context = chromium.new_context(
        base_url=live_server.url,
        java_script_enabled=request.param,
        viewport={"width": 1366, "height": 768},
        locale="zh-CN",
    )
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    return page


def test_from_the_login_to_the_printed_notice_by_keyboard(page: Page, stored_hall):
    case = stored_hall.receive()
    page.goto("/login/")
    expect(page.get_by_label("用户名")).to_be_focused()
    page.keyboard.type(stored_hall.clerk.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="A01号窗口").press("Enter")
    expect(page.locator(".person .window")).to_have_text("A01号窗口")

    page.goto(dossier_url(case))
    page.get_by_role("link", name="受理", exact=False).first.press("Enter")
    confirm = page.locator("form.typed button[type=submit]")
    expect(confirm).to_be_focused()
    confirm.press("Enter")

    expect(page.locator(".done")).to_contain_text("已办理：受理")
    expect(page.locator(".case-head .state")).to_have_text("已受理")
    print_link = page.get_by_role("link", name="打开并打印")
    expect(print_link).to_be_focused()
    assert page.request.get(print_link.get_attribute("href")).body().startswith(b"%PDF-")
    assert page.complaints == []


def test_a_refusal_keeps_what_was_typed_on_the_screen(page: Page, stored_hall):
    case = stored_hall.receive()
    page.goto("/login/")
    page.fill("[name=username]", stored_hall.clerk.username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.get_by_role("button", name="A01号窗口").click()
    page.goto(dossier_url(case))
    page.get_by_role("link", name="不予受理").click()
    page.get_by_label("具体理由").fill("没有经营场所")
    page.get_by_label("法律依据").fill(" ")  # enough for the browser, not for the law
    page.locator("form.typed button[type=submit]").click()
    expect(page.locator(".refusal")).to_contain_text("按提示改正")
    expect(page.get_by_label("具体理由")).to_have_value("没有经营场所")


def test_the_page_is_readable_on_a_small_or_magnified_screen(page: Page, stored_hall):
    """200 % on a 1366 screen is 683 points wide: nothing may need scrolling sideways."""
    case = stored_hall.receive(m2="missing")
    page.set_viewport_size({"width": 683, "height": 384})
    page.goto("/login/")
    page.fill("[name=username]", stored_hall.clerk.username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.get_by_role("button", name="A01号窗口").click()
    for address in ("/", dossier_url(case), "/rulebook/", f"{dossier_url(case)}do/reject/"):
        page.goto(address)
        sizes = page.locator("html").bounding_box()
        widest = page.locator("body").bounding_box()
        assert widest["width"] <= sizes["width"] <= 683, address
