"""The catalogue as departments keep it: in and out the same, byte for byte; with one fault nothing goes in."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from hall.people.roles import Role
from matters.catalogue.exchange.checking import plan
from matters.catalogue.exchange.columns import HEAD
from matters.catalogue.exchange.storing import Faulty, rows_of, store
from matters.catalogue.exchange.table import BadFile, read, to_csv, to_excel
from matters.catalogue.models import Matter, MatterVersion
from matters.catalogue.publishing import publish
from tests.catalogue.builders import by_nation, make_draft
from tests.factories import at, make_department, make_hall, make_user, travel

DAY = at("2026-03-09").date()
CODES = (
    "{n:031d}",  # the national length, with its leading zeros
    "aB-{n:017d}",
    "11150430MB0x{n:010d}-Z/{n:06d}",
    "{n:060d}",
)


def row(n: int, department: str, *, version: str = "", **changes) -> list[str]:
    """A line as a department writes it; with a first day also the head of its guide."""
    cells = dict.fromkeys(HEAD, "")
    cells |= {
        "实施编码": CODES[n % len(CODES)].format(n=n),
        "国家基本编码": f"{n:012d}" if n % 3 else "",
        "事项名称": f"第{n}项许可“甲，乙”",
        "子项名称": "新办" if n % 2 else "",
        "事项类型": "行政许可",
        "实施主体": department,
        "服务对象": "自然人、企业法人",
        "权力来源": "法定本级行使",
        "行使层级": "旗县级",
        "综合窗口受理": "是" if n % 5 else "否",
        "进驻日期": "2020-01-02",
    }
    if version:
        cells |= {
            "施行日期": version,
            "办件类型": "承诺件",
            "办理形式": "窗口办理、网上办理",
            "到现场次数": "1",
            "可受理窗口": "综合窗口",
            "受理条件": "一、甲\n二、乙",
            "办理结果": "许可证",
        }
    return [(cells | changes)[title] for title in HEAD]


@pytest.fixture
def hall(db):
    travel("2026-03-09")
    made = make_hall()
    make_department(made, "某旗市场监督管理局")
    return made


def take(hall, rows: list[list[str]]):
    return plan(hall, [HEAD, *rows], DAY)


def faults(hall, *rows: list[str]) -> str:
    found = take(hall, list(rows))
    with pytest.raises(Faulty):
        store(found, None)
    assert not Matter.objects.filter(name__startswith="第").exists()
    return "\n".join(str(one) for one in found.faults)


OF = "某旗市场监督管理局"


def padded(rows: list[list[str]]) -> list[list[str]]:
    """Excel keeps no empty cells at the end of a row."""
    return [[*one, *[""] * (len(HEAD) - len(one))] for one in rows]


class TestRoundTrip:
    @pytest.mark.parametrize("write", [to_excel, to_csv])
    def test_a_county_list_comes_out_as_it_went_in(self, hall, write):
        names = [OF, *(f"某旗第{n}局" for n in range(1, 34))]
        for name in names[1:]:
            make_department(hall, name, "局")
        rows = [row(n, names[n % 34], version="2026-04-01" if n % 20 == 0 else "") for n in range(1, 1041)]
        file = write([HEAD, *rows])
        found = plan(hall, read(file), DAY)
        assert found.faults == []
        store(found, make_user("办公室"))
        out = rows_of(hall)
        assert sorted(out[1:]) == sorted(rows)
        assert sorted(padded(read(write(out)))) == sorted([HEAD, *rows])
        again = plan(hall, read(write(out)), DAY)
        assert (again.faults, again.new, again.changed, again.drafts) == ([], [], [], [])
        assert again.unchanged == 1040
        assert Matter.objects.values("department").distinct().count() == 34
        assert Matter.history.filter(history_change_reason="表格导入").count() == 1040

    def test_gb18030_as_older_programs_write_it(self, hall):
        file = to_csv([HEAD, row(1, OF)]).decode("utf-8-sig").encode("gb18030")
        assert plan(hall, read(file), DAY).faults == []


class TestFaults:
    def test_every_fault_of_every_row_at_once_and_nothing_goes_in(self, hall):
        said = faults(
            hall,
            row(1, OF),
            row(2, "某旗没有的局"),
            row(3, OF, 事项类型="许可", 进驻日期="三月九日", 综合窗口受理="对"),
            row(4, OF, 实施编码="太短"),
            row(5, OF, 国家基本编码="12"),
            row(6, OF, 事项名称="=HYPERLINK(1)", 子项名称=" 前面有空格"),
        )
        for expected in (
            "第3行“实施主体”：没有“某旗没有的局”这个部门",
            "第4行“事项类型”：没有“许可”",
            "第4行“进驻日期”：“三月九日”不是日期",
            "第4行“综合窗口受理”：“对”应为“是”或者“否”",
            "第5行“实施编码”：实施编码为20至60位",
            "第6行“国家基本编码”：国家基本编码为12位数字",
            "第7行“事项名称”：以“=”",
            "第7行“子项名称”：前后有空格",
        ):
            assert expected in said

    def test_duplicates_and_overlaps(self, hall):
        said = faults(
            hall,
            row(1, OF),
            row(1, OF, 事项名称="第1项，改了名"),
            row(2, OF, version="2026-04-01"),
            row(2, OF, version="2026-04-01"),
        )
        assert "第3行“实施编码”：与第2行的编码重复而内容不同" in said
        assert "第5行“施行日期”：与第4行是同一事项、同一天施行的版本" in said

    def test_the_past_and_the_published_are_not_rewritten(self, hall):
        store(take(hall, [row(1, OF)]), None)
        version = make_draft(Matter.objects.get(), DAY)
        by_nation(version, 5).save()
        publish(version)
        for day, said in (("2026-03-09", "已经公布"), ("2026-03-01", "版本不能重叠")):
            assert said in str(take(hall, [row(1, OF, version=day)]).faults[0])
        later = take(hall, [row(1, OF, version="2026-05-01")])
        store(later, None)
        assert MatterVersion.objects.get(effective_from="2026-05-01").published_at is None

    def test_who_is_in_comes_out_by_procedure_alone(self, hall):
        store(take(hall, [row(1, OF)]), None)
        assert "进驻、变更、退出程序" in str(
            take(hall, [row(1, OF, **{"取消（退出）日期": "2026-04-01"})]).faults[0]
        )

    def test_another_table_is_told_by_its_head(self, hall):
        assert "表头" in str(plan(hall, [["姓名", "电话"]], DAY).faults[0])


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


class TestFiles:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (packed(xl__sheet_xml=b"0" * (101 * 1024 * 1024)), "压缩炸弹"),
            (packed(xl__sheet_xml=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'), "外部实体"),
            (packed(xl__vbaProject=b"x"), "宏"),
            (packed(anything=b"x"), "不是可以读取的 Excel"),
            (b"PK\x03\x04 broken", "已损坏"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "旧版 Excel"),
            (b"\xff\xff\xfe\xfd", "CSV"),
            (b"a\0b", "二进制"),
            ("甲," * 100, "列"),
        ],
    )
    def test_what_is_no_table_is_refused_clearly(self, content, said):
        with pytest.raises(BadFile, match=said):
            read(content.encode() if isinstance(content, str) else content)

    def test_a_code_that_excel_took_for_a_number_is_not_guessed(self, hall):
        book = Workbook()
        book.active.append(HEAD)
        book.active.append([1115043000000000123456789, *row(1, OF)[1:]])
        file = io.BytesIO()
        book.save(file)
        assert "改为文本格式" in str(plan(hall, read(file.getvalue()), DAY).faults[0])

    def test_the_office_checks_first_and_then_imports(self, hall):
        office, clerk = Client(), Client()
        office.force_login(make_user("办公室", (Role.HALL_OFFICE, hall)))
        clerk.force_login(make_user("窗口", (Role.WINDOW_CLERK, hall)))
        url = reverse("exchange")

        def send(do: str, rows: list[list[str]]):
            file = SimpleUploadedFile("../../<script>.xlsx", to_excel([HEAD, *rows]))
            return office.post(url, {"file": file, "do": do})

        assert clerk.get(url).status_code == 403
        assert "新增1项" in send("check", [row(1, OF)]).content.decode()
        assert not Matter.objects.exists()
        wrong = send("import", [row(1, OF), row(2, "无此局")])
        assert wrong.status_code == 422
        assert "script" not in wrong.content.decode().split("<main")[1]
        assert not Matter.objects.exists()
        send("import", [row(1, OF)])
        assert Matter.objects.get().initials
        assert row(1, OF) in padded(read(office.get(reverse("exchange-export", args=["csv"])).content))
