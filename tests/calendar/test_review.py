"""A document is refused for every fault in it at once, and what it would do is shown before it is done."""

from datetime import date

import pytest

from hall.calendar.composition import Document
from hall.calendar.review import review
from hall.calendar.table import TableRefused, read_table
from tests.calendar.published import document, shipped_documents

SHIPPED = shipped_documents()
BY_YEAR = {d.year: d for d in SHIPPED}


def new(year: int, **facts) -> Document:
    return document(0, year, "", **({"issued_on": date(year - 1, 11, 4)} | facts))


def faults(proposed: Document, table: str, documents=SHIPPED, halls=()) -> list[str]:
    with pytest.raises(TableRefused) as refused:
        review(documents, proposed, read_table(table), halls)
    return refused.value.messages


def test_a_new_year_is_previewed_with_its_reach_and_with_what_looks_forgotten():
    preview = review(SHIPPED, new(2027), read_table("2027-01-01至2027-01-03,放假,元旦\n2027-01-09,上班,元旦"))
    changed = [
        (change.date.isoformat(), str(change.before), str(change.after)) for change in preview.visible_changes
    ]
    assert changed == [
        ("2027-01-01", "暂定上班", "休息（元旦）"),
        ("2027-01-02", "暂定休息", "休息（元旦）"),
        ("2027-01-03", "暂定休息", "休息（元旦）"),
        ("2027-01-09", "暂定休息", "上班（元旦调休）"),
    ]
    reach, forgotten = preview.remarks
    assert "公布到2027-12-31，此前到2026-12-31" in reach
    assert all(name in forgotten for name in ("春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"))
    assert "元旦、" not in forgotten


def test_the_very_first_year_needs_no_calendar_before_it():
    preview = review([], new(2026), read_table("2026-01-01,放假,元旦"))
    assert preview.before is None
    assert len(preview.visible_changes) == 365


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("2027-03-03,上班,春节", "第1行：2027-03-03（周三）本来就是工作日"),
        ("2026-11-30,放假,元旦", "第1行：2026-11-30（周一）不在2027年，也不在上一年12月"),
        ("2028-01-01,放假,元旦", "不在2027年"),
    ],
)
def test_rows_that_cannot_be_right_are_named(line, fault):
    (message,) = faults(new(2027), line)
    assert fault in message


def test_every_fault_is_told_at_once():
    messages = faults(new(2028), "2028-03-01,上班,春节\n2029-01-01,放假,元旦")
    assert ["请先导入2027年" in messages[0], "第1行" in messages[1], "第2行" in messages[2]] == [True] * 3


def test_a_year_cannot_be_arranged_twice():
    (message,) = faults(new(2026), "2026-01-01,放假,元旦")
    assert "2026年的全年安排已经导入" in message
    assert "代替" in message


def test_an_empty_table_withdraws_something_or_is_a_mistake():
    assert "表中没有一天" in faults(new(2027), "")[0]
    withdrawal = new(2026, replaces_id=BY_YEAR[2026].id)
    assert review(SHIPPED, withdrawal, []).after.horizon == date(2025, 12, 31)


def test_the_only_year_cannot_be_withdrawn():
    only = document(1, 2026, "2026-01-01,放假,元旦")
    (message,) = faults(new(2026, replaces_id=1), "", documents=[only])
    assert "尚未导入任何年度" in message


def test_what_changes_nothing_has_been_imported_before():
    (message,) = faults(new(2026, whole_year=False), "2026-10-10,上班,国庆节")
    assert "没有改变任何一天" in message


def test_only_a_document_still_standing_can_be_replaced():
    successor = document(90, 2026, "2026-01-01,放假,元旦", replaces_id=BY_YEAR[2026].id)
    messages = faults(
        new(2026, replaces_id=BY_YEAR[2026].id), "2026-01-01,放假,元旦", documents=[*SHIPPED, successor]
    )
    assert "已被另一份文件代替" in messages[0]


class TestLocal:
    LOCAL = {"hall_id": 7, "whole_year": False, "issued_on": date(2026, 6, 1)}

    def test_its_own_days_are_previewed(self):
        rows = read_table("2026-07-13至2026-07-15,放假,那达慕\n2026-07-18,上班,那达慕")
        preview = review(SHIPPED, new(2026, **self.LOCAL), rows, [1, 7])
        assert len(preview.visible_changes) == 4
        assert preview.remarks == ()

    @pytest.mark.parametrize("day", ["2026-10-05", "2026-10-04"])
    def test_it_cannot_make_people_work_on_a_national_holiday(self, day):
        (message,) = faults(new(2026, **self.LOCAL), f"{day},上班,那达慕", halls=[7])
        assert "全国放假日，地方不能安排上班" in message
