"""The hall office walks a patrol with a phone in the hand, from the first step to the circular that says it aloud."""

from playwright.sync_api import Page, expect

from supervision.models import Circular, Finding, Patrol
from tests.factories import travel
from tests.law.patrol_hall import PatrolHall

PHONE = {"width": 390, "height": 844}


def fits(page: Page) -> bool:
    """Nothing has to be pushed sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


def submit(page: Page) -> None:
    page.locator("form.typed button[type=submit]").click()


def test_a_patrol_becomes_a_circular(hall_of, open_page):
    hall = PatrolHall("WS")
    phone = open_page(hall.office, **PHONE)
    phone.goto("/supervision/patrols/")
    phone.get_by_role("link", name="开始巡查").click()
    phone.get_by_label("现场巡查").check()
    phone.get_by_label("大厅管理", exact=True).check()
    phone.get_by_label("1层").check()
    phone.get_by_label("前台受理区").check()
    assert fits(phone)
    submit(phone)
    patrol = Patrol.objects.get()

    phone.goto("/supervision/patrols/")
    phone.get_by_role("link", name="检查清单").click()
    expect(phone.get_by_text("好差评评价情况（WS10-3.2）")).to_be_visible()
    assert fits(phone)
    phone.get_by_label("空岗（WS10-3.3）").check()
    phone.get_by_label("在岗情况").check()
    submit(phone)

    phone.goto("/supervision/patrols/")
    phone.locator(".acting").get_by_role("link", name="记录问题").click()
    phone.get_by_label("涉及部门").select_option(str(hall.unit.pk))
    phone.locator("form button[type=submit]").last.click()
    phone.get_by_label("检查项目").select_option("deserted")
    phone.get_by_label("问题类别").select_option("deserted")
    phone.get_by_label("楼层").select_option("1层")
    phone.get_by_label("涉及人员").select_option(str(hall.clerk.pk))
    phone.get_by_label("问题情况").fill("A01号窗口上午十时无人在岗")
    assert fits(phone)
    submit(phone)
    finding = Finding.objects.get()
    assert (finding.patrol, finding.clause, finding.person) == (patrol, "WS10-3.3", hall.clerk)

    phone.goto("/supervision/patrols/")
    phone.get_by_role("link", name="结束巡查").click()
    submit(phone)
    expect(phone.locator(".case-head .state")).to_have_text("已记录")

    travel("2026-03-10")
    phone.goto("/supervision/circulars/")
    phone.get_by_role("link", name="起草通报").click()
    phone.get_by_label("通报形式").select_option("oral")
    submit(phone)
    expect(phone.get_by_text("A01号窗口上午十时无人在岗")).to_be_visible()
    assert fits(phone)
    phone.locator(".offers").get_by_role("link", name="报审").click()
    submit(phone)
    leader = open_page(hall.leader, **PHONE)
    address = f"/d/{Circular.objects.get().pk}/"
    leader.goto(f"{address}do/approve/")
    submit(leader)
    leader.goto(f"{address}do/deliver/")
    leader.get_by_label("到场人员、部门").fill("各首席代表")
    submit(leader)
    expect(leader.locator(".case-head .state")).to_have_text("已通报")
    printed = leader.get_by_role("link", name="打开并打印").get_attribute("href")
    assert leader.request.get(printed).body().startswith(b"%PDF-")
    assert [*phone.complaints, *leader.complaints] == []
