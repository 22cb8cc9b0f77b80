"""The counter without a mouse: keys for verdicts, access keys for the buttons, and a banner that keeps up."""

import pytest
from playwright.sync_api import Page, expect

from matters.cases.models import Case
from tests.cases_factory import PERSON

from .hands import fill_in_the_applicant, state_of


@pytest.fixture
def clerk(hall_of, open_page) -> Page:
    hall = hall_of("EL")
    page = open_page(hall.clerk, at=hall.window)
    page.goto("/cases/")
    return page


def alt(page: Page, key: str) -> None:
    """An access key, as a real keyboard sends it; Playwright's own keys do not reach the browser's menu of keys."""
    session = page.context.new_cdp_session(page)
    pressed = {
        "modifiers": 1,
        "key": key,
        "code": f"Key{key.upper()}",
        "windowsVirtualKeyCode": ord(key.upper()),
        "text": key,
        "unmodifiedText": key,
    }
    for kind in ("keyDown", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": kind, **pressed})


def test_a_case_is_taken_in_and_accepted_without_a_mouse(clerk):
    expect(clerk.get_by_role("searchbox")).to_be_focused()
    clerk.keyboard.type("spjy")
    expect(clerk.locator(".matters a")).to_have_count(1)
    clerk.keyboard.press("Enter")
    expect(clerk.locator("[name=identity_number]")).to_be_focused()
    fill_in_the_applicant(clerk)
    clerk.locator(".material input").first.focus()
    says = clerk.locator("#outlook strong")
    clerk.keyboard.press("1")
    expect(says).to_have_text("核对中")
    for key in "11":
        clerk.keyboard.press(key)
    clerk.keyboard.press("2")
    expect(says).to_have_text("可容缺受理")
    expect(clerk.locator("#outlook .why")).to_contain_text("管理制度")
    clerk.keyboard.press("ArrowUp")
    clerk.keyboard.press("3")
    expect(says).to_have_text("一次性告知")
    expect(clerk.locator("#outlook .why")).to_contain_text("场地平面图（不符合法定形式）、管理制度（缺少）")
    clerk.keyboard.type("没有签字")
    clerk.locator(".material input[value=defective]:checked").focus()
    for key in "11":
        clerk.keyboard.press(key)
    expect(says).to_have_text("可受理")
    alt(clerk, "a")
    expect(state_of(clerk)).to_have_text("已受理")
    expect(clerk.get_by_role("link", name="打开并打印").first).to_be_focused()
    assert Case.objects.get().checklist.complete
    assert clerk.complaints == []


def test_enter_in_a_field_goes_on_and_never_sends(clerk):
    """A card reader ends what it reads with Enter."""
    clerk.goto("/cases/?q=spjyxk")
    clerk.locator("[name=identity_number]").fill("11010119900307001")
    clerk.keyboard.press("Enter")
    expect(clerk.locator("#said-applicant")).to_contain_text("应为18位，现为17位")
    assert not Case.objects.exists()
    clerk.locator("[name=name]").press("Enter")
    expect(clerk.locator("[name=kind]")).to_be_focused()


def test_a_known_applicant_is_filled_in_from_the_number(hall_of, open_page):
    hall = hall_of("AH")
    hall.receive()
    clerk = open_page(hall.clerk, at=hall.window)
    clerk.goto("/cases/?q=spjyxk")
    clerk.locator("[name=identity_number]").fill(PERSON["identity_number"])
    clerk.keyboard.press("Tab")
    expect(clerk.locator("[name=name]")).to_have_value("王小明")
    expect(clerk.locator("[name=phone]")).to_have_value("13800000001")
    assert clerk.complaints == []


def test_what_belongs_to_another_organ_is_refused_at_once(clerk):
    clerk.goto("/cases/?q=spjyxk")
    clerk.get_by_label("不属于").check()
    expect(clerk.locator("#outlook strong")).to_have_text("不予受理")
    expect(clerk.get_by_role("button", name="收件并受理")).to_be_disabled()
    expect(clerk.get_by_role("button", name="收件，不予受理")).to_have_class("primary")
