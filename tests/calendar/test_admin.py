"""The hall office imports, previews, corrects and looks at the calendar in the admin, as a browser would."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse, reverse_lazy

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.calendar import calendar_for
from hall.calendar.arrangements import HolidayArrangement
from hall.calendar.publishing import publish
from hall.calendar.table import read_table
from hall.people.grant import Grant
from hall.people.roles import Role
from hall.people.user import User
from hall.places.hall import Hall

pytestmark = pytest.mark.django_db

ADD = reverse_lazy("admin:hall_holidayarrangement_add")
YEAR = reverse_lazy("admin:hall_holidayarrangement_year")
TABLE = "2026-12-27,上班,元旦\n2026-12-31至2027-01-02,放假,元旦"


@pytest.fixture
def banner() -> Hall:
    league = Hall.objects.create(code="league", name="盟大厅", level=3, region_code="152200")
    return Hall.objects.create(code="banner", name="旗大厅", level=4, region_code="152201", parent=league)


@pytest.fixture
def log_in(client, banner):
    """A browser in which a person of that role is logged in."""

    def log_in(role: Role, hall: Hall = banner):
        user = User.objects.create_user(role, name="张三")
        perform(Grant, "give", {"user": user.pk, "role": role}, by=SYSTEM, hall=hall)
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def office(log_in):
    return log_in(Role.HALL_OFFICE)


@pytest.fixture(autouse=True)
def year_2026() -> HolidayArrangement:
    arrangement = HolidayArrangement(
        year=2026, title="2026年放假通知", issued_on=date(2025, 11, 4), source="试验"
    )
    publish(arrangement, read_table("2026-01-01,放假,元旦\n2026-10-01至2026-10-07,放假,国庆节"))
    return arrangement


def filled(**changed) -> dict:
    """The form as filled in for the 2027 notice."""
    return {
        "hall": "",
        "scope": "year",
        "year": "2027",
        "title": "2027年放假通知",
        "number": "",
        "issued_on": str(legal_time.today()),
        "source": "纸质文件，已核对",
        "reason": "",
        "table": TABLE,
    } | changed


def errors(response, field: str) -> list[str]:
    return response.context["form"].errors.get(field, [])


def imported() -> int:
    return HolidayArrangement.objects.count() - 1


def test_preview_then_confirm(office):
    page = office.post(ADD, filled())
    assert imported() == 0, "预览不导入"
    text = page.content.decode()
    assert "预览：4天有变动" in text
    assert "公布到2027-12-31，此前到2026-12-31" in text
    assert "2026-12-27" in text

    seen = page.context["form"]["seen"].value()
    answer = office.post(ADD, filled(seen=seen, confirm="1"))
    assert answer.status_code == 302
    arrangement = HolidayArrangement.objects.get(year=2027)
    assert arrangement.recorded_by.name == "张三"
    assert LogEntry.objects.get().object_id == str(arrangement.pk)
    calendar = calendar_for(None)
    assert calendar.edition == seen
    assert calendar.horizon == date(2027, 12, 31)


def test_confirming_another_table_than_the_previewed_one_is_refused(office):
    seen = office.post(ADD, filled()).context["form"]["seen"].value()
    page = office.post(ADD, filled(seen=seen, confirm="1", table="2027-01-01,放假,元旦"))
    assert "请重新预览" in errors(page, "table")[0]
    assert imported() == 0


def test_confirming_without_a_preview_is_refused(office):
    page = office.post(ADD, filled(confirm="1"))
    assert "请重新预览" in errors(page, "table")[0]
    assert imported() == 0


def test_an_upload_is_previewed_as_text_to_be_confirmed(office):
    upload = SimpleUploadedFile("2027.csv", ("日期,类型,节日\n" + TABLE).encode("gb18030"))
    page = office.post(ADD, filled(table="", upload=upload))
    again = page.context["form"]
    assert again["table"].value().splitlines() == TABLE.splitlines()
    office.post(ADD, filled(table=again["table"].value(), seen=again["seen"].value(), confirm="1"))
    assert imported() == 1


@pytest.mark.parametrize(
    ("changed", "field", "fault"),
    [
        ({"table": "2027-01-32,放假,元旦\n2027-01-04,放,元旦"}, "table", "第1行"),
        ({"table": "2027-01-32,放假,元旦\n2027-01-04,放,元旦"}, "table", "第2行"),
        ({"table": ""}, "table", "表中没有一天"),
        ({"year": "2029"}, "table", "请先导入2027年"),
        ({"year": "2026"}, "table", "已经导入"),
        ({"issued_on": "2100-01-01"}, "issued_on", "不能晚于今天"),
        ({"issued_on": ""}, "issued_on", "必填"),
        ({"upload": SimpleUploadedFile("a.csv", b"x" * 70_000)}, "table", "文件过大"),
        ({"upload": SimpleUploadedFile("a.csv", b"PK\x03\x04\x00\x00")}, "table", "另存为 CSV"),
    ],
)
def test_bad_input_is_told_and_nothing_is_imported(office, changed, field, fault):
    page = office.post(ADD, filled(**changed, confirm="1"))
    assert page.status_code == 200
    assert any(fault in message for message in errors(page, field))
    assert imported() == 0


class TestLocalHoliday:
    def form(self, hall, **changed) -> dict:
        return (
            filled(
                hall=hall.pk,
                scope="days",
                year="2026",
                title="那达慕放假通知",
                table="2026-07-13,放假,那达慕",
            )
            | changed
        )

    def test_it_needs_a_reason(self, office, banner):
        assert errors(office.post(ADD, self.form(banner)), "reason") == [
            "地方节日和更正必须说明理由，请填写。"
        ]

    def test_it_rests_its_own_hall_and_can_be_corrected_and_withdrawn(self, office, banner):
        entered = self.form(banner, reason="旗人民政府决定")
        for table, rests in (("2026-07-13,放假,那达慕", 13), ("2026-07-14,放假,那达慕", 14), ("", None)):
            standing = HolidayArrangement.objects.standing().filter(hall=banner).first()
            address = f"{ADD}?replaces={standing.pk}" if standing else ADD
            seen = office.post(address, entered | {"table": table}).context["form"]["seen"].value()
            answer = office.post(address, entered | {"table": table, "seen": seen, "confirm": "1"})
            assert answer.status_code == 302
            calendar = calendar_for(banner)
            assert [d for d in (13, 14) if not calendar.is_working(date(2026, 7, d))] == (
                [rests] if rests else []
            )
        assert HolidayArrangement.objects.filter(hall=banner).count() == 3
        assert calendar_for(None).is_working(date(2026, 7, 13))

    def test_another_halls_area_cannot_be_arranged(self, office, banner):
        page = office.post(ADD, self.form(banner.parent, reason="越权"))
        assert errors(page, "hall")
        assert imported() == 0


class TestCorrection:
    def test_it_starts_from_what_stands_and_keeps_its_place(self, office, year_2026):
        address = f"{ADD}?replaces={year_2026.pk}"
        form = office.get(address).context["form"]
        assert form["table"].value() == year_2026.table
        assert "清空日期表即为撤回" in office.get(address).content.decode()
        assert form["title"].value() == "2026年放假通知"
        table = year_2026.table + "2026-10-10,上班,国庆节\n"
        facts = filled(year="2031", reason="漏录10月10日", table=table, issued_on="2025-11-04")
        seen = office.post(address, facts).context["form"]["seen"].value()
        office.post(address, facts | {"seen": seen, "confirm": "1"})
        corrected = HolidayArrangement.objects.standing().get()
        assert (corrected.year, corrected.replaces) == (2026, year_2026), "更正不能挪到别的年度"
        assert calendar_for(None).is_working(date(2026, 10, 10))

    def test_what_was_replaced_cannot_be_corrected_again(self, office, year_2026):
        successor = HolidayArrangement(
            year=2026,
            title="更正",
            issued_on=date(2025, 11, 5),
            source="试验",
            reason="补",
            replaces=year_2026,
        )
        publish(successor, read_table("2026-01-01,放假,元旦"))
        assert office.get(f"{ADD}?replaces={year_2026.pk}").status_code == 404
        assert "更正或撤回" not in office.get(_change(year_2026)).content.decode()
        assert "更正或撤回" in office.get(_change(successor)).content.decode()


class TestWhoMay:
    def test_a_reader_sees_the_year_but_imports_nothing(self, log_in, year_2026):
        leader = log_in(Role.HALL_LEADER)
        assert leader.get(YEAR).status_code == 200
        assert leader.get(_change(year_2026)).status_code == 200
        assert leader.post(ADD, filled(confirm="1")).status_code == 403

    def test_a_window_clerk_sees_none_of_it(self, log_in):
        clerk = log_in(Role.WINDOW_CLERK)
        assert clerk.get(YEAR).status_code in (302, 403)
        assert clerk.get(ADD).status_code in (302, 403)

    def test_nobody_edits_or_deletes_in_place(self, office, year_2026):
        assert office.post(_change(year_2026), filled()).status_code == 403
        delete = reverse("admin:hall_holidayarrangement_delete", args=[year_2026.pk])
        assert office.post(delete, {"post": "yes"}).status_code == 403


class TestYear:
    def test_each_day_says_what_it_is(self, office):
        page = office.get(YEAR, {"year": "2026"})
        cells = {
            cell.date: cell
            for month in page.context["months"]
            for week in month.weeks
            for cell in week
            if cell
        }
        assert len(cells) == 365
        assert cells[date(2026, 10, 1)].css == "rest rest-day"
        assert cells[date(2026, 10, 1)].title == "10-01 休息（国庆节）"
        assert cells[date(2026, 3, 2)].css == "work"
        assert sum(month.working_days for month in page.context["months"]) == 255

    def test_the_year_after_the_last_published_one_is_shown_as_provisional(self, office):
        page = office.get(YEAR, {"year": "2027"})
        assert "provisional" in page.context["months"][0].weeks[0][4].css

    @pytest.mark.parametrize("year", ["2025", "2028", "x"])
    def test_years_it_does_not_reach_are_not_found(self, office, year):
        assert office.get(YEAR, {"year": year}).status_code == 404

    def test_the_list_leads_there(self, office):
        text = office.get(reverse("admin:hall_holidayarrangement_changelist")).content.decode()
        assert str(YEAR) in text
        assert "导入放假安排" in text


def _change(arrangement: HolidayArrangement) -> str:
    return reverse("admin:hall_holidayarrangement_change", args=[arrangement.pk])
