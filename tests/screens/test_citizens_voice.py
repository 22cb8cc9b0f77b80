"""A visitor at the window's device, and a citizen with a phone: rating, asking, reading the answer."""

import os

from playwright.sync_api import Page, expect

from complaints.models import Enquiry, Rating
from complaints.ratings.views import device_address
from hall.acts.door import perform
from windows.models import Window

PHONE = {"width": 390, "height": 844}


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def seen(page: Page, name: str) -> None:
    """A picture for whoever asks for pictures."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_a_visitor_rates_at_the_device_by_their_own_choice(hall_of, open_page):
    hall = hall_of("XA")
    device = open_page(width=800, height=1280)
    address = device_address(Window.objects.get(place=hall.window))
    device.goto(address)
    expect(device.locator("main")).to_contain_text("服务结束后")
    hall.receive()
    device.goto(address)
    expect(device.locator("input[type=radio]:checked")).to_have_count(0)
    seen(device, "rate_device")
    device.get_by_role("button", name="提交评价").click()
    expect(device.locator("h1")).to_have_text("请您评价")  # nothing chosen is no rating
    device.get_by_label("不满意", exact=True).check()
    device.get_by_label("想说的话").fill("等得太久")
    device.get_by_role("button", name="提交评价").click()
    expect(device.locator("h1")).to_have_text("评价已收到")
    assert [one.grade for one in Rating.objects.all()] == ["2"]
    office = open_page(hall.office)
    office.goto("/ratings/?period=2026-03")
    expect(office.locator("main")).to_contain_text("差评1条（100%）")
    seen(office, "ratings")
    assert not [*device.complaints, *office.complaints]


def test_a_question_by_phone_size_page_and_its_answer(hall_of, open_page):
    hall = hall_of("WS")
    page = open_page(**PHONE, javascript=False)
    page.goto("/ask/")
    assert fits(page)
    seen(page, "ask")
    page.get_by_label("您想咨询什么").fill("办食品经营许可要带什么")
    page.get_by_label("问哪个部门").select_option(label="某旗市场监督管理局")
    page.get_by_role("button", name="提交").click()
    expect(page.locator("main")).to_contain_text("还没有答复")
    enquiry = Enquiry.objects.get()
    enquiry = perform(enquiry, "take", {"agreed_until": "2026-03-10 12:00"}, by=hall.reviewer)
    perform(enquiry, "conclude", {"outcome": "answered", "answer": "四样材料"}, by=hall.reviewer)
    page.reload()
    expect(page.locator("main")).to_contain_text("四样材料")
    assert fits(page)
    seen(page, "answer")
    for name, address in (
        ("lost", "/lost/"),
        ("rate_ask", "/rate/"),
        ("results", "/ratings/results/?period=2026-03"),
    ):
        page.goto(address)
        assert fits(page), address
        seen(page, name)
    clerk = open_page(hall.clerk, at=hall.window)
    for name, address in (("enquiries", "/enquiries/"), ("record", "/new/complaints.enquiry/record/")):
        clerk.goto(address)
        seen(clerk, name)
    desk = open_page(hall.helper)
    for name, address in (("lost_desk", "/lost/desk/"), ("found", "/new/complaints.lostitem/register/")):
        desk.goto(address)
        seen(desk, name)
    assert not [*page.complaints, *clerk.complaints, *desk.complaints]
