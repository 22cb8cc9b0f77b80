"""The pages of daily life: each opens for whom it is meant, shows what it says, and is closed to others."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hall.acts.door import perform
from hall.models import RegisterRecord
from staff.models import Appraisal, Handbook, Leave
from tests.factories import travel
from tests.law.staff_hall import StaffHall
from tests.law.test_assessment import assess, find_out
from tests.web.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(staff_of) -> StaffHall:
    world = staff_of("WS")
    travel("2026-03-10 09:00")
    world.clock((world.clerk, "2026-03-09 08:45"), (world.clerk, "2026-03-09 17:40"))
    return world


def page(user, name: str, *args, query: str = "") -> str:
    client = Client()
    client.force_login(user)
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200, response.status_code
    return text_of(response)


def status(user, name: str, *args) -> int:
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=args)).status_code


@pytest.mark.clause("WS04-5.4-4")
def test_the_month_for_the_office_and_for_a_department(world):
    assert "张窗口 0 0 0 0 0 1 0 0" in page(world.office, "attendance")
    seen = page(world.first, "attendance")
    assert "张窗口" in seen
    assert "甲导服" not in seen
    assert status(world.clerk, "attendance") == 403
    assert "晨会：0/7" in seen
    assert "迟到1次" in page(world.office, "attendance-day", dt.date(2026, 3, 9))
    assert "还没有到" in page(world.office, "attendance-day", dt.date(2026, 3, 11))


@pytest.mark.clause("EL-4.2c")
def test_one_page_shows_training_attendance_findings_and_score(world):
    find_out(world, "patrol", world.clerk)
    assess(world, world.clerk)
    course = world.course(world.clerk, on="2026-03-20")
    seen = page(world.office, "person-file", world.clerk.pk)
    for said in (str(course), "迟到1", "合计-3分", "2026年度：称职"):
        assert said in seen
    assert "张窗口的档案" in page(world.clerk, "my-file")
    assert status(world.guide, "person-file", world.clerk.pk) == 404


@pytest.mark.clause("WS14-08-2")
def test_each_row_of_the_report_opens_to_its_record(world):
    line = find_out(world, "inspection", world.clerk)
    seen = page(world.office, "assessment", query="?period=2026-03")
    assert "没有考核" in seen
    assert "甲导服" in seen
    client = Client()
    client.force_login(world.office)
    for name, subject in (("sheet-unit", world.unit), ("sheet-person", world.clerk)):
        body = client.get(reverse(name, args=[subject.pk])).content.decode()
        assert reverse("dossier", args=[line.pk]) in body
        assert reverse("attendance-day", args=[dt.date(2026, 3, 9)]) in body
    assert status(world.first, "sheet-unit", world.other_unit.pk) == 404


@pytest.mark.clause("DL-23.1", "EL-4.1h")
def test_the_training_page_names_what_is_overdue_and_who_trains_nobody(world):
    world.course(kind="regular", on="2026-03-06")
    seen = page(world.office, "training")
    assert "逾期未举办" in seen
    assert "本季度没有培训" in seen


@pytest.mark.clause("WS05-1.3", "WS05-6.1")
def test_the_guides_page_links_the_handbook_in_force_and_names_empty_posts(world):
    file = SimpleUploadedFile("手册.pdf", b"%PDF-1.4 x")
    book = perform(Handbook, "publish", {}, files={"file": file}, by=world.office, hall=world.hall)
    seen = page(world.guide, "guides")
    assert "第1版 2026-03-10 · 现行" in seen
    assert "总导询台 上午 无人在岗" in seen
    client = Client()
    client.force_login(world.guide)
    found = client.get(reverse("handbook", args=[book.pk]))
    assert b"".join(found.streaming_content) == b"%PDF-1.4 x"


@pytest.mark.clause("WS05-2.2", "WS05-2.1-2")
def test_a_guide_finds_the_window_and_prints_what_is_to_be_told(hall_of):
    hall = hall_of("WS")
    data = {"on": "2026-03-09", "matter": hall.licence.pk}
    perform(RegisterRecord, "record", data, by=hall.office, register="staff.enquiries", hall=hall.hall)
    assert "食品经营许可" in page(hall.office, "guides")
    assert "场地平面图" in page(hall.office, "told-at-once", hall.licence.pk)
    assert "A01 A01号窗口 开放" in page(hall.office, "find-window", query="?q=食品经营")


@pytest.mark.clause("XA-37.4")
def test_the_public_reads_the_board_without_login(world):
    world.line("public", person=world.clerk.pk, duty="综合受理", contact="0470-1")
    seen = text_of(Client().get(reverse("staff-board")))
    assert "姓名：张窗口；工作职责：综合受理" in seen
    assert "0470-1" not in seen


def test_what_can_be_begun_is_begun_on_screen(world):
    travel("2026-03-10 11:30")
    client = Client()
    for user, kind, act in (
        (world.clerk, "staff.leave", "ask"),
        (world.first, "staff.course", "plan"),
        (world.office, "staff.clockimport", "read_in"),
        (world.office, "staff.appraisal", "draw_up"),
        (world.office, "staff.leaderduty", "arrange"),
        (world.office, "staff.handbook", "publish"),
        (world.guide, "staff.shortabsence", "step_out"),
        (world.guide, "staff.postleave", "ask"),
    ):
        client.force_login(user)
        shown = client.get(reverse("new", args=[kind, act]))
        assert shown.status_code == 200, (kind, shown.status_code)
    data = {"kind": "事假", "begins_on": "2026-03-11", "ends_on": "2026-03-11", "reason": "家中有事"}
    leave = perform(Leave, "ask", data, by=world.clerk, hall=world.hall, department=world.unit)
    assert "请假待批" in page(world.first, "home")
    assert page(world.office, "dossier", leave.pk)
    made = assess(world, world.clerk)
    assert "思想品德" in page(world.office, "dossier", made.pk)
    assert Appraisal.objects.count() == 1
