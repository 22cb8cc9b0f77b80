"""A hall's own rows: typed, reasoned, kept for ever, superseded from a date."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from hall.rulebook import answer
from hall.rulebook.rows import RuleRow
from hall.span import Span

pytestmark = pytest.mark.embedded
SINCE = date(2026, 1, 1)


def set_rule(hall, key: str, value=None, since: date = SINCE, **fields) -> RuleRow:
    given = {"reason": "试行", **fields}
    return RuleRow.objects.create(hall=hall, key=key, value=value, effective_from=since, **given)


def test_a_later_row_supersedes_from_its_own_date(uxin):
    set_rule(uxin, "closure.notice", "3个工作日")
    set_rule(uxin, "closure.notice", "2个工作日", date(2026, 6, 1))
    days = [date(2025, 12, 31), SINCE, date(2026, 5, 31), date(2026, 6, 1)]
    assert [answer(uxin, "closure.notice", day).value.n for day in days] == [1, 3, 3, 2]


def test_of_two_rows_of_one_day_the_later_made_counts(uxin):
    set_rule(uxin, "closure.notice", "3个工作日")
    set_rule(uxin, "closure.notice", "4个工作日")
    assert answer(uxin, "closure.notice", SINCE).value == Span(4)


def test_a_question_can_be_given_back(uxin):
    set_rule(uxin, "closure.notice", "3个工作日")
    back = set_rule(uxin, "closure.notice", since=date(2026, 6, 1), inherits=True)
    assert answer(uxin, "closure.notice", date(2026, 6, 1)).value == Span(1)
    assert str(back) == "临时关闭申请的提前期限：恢复沿用"


def test_off_is_a_value_of_its_own(uxin):
    set_rule(uxin, "closure.notice", "off")
    found = answer(uxin, "closure.notice", SINCE)
    assert (found.value, found.text, found.source) == (None, "不限", "row")


@pytest.mark.parametrize(
    ("key", "value", "fields", "field", "complaint"),
    [
        ("closure.notice", "五日", {}, "value", "“五日”不是期限"),
        ("closure.notice", None, {}, "value", "不是期限"),
        ("case.completion_event", "off", {}, "value", "不能不设"),
        ("closure.colour", "red", {}, "key", "没有“closure.colour”"),
        ("statute.review", "30日", {}, "key", "由国家规定，大厅不得另定"),
        ("guide.required", ["name", "basis"], {}, "value", "不得少于国家规定的内容，缺少：受理条件"),
        ("closure.notice", "2个工作日", {"clause": "WS99-1"}, "clause", "没有“WS99-1”这样的条款编号"),
        ("closure.notice", "2个工作日", {"reason": ""}, "reason", ""),
    ],
)
def test_a_row_that_does_not_answer_its_question_is_refused(uxin, key, value, fields, field, complaint):
    with pytest.raises(ValidationError) as refused:
        set_rule(uxin, key, value, **fields)
    assert complaint in refused.value.message_dict[field][0]
    assert not RuleRow.objects.exists()


def test_a_hall_may_ask_more_of_a_guide_than_the_nation_does(uxin):
    wanted = [*answer(uxin, "guide.required", SINCE).value, "hours"]
    set_rule(uxin, "guide.required", wanted)
    assert "hours" in answer(uxin, "guide.required", SINCE).value


def test_a_document_of_the_hall_may_be_the_basis(uxin):
    row = set_rule(uxin, "closure.notice", "2个工作日", clause="乌政务中心发〔2026〕1号第三条")
    assert answer(uxin, "closure.notice", SINCE).basis == row.basis == "乌政务中心发〔2026〕1号第三条"


def test_a_row_is_neither_changed_nor_deleted(uxin):
    row = set_rule(uxin, "closure.notice", "3个工作日")
    row.reason = "改口"
    with pytest.raises(RuntimeError, match="另立一条新的规则"):
        row.save()
    with pytest.raises(RuntimeError, match="恢复沿用"):
        row.delete()
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
        RuleRow.objects.update(value="9个工作日")
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
        RuleRow.objects.filter(pk=row.pk)._raw_delete("default")
    assert RuleRow.objects.get().value == "3个工作日"
