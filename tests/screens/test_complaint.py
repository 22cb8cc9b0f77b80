"""A complaint in real browsers: filed on a telephone without JavaScript, handled at the office, read at home."""

import pytest
from playwright.sync_api import expect

from complaints.models import Complaint
from hall.calendar.seeding import seed_calendar
from tests.factories import travel
from tests.law.voice_hall import VoiceHall
from tests.screens.hands import act


@pytest.fixture
def voice(transactional_db, year_2026) -> VoiceHall:
    list(seed_calendar(year_2026))
    travel("2026-03-09")
    return VoiceHall()


def test_filed_followed_handled_and_answered(voice, open_page):
    public = open_page(javascript=False, width=390, height=844)
    public.goto("/complain/")
    public.get_by_role("link", name="向某旗政务服务中心提出").click()
    public.get_by_label("事情经过").fill("跑了三趟，每次都说还缺材料。")
    public.get_by_label("我了解").check()
    public.get_by_role("button", name="提交").click()
    expect(public.locator("h1")).to_have_text("已经收到")
    complaint = Complaint.objects.get()

    office = open_page(voice.office)
    office.goto("/complaints/")
    office.get_by_role("link", name=complaint.number).click()
    act(office, "受理投诉", target="unit", department=str(voice.department.pk), matter="没有一次性告知")
    act(office, "现场协调处理", finding="upheld", result="当场补告知", basis="首问负责制")
    act(office, "答复投诉人", answer="已经当场补告知，给您带来不便请谅解。", way="web")
    expect(office.locator("main")).to_contain_text("已答复，待回访")

    public.goto(f"/complain/follow/?number={complaint.number}")
    public.get_by_label("查询码").fill(complaint.query_code)
    public.get_by_role("button", name="查询").click()
    expect(public.locator(".progress-shown")).to_contain_text("给您带来不便请谅解")
    for page in (office, public):
        assert page.complaints == []
