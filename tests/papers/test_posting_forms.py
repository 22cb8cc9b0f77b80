"""入岗审批表 and 离岗审批表 of 乌审旗: every box in the order of the annex, one page, two copies with their keepers."""

import pytest

from tests.papers.samples import paper, said, sample

BEGINS = ["姓名", "性别", "民族", "出生年月", "政治面貌", "学历", "联系方式", "毕业学校及专业"]
OPINIONS = ["工作单位审批意见", "签字（盖章）", "政务服务中心审批意见", "签字（盖章）", "备注"]
IN = ["身份证号", "人员身份", "工作单位及职务", "主要工作职责", "窗口类型", "服务事项", "入岗时间"]
OUT = [
    "身份证号码",
    "人员身份",
    "工作单位及职务",
    "窗口类型",
    "服务事项",
    "入岗时间",
    "离岗时间",
    "离岗原因",
    "本人签字",
]
LONG = "呼和浩特市赛罕区阿拉坦其木格额尔德尼斯琴高娃" * 3


@pytest.mark.parametrize(
    ("form", "cells"),
    [
        pytest.param("posting_in", IN, marks=pytest.mark.clause("WS13-F3")),
        pytest.param("posting_out", OUT, marks=pytest.mark.clause("WS13-F4")),
    ],
)
def test_the_boxes_stand_in_order_on_one_page(form, cells):
    drawn = paper(form)
    words, place = said(drawn), 0
    for cell in [*BEGINS, *cells, *OPINIONS]:
        place = words.index(cell, place) + len(cell)
    assert "此表一式两份，工作单位、政务服务局各存一份" in words
    assert drawn.pages == 1


@pytest.mark.parametrize("form", ["posting_in", "posting_out"])
def test_long_names_stay_on_the_page(form):
    person = sample(form)["person"] | {"name": LONG[:30], "employer": LONG, "services": LONG}
    drawn = paper(form, person=person)
    assert drawn.pages == 1
    assert LONG in said(drawn)
