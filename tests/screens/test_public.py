"""The public's way on a phone, from a word to a filed application; and what a screen reader makes of every page."""

import json
from pathlib import Path

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from hall.acts.door import perform
from hall.models import Policy
from matters.cases.models import Filing
from tests.cases_factory import PERSON
from windows.models import Window

AXE = Path(__file__).resolve().parents[2] / ".axe/axe.min.js"
RUN = "() => axe.run(document, {resultTypes: ['violations']})"
GRAVE = ("serious", "critical")


def grave(page: Page) -> list[str]:
    """What axe finds seriously wrong with the page as it now stands."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN)["violations"]
    return [
        f"{page.url} {one['id']}: {json.dumps([node['target'] for node in one['nodes']][:3])}"
        for one in found
        if one["impact"] in GRAVE
    ]


def scrolls_sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.fixture
def hall(hall_of):
    cache.clear()
    hall = hall_of("AH")
    hall.hall.opening_hours, hall.hall.address = "工作日 8:30–17:30", "某旗新区一号"
    hall.hall.save()
    return hall


@pytest.mark.clause("XA-24.3")
@pytest.mark.parametrize(("width", "javascript"), [(375, True), (1280, False)])
def test_from_a_word_to_a_filed_application(hall, open_page, width, javascript):
    page = open_page(width=width, height=720, javascript=javascript)
    page.goto("/")
    page.get_by_label("想办什么事").fill("spjy")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="食品经营许可").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("食品经营许可")
    assert not scrolls_sideways(page)
    page.get_by_role("link", name="网上申请", exact=True).click()
    for label, value in (("姓名（名称）", "name"), ("证件号码", "identity_number"), ("联系电话", "phone")):
        page.get_by_label(label, exact=False).first.fill(PERSON[value])
    plan = {"name": "场地平面图.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 plan"}
    page.get_by_label("上传：场地平面图").set_input_files(plan)
    assert not scrolls_sideways(page)
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
    filing = Filing.objects.get()
    expect(page.locator("main")).to_contain_text(filing.number)
    page.get_by_role("link", name="查询办理进度").click()
    page.get_by_label("查询码").fill(filing.query_code)
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.locator("main")).to_contain_text("正在预审")
    assert page.complaints == []


def test_public_pages_read_well_to_everybody(hall, open_page):
    decided = hall.case_in("decided")
    data = {"title": "便民十条", "made_on": "2026-03-09", "text": "正文"}
    policy = perform(Policy, "register", data, by=hall.office, hall=hall.hall)
    perform(policy, "publish", {"channels": ["site"]}, by=hall.office)
    page = open_page(width=375, height=720)
    addresses = [
        "/",
        "/matters/?q=食品",
        reverse("public-guide", args=[hall.licence.pk]),
        reverse("public-apply", args=[hall.licence.pk]),
        "/fees/",
        "/decisions/",
        reverse("public-decision", args=[decided.pk]),
        "/directory/",
        reverse("public-window", args=[Window.objects.get().pk]),
        "/policies/?hall=county",
        reverse("public-policy", args=[policy.pk]),
        "/progress/",
        "/board/",
        "/verify/",
        "/api/",
        "/login/",
    ]
    wrong = []
    for address in addresses:
        assert page.goto(address).status == 200, address
        wrong += grave(page)
        if scrolls_sideways(page):
            wrong.append(f"{address} scrolls sideways")
    assert wrong == []


def test_main_staff_pages_read_well_too(hall, open_page):
    case = hall.receive()
    clerk, office = open_page(hall.clerk, at=hall.window), open_page(hall.office)
    seen = {
        clerk: ["/", "/cases/", "/cases/filings/", reverse("dossier", args=[case.pk]), "/windows/bulletins/"],
        office: [
            "/",
            "/cases/figures/",
            "/windows/house/",
            "/platform/",
            "/catalogue/exchange/",
            "/windows/policies/",
        ],
    }
    wrong = []
    for page, addresses in seen.items():
        for address in addresses:
            assert page.goto(address).status == 200, address
            wrong += grave(page)
    assert wrong == []


def test_the_search_is_worked_by_keyboard_alone(hall, open_page):
    page = open_page(width=1280)
    page.goto("/matters/")
    page.get_by_label("想办什么事").focus()
    page.keyboard.type("食品")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="食品经营许可")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("食品经营许可")
