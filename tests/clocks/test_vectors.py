"""Due dates worked out by hand over the published calendars of 2024–2026, and what the sentence says of them."""

import datetime as dt
from datetime import date

import pytest

from hall.clocks.computation import Extension, Pause
from hall.span import Span, Unit
from tests.clocks.test_computation import due

DAY, MONTH, YEAR = Unit.DAY, Unit.MONTH, Unit.YEAR


def d(text: str) -> date:
    return date.fromisoformat(text)


WORKING_DAYS = [
    ("2026-01-30", 20, "2026-03-05"),  # 春节 15–23 February rests, Saturdays 14 and 28 work
    ("2026-02-13", 5, "2026-02-27"),  # 14 works; then nothing before the 24th
    ("2026-02-14", 5, "2026-02-28"),  # begun on a Saturday that works, ends on a Saturday that works
    ("2026-02-21", 1, "2026-02-24"),  # begun in the middle of the holiday
    ("2026-04-30", 5, "2026-05-11"),  # 1–5 May rest, Saturday the 9th works: 6, 7, 8, 9, 11
    ("2026-06-18", 1, "2026-06-22"),  # Friday the 19th is 端午
    ("2026-09-18", 5, "2026-09-24"),  # Sunday the 20th counts
    ("2026-09-20", 5, "2026-09-28"),  # begun on that Sunday: 21–24, then 中秋, then Monday
    ("2026-09-26", 5, "2026-10-09"),  # begun in 中秋, on across 国庆
    ("2026-09-30", 1, "2026-10-08"),
    ("2026-10-01", 1, "2026-10-08"),
    ("2026-11-20", 20, "2026-12-18"),  # no holiday on the way: four plain weeks
    ("2026-12-03", 20, "2026-12-31"),  # the last start whose twenty days end in a published year
    ("2025-03-03", 10, "2025-03-17"),
    ("2025-03-05", 5, "2025-03-12"),
    ("2025-03-07", 1, "2025-03-10"),  # from Friday to Monday
    ("2025-04-30", 1, "2025-05-06"),
    ("2024-03-04", 5, "2024-03-11"),
    ("2024-04-30", 6, "2024-05-11"),  # ends on a Saturday that works
]


@pytest.mark.parametrize(("start", "n", "ends"), WORKING_DAYS)
def test_working_days(start, n, ends):
    assert due(d(start), Span(n)).on == d(ends)


OTHER_UNITS = [
    ("2026-03-02", 7, DAY, "2026-03-09"),
    ("2026-03-07", 7, DAY, "2026-03-16"),  # ends on a Saturday, rolls to Monday
    ("2026-09-24", 7, DAY, "2026-10-08"),  # ends on 1 October, rolls behind 国庆
    ("2026-02-07", 7, DAY, "2026-02-14"),  # ends on a Saturday that works, and stays there
    ("2025-06-30", 60, DAY, "2025-08-29"),
    ("2026-01-31", 1, MONTH, "2026-02-28"),  # February has no 31st: its last day, a Saturday that works
    ("2025-01-31", 1, MONTH, "2025-02-28"),
    ("2024-01-31", 1, MONTH, "2024-02-29"),
    ("2026-08-31", 1, MONTH, "2026-09-30"),
    ("2025-12-31", 2, MONTH, "2026-02-28"),
    ("2025-02-28", 1, MONTH, "2025-03-28"),  # not the last of March: the same day of the month
    ("2026-07-03", 3, MONTH, "2026-10-08"),  # ends on 3 October, rolls behind 国庆
    ("2024-02-29", 1, YEAR, "2025-02-28"),
    ("2024-05-01", 2, YEAR, "2026-05-06"),  # ends on 1 May, rolls behind it
]


@pytest.mark.parametrize(("start", "n", "unit", "ends"), OTHER_UNITS)
def test_days_months_and_years(start, n, unit, ends):
    assert due(d(start), Span(n, unit)).on == d(ends)


def pause(first: str, last: str, title: str = "检验") -> Pause:
    return Pause(d(first), d(last), title)


