"""Somebody comes into the hall, a window closes for some days, a seal goes from hand to hand: each walked in a browser
by the people concerned, and what changes with the hall under two regulations.
"""

import pytest
from playwright.sync_api import Page, expect

from hall.acts.door import perform
from hall.acts.refusals import NotAllowed
from hall.people.roles import Role
from staff.models import Posting
from tests.factories import make_place, make_user, travel
from tests.postings_factory import FORM, PostingHall
from windows.models import Closure, Window

from .hands import choose, confirm

PDF = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%scan\n"}
CLOSURE = {
    "cause": "leave",
    "details": "窗口人员休产假",
    "no_substitute": "on",
    "begins_on": "2026-03-20",
    "ends_on": "2026-03-24",
    "uneven": "春季业务量为全年最低",
    "contact": "钱首代 0477-7210000",
    "enquiry": "李咨询 0477-7210001",
    "publicity": "公众号和大厅入口公告",
    "surge_plan": "一小时内调回一名工作人员",
    "proof": PDF,
}


def type_in(page: Page, typed: dict) -> None:
    """Fill in the form of an act by the names of its fields, files included, and do it."""
    for name, value in typed.items():
        field = page.locator(f".act-card [name={name}]")
        if isinstance(value, dict):
            field.set_input_files(value)
        elif value == "on":
            field.check()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    confirm(page)
    expect(page.locator(".done, .note.success").first).to_be_visible()


def do(page: Page, title: str, **typed) -> None:
    choose(page, title)
    expect(page.locator("#act-title")).to_have_text(title)
    type_in(page, typed)


def at(page: Page, obj) -> Page:
    page.goto(f"/d/{obj.pk}/")
    return page


def state(page: Page) -> str:
    return page.locator(".case-head .state").first.inner_text()


@pytest.mark.parametrize("preset", ["AH", "WS"])
def test_somebody_is_posted_in(hall_of, open_page, preset):
    hall = hall_of(preset)
    posts, person = PostingHall(preset, inside=hall), make_user("斯琴高娃")
    chief, office = open_page(posts.chief), open_page(posts.office)

    # The department fills in the form and signs it; the person is trained; the centre agrees and enters the data.
    chief.goto(f"/new/staff.posting/apply/?department={hall.department.pk}")
    type_in(chief, FORM | {"person": str(person.pk), "starts_on": "2026-03-16"})
    posting = Posting.objects.get(person=person)
    do(at(chief, posting), "签署单位意见", opinion="同意派驻")
    subjects = posts.rule("training.subjects")
    passed = {f"passed_{n}": "2026-03-09" for n in range(len(subjects))}
    proofs = {f"proof_{n}": PDF for n in range(len(subjects))}
    trainer = office if posts.trainer == posts.office else chief
    do(at(trainer, posting), str(Posting.acts()["train"].title), **passed, **proofs)
    do(at(office, posting), str(Posting.acts()["agree"].title), opinion="同意入岗")
    do(at(office, posting), "录入信息", attendance_number="K001", evaluator="评价器12号")

    # Nobody works before the first day; on it the role begins, and the form is on paper with both opinions.
    travel("2026-03-16")
    do(at(office, posting), "正式上岗")
    assert state(office) == "在岗"
    sheet = posting.dossier.papers.get(kind="posting_in")
    assert office.request.get(f"/papers/{sheet.pk}/pdf").body().startswith(b"%PDF-")
    assert person.grants.get(state="given").hall == hall.hall
    for page in (chief, office):
        assert page.complaints == []


@pytest.mark.parametrize("preset", ["AH", "WS"])
def test_a_window_closes_for_some_days(hall_of, open_page, preset):
    hall = hall_of(preset)
    window, *_ = [
        perform(
            Window,
            "register",
            {
                "place": make_place(hall.hall, code, "department_window").pk,
                "seats": 1,
                "matters": [hall.licence.pk],
            },
            by=hall.office,
            hall=hall.hall,
            department=hall.department,
        )
        for code in ("B01", "B02", "B03")
    ]
    first, office = open_page(hall.first), open_page(hall.office)
    first.goto(f"/new/windows.closure/draft/?parent={window.pk}")
    type_in(first, CLOSURE)
    closure = Closure.objects.get(window=window)
    do(at(first, closure), str(Closure.acts()["submit"].title), scan=PDF)
    do(at(office, closure), str(Closure.acts()["approve"].title), opinion="同意关闭")
    sheet = closure.dossier.papers.filter(kind="window_closure").latest("pk")
    assert office.request.get(f"/papers/{sheet.pk}/pdf").body().startswith(b"%PDF-")
    office.goto("/windows/")
    expect(office.locator("h1")).to_have_text("窗口一览")
    for page in (first, office):
        assert page.complaints == []


def test_a_seal_goes_from_hand_to_hand_and_every_use_is_read(hall_of, open_page):
    hall = hall_of("AH")
    case = hall.case_in("decided")
    person = make_user("临时代表", (Role.FIRST_REPRESENTATIVE, hall.hall, hall.department))
    watcher = make_user("监督员", (Role.SUPERVISOR, hall.hall))
    first, deputy = open_page(hall.first, at=hall.window), open_page(person, at=hall.window)
    do(at(first, hall.seal), "移交印章", receiver=str(person.pk))
    deputy.goto("/cases/first/")
    deputy.get_by_role("link", name="接收印章").click()
    confirm(deputy)
    expect(deputy.locator(".done, .note.success").first).to_be_visible()

    # Whoever gave it away stamps no more, and the attempt is seen; whoever keeps it stamps.
    with pytest.raises(NotAllowed):
        perform(case, "seal", by=hall.first, place=hall.window)
    do(at(deputy, case), "加盖审批专用章")
    number = case.dossier.papers.get(kind="approval").number
    page = open_page(watcher)
    page.goto("/seals/")
    expect(page.locator("table")).to_contain_text(person.name)
    page.get_by_role("link", name="用印登记").first.click()
    expect(page.locator("table")).to_contain_text(number)
    page.get_by_role("link", name="用印核对").click()
    expect(page.locator(".verdict.good")).to_contain_text("0 件")
    page.get_by_role("link", name="被拒绝的用印").click()
    expect(page.locator("table")).to_contain_text("只能由保管人用印")
    assert page.complaints == deputy.complaints == []
