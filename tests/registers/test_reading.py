"""A register as a list and as a table: open to whom it is open, and without what is private."""

import csv
import io

import pytest
from django.urls import reverse

from hall.acts.door import perform
from hall.people.authority import Authority
from hall.people.roles import Role
from hall.registers.register import READS_HALL
from tests.factories import make_hall, make_user, travel

from .conftest import KEY, correct, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(client):
    def entering(user):
        client.force_login(user)
        return client

    return entering


def table(client) -> list[list[str]]:
    answer = client.get(reverse("register-table", args=[KEY]))
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf"), "spreadsheets need to be told that it is UTF-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


class TestOpenTo:
    @pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
    def test_who_records_and_who_answers_for_the_hall(self, county, equipment, enter, role):
        line = record(county)
        user = make_user("某人", (role, county.hall))
        sees = role in {Role.HALL_OFFICE, Role.GUIDE} | READS_HALL
        assert list(equipment.lines(Authority.of(user))) == ([line] if sees else [])
        client = enter(user)
        for name in ("register", "register-table"):
            assert client.get(reverse(name, args=[KEY])).status_code == (200 if sees else 404)
        assert ("设备台账" in client.get(reverse("registers")).content.decode()) is sees

    def test_only_the_lines_of_their_own_reach(self, county, equipment):
        own, hall_s = record(county, department=county.market), record(county)
        stranger = make_user("邻旗", (Role.HALL_OFFICE, make_hall(code="beside", region="150998")))
        bureau = make_user("盟局", (Role.BUREAU, county.hall.parent))
        for user, seen in (
            (county.guide, [own]),
            (county.office, [hall_s, own]),
            (stranger, []),
            (bureau, [hall_s, own]),
        ):
            assert list(equipment.lines(Authority.of(user))) == seen

    def test_nobody_who_is_not_logged_in(self, county, client):
        for name, args in (("registers", []), ("register", [KEY]), ("register-table", [KEY])):
            assert client.get(reverse(name, args=args)).status_code == 302

    def test_none_of_that_name(self, county, enter):
        assert enter(county.office).get(reverse("register", args=["test.nothing"])).status_code == 404


class TestList:
    def test_newest_first_in_words_and_without_what_is_private(self, county, enter):
        record(county)
        travel("2026-03-10")
        perform(record(county, name="打印机一号", kind="printer"), "void", {"reason": "误"}, by=county.office)
        page = enter(county.office).get(reverse("register", args=[KEY])).content.decode()
        assert page.index("打印机一号") < page.index("叫号屏一号")
        for told in ("叫号屏", "2026-03-01", "张窗口、导服", "已作废", "供应商电话"):
            assert (told in page) is (told != "供应商电话")
        assert "13847612345" not in page

    def test_in_a_fixed_number_of_queries(self, county, enter, django_assert_max_num_queries):
        for number in range(5):
            record(county, name=f"设备{number}", department=county.market)
        client = enter(county.office)
        client.get(reverse("register", args=[KEY]))
        with django_assert_max_num_queries(16):
            client.get(reverse("register", args=[KEY]))


class TestTable:
    def test_every_line_in_words(self, county, enter):
        first = record(county, department=county.market)
        second = correct(county, record(county), name="打印机一号", kind="printer", count="5")
        assert table(enter(county.office)) == [
            [
                "编号",
                "登记日期",
                "状态",
                "部门",
                "设备",
                "类别",
                "购置日期",
                "保管人",
                "使用人",
                "备用",
                "数量",
            ],
            [
                *(str(second.pk), "2026-03-09", "已登记", "", "打印机一号", "打印机"),
                *("2026-03-01", "张窗口", "张窗口、导服", "是", "5"),
            ],
            [
                *(str(first.pk), "2026-03-09", "已登记", "某旗市场监督管理局", "叫号屏一号", "叫号屏"),
                *("2026-03-01", "张窗口", "张窗口、导服", "是", "2"),
            ],
        ]

    def test_nothing_private_leaves_with_it(self, county, enter):
        record(county)
        assert "13847612345" not in str(table(enter(county.office)))

    @pytest.mark.parametrize("text", ["=1+1", "+8613847612345", "-2", "@SUM(A1)", "\t=1"])
    def test_no_cell_is_worked_out_by_a_spreadsheet(self, county, enter, text):
        record(county, name=text)
        (_, line) = table(enter(county.office))
        assert line[4] == f"'{text.strip()}"

    def test_commas_quotes_and_lines_stay_in_their_cell(self, county, enter):
        record(county, name='一号,"大"屏')
        (_, line) = table(enter(county.office))
        assert line[4] == '一号,"大"屏'

    def test_it_is_named_after_the_register_and_the_day(self, county, enter):
        answer = enter(county.office).get(reverse("register-table", args=[KEY]))
        assert "20260309.csv" in answer["Content-Disposition"]
        assert answer["Content-Type"].startswith("text/csv")