PAUSED = [
    # The whole week after the start taken out: twenty days from there on.
    ("2026-09-18", 20, [pause("2026-09-18", "2026-09-24")], "2026-10-29"),
    # Two that overlap are one: out are 10–19 March, eight working days.
    ("2026-03-02", 10, [pause("2026-03-09", "2026-03-13"), pause("2026-03-11", "2026-03-19")], "2026-03-26"),
    # One that follows on the day the other ended.
    ("2026-03-02", 10, [pause("2026-03-09", "2026-03-11"), pause("2026-03-11", "2026-03-13")], "2026-03-20"),
    # One inside another.
    ("2026-03-02", 10, [pause("2026-03-04", "2026-03-18"), pause("2026-03-09", "2026-03-10")], "2026-03-30"),
    # Over a weekend alone, and on one day: nothing is taken out.
    ("2026-03-02", 10, [pause("2026-03-06", "2026-03-08")], "2026-03-16"),
    ("2026-03-02", 10, [pause("2026-03-06", "2026-03-06")], "2026-03-16"),
    # Begun on the last day: what it took is not counted, so deciding on the day it ends is in time (行政许可法 45).
    ("2026-03-02", 5, [pause("2026-03-09", "2026-03-13")], "2026-03-13"),
    # Begun the day before the last: one day is left when it ends.
    ("2026-03-02", 5, [pause("2026-03-06", "2026-03-13")], "2026-03-16"),
    # Begun the day after the last: too late.
    ("2026-03-02", 5, [pause("2026-03-10", "2026-03-13")], "2026-03-09"),
    # In time only because an earlier one moved the last day.
    ("2026-03-02", 5, [pause("2026-03-04", "2026-03-11"), pause("2026-03-12", "2026-03-13")], "2026-03-17"),
]


@pytest.mark.parametrize(("start", "n", "pauses", "ends"), PAUSED)
def test_pauses(start, n, pauses, ends):
    assert due(d(start), Span(n), pauses).on == d(ends)


EXTENDED = [
    ("2024-03-04", 5, "2024-03-11", "2024-03-25"),  # on the last day itself (WS03-07-2, -3)
    ("2024-03-04", 5, "2024-03-04", "2024-03-25"),  # on the first
    ("2024-03-04", 5, "2024-03-12", "2024-03-11"),  # the day after: nothing is left to extend
    ("2026-09-14", 5, "2026-09-18", "2026-10-10"),  # over 中秋 and 国庆, to a Saturday that works
]


@pytest.mark.parametrize(("start", "n", "on", "ends"), EXTENDED)
def test_ten_more_working_days(start, n, on, ends):
    assert due(d(start), Span(n), extensions=[Extension(d(on), Span(10))]).on == d(ends)


class TestSentence:
    """The sentence of the purpose, whole; and each of its parts where it belongs."""

    def test_whole(self):
        found = due(d("2026-09-18"), Span(20), [pause("2026-09-18", "2026-09-24")], event="受理")
        assert found.sentence == (
            "2026年9月18日受理，自9月19日起算20个工作日；9月18日至9月24日检验所需5个工作日不计入；"
            "9月25日至9月27日中秋节、10月1日至10月7日国庆节放假不计；"
            "9月20日（星期日）、10月10日（星期六）为调休上班日，计入；于2026年10月29日（星期四）届满。"
        )

    def test_several_pauses_are_added_up(self):
        pauses = [pause("2026-03-09", "2026-03-13"), pause("2026-03-11", "2026-03-19", "专家评审")]
        found = due(d("2026-03-02"), Span(10), pauses)
        assert "3月9日至3月13日检验所需4个工作日不计入" in found.sentence
        assert "3月11日至3月19日专家评审所需6个工作日不计入" in found.sentence
        assert "以上共扣除8个工作日" in found.sentence

    def test_a_period_in_days_leaves_no_holiday_out(self):
        """Every day of it counts; only its last day may not be a day of rest."""
        found = due(d("2026-09-24"), Span(7, DAY))
        assert found.sentence == (
            "2026年9月24日起，自9月25日起算7日；7日期满之日10月1日为国庆节放假，顺延至10月8日；"
            "于2026年10月8日（星期四）届满。"
        )
        assert "3月14日为星期六，顺延至3月16日" in due(d("2026-03-07"), Span(7, DAY)).sentence
        assert due(d("2026-01-30"), Span(3, MONTH)).sentence == (
            "2026年1月30日起，自1月31日起算3个月；于2026年4月30日（星期四）届满。"
        )

    def test_working_days_after_a_period_in_months_name_their_holidays(self):
        found = due(d("2026-08-30"), Span(1, MONTH), [pause("2026-09-28", "2026-09-30")])
        assert found.on == d("2026-10-09")
        assert "10月1日至10月7日国庆节放假不计" in found.sentence
        assert "中秋" not in found.sentence

    def test_beyond_the_published_days(self):
        found = due(d("2026-12-04"), Span(20))
        assert found.provisional
        assert found.sentence.endswith(
            "于2027年1月1日（星期五）届满。国家尚未公布届时的节假日安排，此日期为暂定，公布后将重新计算。"
        )

    def test_on_the_spot(self):
        found = due(d("2026-03-02"), Span(0, Unit.SAME_DAY), closing=dt.time(17, 30), event="收件")
        assert found.sentence == "2026年3月2日收件，应当场办理，最迟于当日17:30前办结。"
