"""Every kind of answer reads what it writes, and refuses the rest in Chinese."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction as Ratio

import pytest

from hall.rulebook.errors import BadValue
from hall.rulebook.kinds import Bool, Choice, Fraction, Int, Money, Percent, Text
from hall.rulebook.lists import Choices, Table, Texts
from hall.rulebook.times import DayOfYear, Duration, Hours, MonthDay, Time, TimeRange, TimeRanges
from hall.span import Span, Unit

COLOURS = {"red": "红", "green": "绿", "blue": "蓝"}
TABLE = Table(days=("天数", Int(1)), colour=("颜色", Choice(COLOURS)))
NUMBER = Text("short year serial", needs="year serial")
MORNING = Hours(dt.time(8, 30), dt.time(12))
AFTERNOON = Hours(dt.time(14, 30), dt.time(17, 30))

READ = [
    (Int(), 15, 15, "15"),
    (Int(), "15", 15, "15"),
    (Percent(), "90%", 90, "90%"),
    (Bool(), False, False, "否"),
    (Bool(), "是", True, "是"),
    (Choice(COLOURS), "red", "red", "红"),
    (Choice(COLOURS), "绿", "green", "绿"),
    (Choices(COLOURS), ["blue", "red"], ("red", "blue"), "红、蓝"),
    (Choices(COLOURS, ordered=True), ["blue", "red"], ("blue", "red"), "蓝 → 红"),
    (Choices(COLOURS), [], (), "无"),
    (Text(), " 受理通知书 ", "受理通知书", "受理通知书"),
    (NUMBER, "{short}准字〔{year}〕{serial}号", "{short}准字〔{year}〕{serial}号", "{short}准字〔{year}〕{serial}号"),
    (Texts(), "电话\n网络", ("电话", "网络"), "电话；网络"),
    (Fraction(), "1/5", Ratio(1, 5), "5分之1"),
    (Money(), "200", Decimal("200.00"), "200.00元"),
    (TABLE, [{"days": 1, "colour": "red"}], ({"days": 1, "colour": "red"},), "天数：1，颜色：红"),
    (TABLE, "3 | 蓝", ({"days": 3, "colour": "blue"},), "天数：3，颜色：蓝"),
    (Duration(), "5个工作日", Span(5, Unit.WORKING_DAY), "5个工作日"),
    (Duration(), "7日", Span(7, Unit.DAY), "7日"),
    (Duration(), "6个月", Span(6, Unit.MONTH), "6个月"),
    (Duration(), "1年", Span(1, Unit.YEAR), "1年"),
    (Duration(), "当场", Span(0, Unit.SAME_DAY), "当场"),
    (Time(), "08:30", dt.time(8, 30), "08:30"),
    (TimeRange(), "08:30-12:00", MORNING, "08:30-12:00"),
    (TimeRanges(), "08:30-12:00,14:30-17:30", (MORNING, AFTERNOON), "08:30-12:00，14:30-17:30"),
    (MonthDay(), "03-01", DayOfYear(3, 1), "3月1日"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "raw", "value", "told"), READ)
def test_a_written_answer_is_read_written_typed_and_told(kind, raw, value, told):
    assert kind.parse(raw) == value
    assert kind.parse(kind.dump(value)) == value
    assert kind.parse(kind.edit(value)) == value
    assert kind.describe(value) == told


REFUSED = [
    (Int(1, 28), 29),
    (Int(), -1),
    (Int(), True),
    (Int(), 1.5),
    (Int(), "十"),
    (Percent(), "101%"),
    (Bool(), "也许"),
    (Bool(), 1),
    (Choice(COLOURS), "purple"),
    (Choice(COLOURS), ["red"]),
    (Choices(COLOURS), "red, green"),
    (Choices(COLOURS), ["red", "red"]),
    (Choices(COLOURS), None),
    (Text(), "  "),
    (Text(), "一行\n两行"),
    (Text(), "长" * 201),
    (NUMBER, "{short}准字第{serial}号"),
    (NUMBER, "{短}字〔{year}〕{serial}号"),
    (NUMBER, "{year〕{serial}"),
    (Fraction(), "1/0"),
    (Fraction(), "6/5"),
    (Fraction(), 0.2),
    (Money(), "NaN"),
    (Money(), "1.005"),
    (Money(), "-1"),
    (TABLE, "3"),
    (TABLE, [{"days": 3}]),
    (Duration(), "0个工作日"),
    (Duration(), "五日"),
    (Duration(), "5 工作日"),
    (Duration(), 5),
    (Time(), "24:30"),
    (Time(), "8:30"),
    (TimeRange(), "12:00-08:30"),
    (TimeRanges(), "08:30-12:00，11:30-17:30"),
    (MonthDay(), "02-29"),
    (MonthDay(), "13-01"),
]


@pytest.mark.parametrize(("kind", "raw"), REFUSED)
def test_a_wrong_answer_is_refused_in_chinese_naming_what_was_written(kind, raw):
    with pytest.raises(BadValue, match=r"[\u4e00-\u9fff]"):
        kind.parse(raw)


def test_hours_contain_both_their_ends():
    assert dt.time(8, 30) in MORNING
    assert dt.time(12) in MORNING
    assert dt.time(12, 1) not in MORNING


def test_a_day_of_the_year_falls_in_every_year():
    assert DayOfYear(3, 1).in_year(2024) == dt.date(2024, 3, 1)
