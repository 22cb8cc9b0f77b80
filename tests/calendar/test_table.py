"""Reading the small table a notice is typed in: forgiving in form, strict in substance."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.calendar.table import TableRefused, decode, read_table, write_table
from hall.calendar.working_days import PublishedDay

NATIONAL_DAY = [PublishedDay(date(2026, 10, n), "rest", "国庆节") for n in range(1, 8)]
MAKE_UP = PublishedDay(date(2026, 10, 10), "make_up", "国庆节")


@pytest.mark.parametrize(
    "text",
    [
        "日期,类型,节日\n2026-10-01至2026-10-07,放假,国庆节\n2026-10-10,上班,国庆节",
        "2026年10月1日至2026年10月7日，放假，国庆节\r\n\r\n2026年10月10日，上班，国庆节\r\n",
        "2026/10/1～2026/10/7\t放假\t国庆节\n2026/10/10\t上班\t国庆节",
        " 2026.10.01 ~ 2026.10.07 , 放假 , 国庆节 \n2026.10.10,上班,国庆节",
    ],
)
def test_typed_pasted_and_exported_tables_read_alike(text):
    assert [row.day for row in read_table(text)] == [*NATIONAL_DAY, MAKE_UP]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("2026-13-01,放假,元旦", "日期“2026-13-01”不存在"),
        ("2026-02-29,放假,春节", "日期“2026-02-29”不存在"),
        ("10月1日,放假,国庆节", "日期“10月1日”读不懂"),
        (",放假,国庆节", "日期“”读不懂"),
        ("2026-10-01,休息,国庆节", "类型“休息”不认识"),
        ("2026-10-01,放假,", "请写明节日名称"),
        ("2026-10-01,放假," + "节" * 41, "请写明节日名称"),
        ("2026-10-01,放假", "应有日期、类型、节日三栏，现有2栏"),
        ("2026-10-07至2026-10-01,放假,国庆节", "止日应在起日之后"),
        ("2026-01-01至2026-12-31,放假,国庆节", "不超过31天"),
        ("2026-10-01至2026-10-02至2026-10-03,放假,国庆节", "不止一段"),
    ],
)
def test_a_faulty_line_is_named_with_its_number(line, fault):
    with pytest.raises(TableRefused) as refused:
        read_table("2026-01-01,放假,元旦\n" + line)
    (message,) = refused.value.messages
    assert message.startswith("第2行：")
    assert fault in message


def test_all_faults_are_told_at_once():
    with pytest.raises(TableRefused) as refused:
        read_table("2026-10-01,放,国庆节\n2026-10-02,放假,国庆节\n2026-10-02,上班,国庆节\n昨天,放假,国庆节")
    assert [message[:4] for message in refused.value.messages] == ["第1行：", "第3行：", "第4行："]
    assert "与第2行重复" in refused.value.messages[1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_uploads_of_either_encoding(encoding):
    text = "2026-10-10,上班,国庆节"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"PK\x03\x04\x14\x00\x06\x00", b"\xff\xff\xff", "日期".encode("utf-16")])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(TableRefused, match="另存为 CSV"):
        decode(data)


@given(
    st.dictionaries(
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.tuples(st.sampled_from(["rest", "make_up"]), st.sampled_from(["春节", "国庆节"])),
        max_size=40,
    )
)
def test_what_is_written_reads_back(arranged):
    days = sorted(PublishedDay(when, kind, name) for when, (kind, name) in arranged.items())
    assert [row.day for row in read_table(write_table(days))] == days
