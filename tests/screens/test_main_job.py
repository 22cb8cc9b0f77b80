"""The whole main job in a browser: from the counter over the department and the seal back to the counter – and what
the applicant sees of it. Under three regulations on the same pages, and once without JavaScript.
"""

import pytest
from playwright.sync_api import expect

from matters.cases.models import Case

from .hands import act, choose, confirm, fill_in_the_applicant, find, hand_over_every_paper, state_of

PASSWORD = "guanli-2026-hall"


@pytest.mark.parametrize(("preset", "javascript"), [("AH", True), ("WS", True), ("EL", True), ("AH", False)])
def test_from_the_counter_to_the_archive(hall_of, open_page, preset, javascript):
    hall = hall_of(preset)
    clerk = open_page(hall.clerk, at=hall.window, javascript=javascript)

    # Something is missing: everything is told at once, on one notice.
    clerk.goto("/cases/")
    clerk.get_by_role("searchbox").fill("spjyxk")
    clerk.get_by_role("button", name="查找").click()
    expect(clerk.locator("h1")).to_have_text("食品经营许可")
    fill_in_the_applicant(clerk)
    find(clerk, "齐全")
    find(clerk, "缺少", 2)
    if javascript:
        expect(clerk.locator("#outlook strong")).to_have_text("一次性告知")
        expect(clerk.get_by_role("button", name="收件并受理")).to_be_disabled()
    clerk.locator("[name=until]").fill("2026-03-20")
    clerk.get_by_role("button", name="收件并告知").click()
    expect(clerk.locator(".done")).to_contain_text("收件、一次性告知补正")
    expect(clerk.locator(".to-print")).to_have_count(2)
    expect(state_of(clerk)).to_have_text("待补正")

    # It comes in; the case is accepted, the papers are signed for, the materials go to the department.
    choose(clerk, "收取补正材料")
    expect(clerk.locator(".material")).to_have_count(1)
    find(clerk, "齐全")
    confirm(clerk)
    act(clerk, "受理")
    expect(state_of(clerk)).to_have_text("已受理")
    sheet = clerk.locator(".to-print a").last.get_attribute("href")
    assert clerk.request.get(sheet).body().startswith(b"%PDF-")
    hand_over_every_paper(clerk)
    act(clerk, "移交材料")
    case = Case.objects.get()

    # The department signs for them and examines.
    reviewer = open_page(hall.reviewer, javascript=javascript)
    reviewer.goto("/cases/review/")
    reviewer.get_by_role("button", name=f"签收材料 {case.number}").click()
    expect(reviewer.locator(".note.success")).to_contain_text("签收材料")
    reviewer.get_by_role("link", name=case.number).click()
    expect(state_of(reviewer)).to_have_text("审批中")
    act(reviewer, "出具审查意见", opinion="符合条件", proposal="grant")

    # The first representative decides, stamps, and sends the result to the window.
    first = open_page(hall.first, at=hall.window, javascript=javascript)
    first.goto("/cases/first/")
    first.get_by_role("link", name=case.number).first.click()
    act(first, "准予", decision="准予经营")
    first.goto("/cases/first/")
    first.get_by_role("button", name=f"加盖审批专用章 {case.number}").click()
    expect(first.locator(".note.success")).to_contain_text("加盖审批专用章")
    first.get_by_role("button", name=f"结果送出件窗口 {case.number}").click()
    expect(first.locator(".note.success")).to_contain_text("结果送出件窗口")

    # The applicant reads at home that the result is there.
    public = open_page(javascript=javascript, width=390, height=844)
    public.goto(f"/progress/?number={case.number}")
    public.get_by_label("查询码").fill(case.query_code)
    public.get_by_role("button", name="查询").click()
    expect(public.locator(".progress-shown")).to_contain_text("结果已经可以领取")
    expect(public.locator(".stages .here")).to_contain_text("待领取")

    # The clerk hands it out and files the case away.
    clerk.goto("/cases/")
    clerk.get_by_role("link", name=case.number).first.click()
    act(clerk, "出件（送达）", method="direct", received_by="王小明", identity_checked="on")
    act(clerk, "归档")
    expect(state_of(clerk)).to_have_text("已归档")
    expect(clerk.locator(".stages .here")).to_contain_text("归档")
    for page in (clerk, reviewer, first, public):
        assert page.complaints == []


def test_one_real_login_leads_to_the_window_and_to_its_workbench(hall_of, open_page):
    hall = hall_of("AH")
    hall.clerk.set_password(PASSWORD)
    hall.clerk.save()
    page = open_page()
    page.goto("/")
    page.get_by_role("link", name="工作人员登录").click()
    page.get_by_label("用户名").fill(hall.clerk.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("button", name="A01号窗口").click()
    page.get_by_role("link", name="窗口工作台").click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator("h1")).to_have_text("A01号窗口")


def test_an_instant_item_is_done_in_one_visit_at_one_window(hall_of, open_page):
    hall = hall_of("EL")
    clerk = open_page(hall.clerk, at=hall.window)
    clerk.goto("/cases/?q=zmkj")
    fill_in_the_applicant(clerk)
    find(clerk, "齐全")
    expect(clerk.locator("#outlook strong")).to_have_text("可受理")
    clerk.get_by_role("button", name="收件并受理").click()
    expect(state_of(clerk)).to_have_text("已受理")
    hand_over_every_paper(clerk)
    act(clerk, "准予", decision="准予开具")
    expect(state_of(clerk)).to_have_text("已决定")
    assert clerk.complaints == []
