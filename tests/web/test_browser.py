"""A real browser: from the login over the window to an act, with JavaScript and without; nothing blocked by the CSP."""

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from hall.calendar.seeding import seed_calendar
from tests.cases_factory import CaseHall
from tests.factories import travel
from tests.web.pages import dossier_url

USER, PASSWORD = "chuangkou", "guanli-2026-hall"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture
def case(transactional_db, year_2026):
    """A case just taken in, really committed: the server reads it in another thread."""
    list(seed_calendar(year_2026))
    travel("2026-03-09")
    hall = CaseHall("AH")
    hall.clerk.username = USER
    hall.clerk.set_password(PASSWORD)
    hall.clerk.save()
    return hall.receive()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, case, live_server) -> Page:
    """Playwright runs a loop of its own in this thread, so the tests themselves leave the database alone."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=request.param,
            viewport={"width": 1366, "height": 768},
            locale="zh-CN",
        )
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        yield page
        browser.close()


def sit_down(page: Page) -> None:
    page.goto("/login/")
    page.get_by_label("用户名").fill(USER)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("button", name="A01号窗口").click()
    expect(page.locator(".person .window")).to_have_text("A01号窗口")


def test_from_the_login_to_the_printed_notice_by_keyboard(page: Page, case):
    page.goto("/login/")
    expect(page.get_by_label("用户名")).to_be_focused()
    page.keyboard.type(USER)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="A01号窗口").press("Enter")
    expect(page.locator(".person .window")).to_have_text("A01号窗口")

    page.goto(dossier_url(case))
    page.locator(".offers").get_by_role("link", name="受理", exact=False).first.press("Enter")
    confirm = page.locator("form.typed button[type=submit]")
    expect(confirm).to_be_focused()
    confirm.press("Enter")

    expect(page.locator(".done")).to_contain_text("已办理：受理")
    expect(page.locator(".case-head .state")).to_have_text("已受理")
    print_link = page.get_by_role("link", name="打开并打印")
    expect(print_link).to_be_focused()
    assert page.request.get(print_link.get_attribute("href")).body().startswith(b"%PDF-")
    assert page.complaints == []


def test_a_refusal_keeps_what_was_typed_on_the_screen(page: Page, case):
    sit_down(page)
    page.goto(dossier_url(case))
    page.get_by_role("link", name="不予受理").click()
    page.get_by_label("具体理由").fill("没有经营场所")
    page.get_by_label("法律依据").fill(" ")  # enough for the browser, not for the law
    page.locator("form.typed button[type=submit]").click()
    expect(page.locator(".refusal")).to_contain_text("按提示改正")
    expect(page.get_by_label("具体理由")).to_have_value("没有经营场所")


def test_the_page_is_readable_on_a_small_or_magnified_screen(page: Page, case):
    """200 % on a 1366 screen is 683 points wide: nothing may need scrolling sideways."""
    sit_down(page)
    page.set_viewport_size({"width": 683, "height": 384})
    for address in ("/", dossier_url(case), "/rulebook/", f"{dossier_url(case)}do/reject/"):
        assert not scrolls_sideways(page, address), address


def test_the_public_pages_work_on_a_phone(page: Page, case):
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/", "/verify/", "/rulebook/", "/effects/", "/login/", "/verify/NOSUCHCODE12/"):
        assert not scrolls_sideways(page, address), address


def scrolls_sideways(page: Page, address: str) -> bool:
    page.goto(address)
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
