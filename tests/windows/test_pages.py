"""The register of windows, what waits for whom, and the pages of what departments file."""

from __future__ import annotations

import pytest

from hall.acts.door import perform
from hall.models import Place
from hall.people.roles import Role
from tests.factories import make_place, make_user
from tests.windows.desk import Desk
from windows.models import Suspension, WindowChange

pytestmark = pytest.mark.django_db
NEW = ("windows.windowchange", "windows.suspension", "windows.peakplan", "windows.seasonalplan")


def read(client, user, address: str) -> str:
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.counters = desk.windows(2)
    desk.second = make_user("李咨询", (Role.WINDOW_CLERK, desk.hall, desk.department))
    return desk


def test_the_register_shows_every_window_with_what_it_does(desk, client):
    Place.objects.filter(code="B01").update(zone="商事登记区")
    perform(desk.counters[1], "pause", {"reason": "取材料"}, by=desk.first)
    page = read(client, desk.office, "/windows/")
    for told in ("B01号窗口", "商事登记区", "食品经营许可", "评价器：停止服务", "暂停服务"):
        assert told in page


def test_what_waits_for_the_office_is_on_its_list_until_it_is_done(desk, client):
    closure = desk.file(desk.counters[0], "2026-03-20", "2026-03-24")
    assert str(closure.dossier) in read(client, desk.office, "/windows/waiting/")
    assert "临时关闭待审核" in read(client, desk.office, "/")
    assert str(closure.dossier) not in read(client, desk.clerk, "/windows/waiting/")


@pytest.mark.parametrize("kind", NEW)
def test_the_department_begins_from_the_start_page(desk, client, kind):
    assert f"/new/{kind}/draft/" in read(client, desk.first, "/")
    page = read(client, desk.first, f"/new/{kind}/draft/")
    assert "<form" in page


@pytest.mark.parametrize(("kind", "act"), [("windows.closure", "draft"), ("windows.mandate", "issue")])
def test_what_concerns_one_window_begins_at_that_window(desk, client, kind, act):
    window = desk.counters[0]
    assert f"/new/{kind}/{act}/" in read(client, desk.first, f"/d/{window.pk}/")
    assert "<form" in read(client, desk.first, f"/new/{kind}/{act}/?parent={window.pk}")


def test_the_application_shows_the_volume_of_the_last_twelve_months(desk, client):
    window = desk.counters[0]
    page = read(client, desk.first, f"/new/windows.closure/draft/?parent={window.pk}")
    assert "近12个月收件：2025年4月0件" in page


def test_the_pages_of_filings_speak_chinese(desk, client):
    scope = {"hall": desk.hall, "department": desk.department}
    change = {"kind": "add", "reason": "窗口不足", "begins_on": "2026-03-16", "equipment": "无"}
    change |= {"places": [make_place(desk.hall, "B11", Place.Kind.DEPARTMENT_WINDOW).pk]}
    change |= {"matters": [desk.matter.pk]}
    change = perform(WindowChange, "draft", change, by=desk.first, **scope)
    assert "窗口信息、屏幕、评价器、叫号机" in read(client, desk.first, f"/d/{change.pk}/")
    suspension = {
        "cause": "系统升级",
        "document_number": "8号",
        "content": "系统切换",
        "matters": [desk.matter.pk],
        "windows": [desk.counters[0].pk],
        "begins_at": "2026-03-23 08:30",
        "ends_at": "2026-03-24 17:30",
        "consultants": [desk.first.pk, desk.second.pk],
        "enquiry_phone": "0477-7212345",
        "publicity": "公众号",
        "contact": "钱首代 0477-7210000",
    }
    suspension = perform(Suspension, "draft", suspension, by=desk.first, **scope)
    page = read(client, desk.first, f"/d/{suspension.pk}/")
    assert "李咨询、钱首代" in page or "钱首代、李咨询" in page
    assert "7210000" not in page
    plan = desk.file_plan(desk.counters[0])
    assert "采暖费补贴申报；供热股一人" in read(client, desk.first, f"/d/{plan.pk}/")


def test_the_evaluator_shows_its_face_to_everybody(desk, client):
    window = desk.counters[0]
    assert "正在服务" in client.get(f"/board/{window.pk}/").content.decode()
    perform(window, "pause", {"reason": "取材料"}, by=desk.first)
    assert "停止服务" in client.get(f"/board/{window.pk}/").content.decode()
