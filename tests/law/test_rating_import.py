"""评价导入: what the region's system hands over is looked at row by row, and taken over whole or not at all."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.models import Rating, RatingImport
from hall.acts.door import perform
from hall.acts.refusals import Invalid, NotAllowed, Objected, WrongState
from hall.applicants.crypto import opened
from tests.law.rated import invitations, rate

HEAD = "评价编号,办件编号,部门,满意度,评价时间,评价内容,默认评价"
UNIT = "某旗市场监督管理局"


def row(number: str, grade: str = "非常满意", project: str = "", **more) -> dict:
    said = {"评价编号": number, "办件编号": project, "部门": UNIT, "满意度": grade}
    return said | {"评价时间": "2026-03-08 09:00", "评价内容": "", "默认评价": "0"} | more


def csv_of(*rows: dict) -> str:
    return "\n".join([HEAD, *[",".join(one.values()) for one in rows]])


def examine(hall, text: str, *, by=None, encoding: str = "utf-8-sig") -> RatingImport:
    file = SimpleUploadedFile("评价.csv", text.encode(encoding))
    return perform(RatingImport, "examine", {}, files={"file": file}, by=by or hall.office, hall=hall.hall)


@pytest.mark.clause("XA-38.2b")
def test_every_fault_is_named_by_its_row_and_nothing_is_taken_over(hall_of):
    hall = hall_of("XA")
    (invitation,) = invitations(case := hall.receive())
    rate(invitation)
    faulty = csv_of(
        row("1"),
        row("1"),
        row("2", "很好"),
        row("3", 部门="某旗无此局"),
        row("4", 评价时间="昨天"),
        row("5", 评价时间="2026-03-10 09:00"),
        row("6", 默认评价="1"),
        row("7", project=case.number),
        row("", "满意"),
    )
    checked = examine(hall, faulty)
    assert checked.state == "faulty"
    assert [fault.partition("：")[0] for fault in checked.faults] == [f"第{n}条" for n in range(2, 10)]
    expected = "重复 不是规定的等级 没有部门 读不懂 晚于现在 默认评价 已经评价过 缺少"
    for fault, word in zip(checked.faults, expected.split(), strict=True):
        assert word in fault
    with pytest.raises(WrongState):
        perform(checked, "take_over", by=hall.office)
    assert Rating.objects.count() == 1


@pytest.mark.clause("XA-38.2b")
def test_a_clean_file_is_looked_at_and_then_taken_over_once(hall_of):
    hall = hall_of("XA")
    (invitation,) = invitations(case := hall.receive())
    clean = [row("11", project=case.number), row("12", "不满意", 评价内容="等得太久")]
    checked = examine(hall, csv_of(*clean), encoding="gb18030")
    assert (checked.state, Rating.objects.count()) == ("checked", 0)
    twin = examine(hall, json.dumps({"data": clean}))
    with pytest.raises(NotAllowed):
        perform(checked, "take_over", by=hall.clerk)
    perform(checked, "take_over", by=hall.office)
    good, bad = Rating.objects.order_by("external")
    assert (good.invitation, good.way, good.served_by) == (invitation, "region", hall.clerk)
    assert (bad.state, opened(bad.said), bad.dossier.department) == ("bad", "等得太久", hall.department)
    assert "等得太久" not in str(bad.dossier.entries.get().facts)
    with pytest.raises(Objected) as refused:
        perform(twin, "take_over", by=hall.office)
    assert "已经导入过" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "没有评价"),
        ("[1, 2]", "列表"),
        ("{坏", "JSON"),
        ("评价编号,部门\n1,某局", "缺少栏目：满意度、评价时间"),
        (csv_of(*[row(str(n)) for n in range(501)]), "最多500条"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(hall_of, text, word):
    with pytest.raises(Invalid) as refused:
        examine(hall_of("XA"), text)
    assert word in str(refused.value.form.errors)
