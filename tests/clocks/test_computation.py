"""The one computation of a due date, held against counting from day to day: any start, unit, pause and extension."""

import datetime as dt
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from hall.calendar.composition import compose
from hall.clocks.computation import SHANGHAI, Extension, Near, Pause, compute, fixed, long_date
from hall.span import Span, Unit
from tests.calendar.published import DayWalk, shipped_documents
from tests.clocks.walk import ONE_DAY, end_of, shifted, walk

DOCUMENTS = shipped_documents()
NATIONAL = compose(DOCUMENTS)
WORKS = DayWalk(day for document in DOCUMENTS for day in document.days).works
NEVER = Near(None, None)

days = st.dates(date(2007, 1, 1), date(2027, 6, 30))  # the last of them beyond the published years
times = st.times()
units = st.sampled_from([Unit.WORKING_DAY, Unit.DAY, Unit.MONTH, Unit.YEAR])
MOST = {Unit.WORKING_DAY: 60, Unit.DAY: 90, Unit.MONTH: 24, Unit.YEAR: 3}
spans = units.flatmap(lambda unit: st.integers(1, MOST[unit]).map(lambda n: Span(n, unit)))
short = st.integers(1, 30)
nears = st.builds(
    Near,
    st.none() | st.integers(0, 100),
    st.none() | st.integers(1, 9).map(Span) | st.just(Span(0, Unit.SAME_DAY)),
)


@st.composite
def pauses_after(draw, start: date, *, ending: bool = False) -> list[Pause]:
    """Up to four pauses from the start day on: overlapping, following, on one day, or never ended."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        first = start + timedelta(draw(st.integers(0, 45)))
        length = draw(st.integers(0, 25) if ending or draw(st.booleans()) else st.none() | st.just(0))
        found.append(Pause(first, None if length is None else first + timedelta(length), "检验"))
    return found


@st.composite
def histories(draw, *, ending: bool = False):
    start = draw(days)
    extended = st.builds(
        lambda after, n: Extension(start + timedelta(after), Span(n)), st.integers(0, 60), short
    )
    return start, draw(pauses_after(start, ending=ending)), draw(st.lists(extended, max_size=2))


def instant(day: date, time: dt.time = dt.time(10)) -> dt.datetime:
    return dt.datetime.combine(day, time, SHANGHAI)


def due(start: date, span: Span, pauses=(), extensions=(), near: Near = NEVER, **more):
    return compute(instant(start), span, NATIONAL, near=near, pauses=pauses, extensions=extensions, **more)


class TestAgainstTheDayWalk:
    @settings(max_examples=200)
    @given(days, times, short)
    def test_the_start_day_never_counts_whatever_the_hour(self, start, time, n):
        found = compute(instant(start, time), Span(n), NATIONAL, near=NEVER)
        assert found.on == walk(WORKS, start, n, [], [])
        assert found.at == instant(found.on, dt.time(23, 59, 59))

    @settings(max_examples=150)
    @given(days, spans)
    def test_every_unit(self, start, span):
        assert due(start, span).on == end_of(WORKS, start, span)

    @settings(max_examples=600)
    @given(histories(), short)
    @example(
        (date(2026, 3, 2), [Pause(date(2026, 3, 9), date(2026, 3, 13), "检验")], []), 5
    )  # began on the last day
    def test_any_history_of_a_limit_in_working_days(self, history, n):
        start, pauses, extensions = history
        assert due(start, Span(n), pauses, extensions).on == walk(WORKS, start, n, pauses, extensions)

    @settings(max_examples=200)
    @given(days.flatmap(lambda day: st.tuples(st.just(day), pauses_after(day, ending=True))), spans)
    def test_pauses_move_a_limit_of_any_unit_by_the_working_days_they_hold(self, history, span):
        start, pauses = history
        ends = end_of(WORKS, start, span)
        assume(all(pause.first <= ends for pause in pauses))
        assert due(start, span, pauses).on == shifted(WORKS, start, ends, pauses)

    @given(days, short, st.integers(0, 40), spans)
    def test_an_extension_in_any_unit_follows_the_first_period(self, start, n, after, more):
        first = end_of(WORKS, start, Span(n))
        on = start + timedelta(after)
        expected = end_of(WORKS, first, more) if on <= first else first
        assert due(start, Span(n), extensions=[Extension(on, more)]).on == expected

    @given(days, spans)
    def test_a_hall_that_counts_the_first_day_ends_as_if_it_had_begun_the_day_before(self, start, span):
        assert due(start, span, first_day_counts=True).on == due(start - ONE_DAY, span).on


class TestPauses:
    @given(histories(ending=True), short)
    def test_their_order_and_their_overlaps_do_not_matter(self, history, n):
        start, pauses, _ = history
        whole = due(start, Span(n), pauses)
        assert due(start, Span(n), pauses[::-1]).on == whole.on
        assert due(start, Span(n), [*pauses, *pauses]).on == whole.on

    @given(days, short, st.integers(0, 60))
    def test_on_one_day_they_take_out_nothing(self, start, n, after):
        day = start + timedelta(after)
        found = due(start, Span(n), [Pause(day, day, "检验")])
        assert (found.on, found.excluded) == (due(start, Span(n)).on, 0)

    @given(days, short, st.integers(1, 60), st.integers(0, 30))
    def test_what_is_broken_is_not_mended(self, start, n, late, length):
        """A pause or an extension that comes after the last day changes nothing."""
        ends = due(start, Span(n)).on
        first = ends + timedelta(late)
        for last in (first + timedelta(length), None):
            assert due(start, Span(n), [Pause(first, last, "检验")]).on == ends
        assert due(start, Span(n), extensions=[Extension(first, Span(10))]).on == ends

    @given(days, short, st.integers(0, 60))
    def test_while_one_runs_there_is_no_date(self, start, n, after):
        ends = due(start, Span(n)).on
        first = min(start + timedelta(after), ends)
        found = due(start, Span(n), [Pause(first, None, "检验")])
        assert found.paused
        assert (found.at, found.near_at, found.provisional) == (None, None, False)
        assert f"{long_date(first)}起进行检验，其间暂停计时" in found.sentence
        assert found.sentence.endswith("待该程序结束后继续计算届满日。")

    @given(days, short, st.integers(0, 60), st.integers(0, 30))
    def test_the_days_left_when_it_begins_are_the_days_left_when_it_ends(self, start, n, after, length):
        ends = due(start, Span(n)).on
        first = min(start + timedelta(after), ends)
        last = first + timedelta(length)
        resumed = due(start, Span(n), [Pause(first, last, "检验")])
        left = NATIONAL.count(first, ends)
        assert NATIONAL.count(last, resumed.on) == left
        assert resumed.excluded == NATIONAL.count(first, last)


class TestSentence:
    @settings(max_examples=150)
    @given(histories(), spans)
    def test_it_names_the_date_that_was_computed(self, history, span):
        start, pauses, extensions = history
        found = due(start, span, pauses, extensions, event="受理")
        assert found.sentence.startswith(f"{long_date(start)}受理，")
        if found.on:
            assert f"于{long_date(found.on)}（星期" in found.sentence

    @given(days, short, st.integers(0, 60), st.integers(0, 20))
    def test_it_names_what_counted_and_nothing_that_came_too_late(self, start, n, after, length):
        ends, first = due(start, Span(n)).on, start + timedelta(after)
        found = due(start, Span(n), [Pause(first, first + timedelta(length), "检验")])
        assert ("检验所需" in found.sentence) == (first <= ends)
        found = due(start, Span(n), extensions=[Extension(first, Span(10))])
        assert ("延长10个工作日" in found.sentence) == (first <= ends)

    @given(days, spans)
    def test_beyond_the_published_days_it_says_that_the_date_may_still_move(self, start, span):
        found = due(start, span)
        assert found.provisional == (found.on > NATIONAL.horizon)
        assert ("国家尚未公布届时的节假日安排" in found.sentence) == found.provisional


class TestNear:
    @settings(max_examples=200)
    @given(histories(), spans, nears)
    def test_yellow_never_comes_before_the_start_or_after_the_end(self, history, span, near):
        start, pauses, extensions = history
        found = due(start, span, pauses, extensions, near)
        if found.on:
            assert instant(start, dt.time.min) <= found.near_at <= found.at

    @given(days, st.integers(1, 60), st.integers(0, 100))
    def test_a_share_is_used_when_so_many_working_days_have_passed(self, start, n, percent):
        found = due(start, Span(n), near=Near(percent, None))
        used = -(-n * percent // 100)
        assert found.near_at.date() == (walk(WORKS, start, used, [], []) if used else start)

    @given(
        days.flatmap(lambda d: st.tuples(st.just(d), pauses_after(d, ending=True))),
        short,
        st.integers(1, 100),
    )
    def test_what_a_pause_took_out_is_not_used(self, history, n, percent):
        start, pauses = history
        assume(all(pause.first <= end_of(WORKS, start, Span(n)) for pause in pauses))
        used = -(-n * percent // 100)
        found = due(start, Span(n), pauses, near=Near(percent, None))
        assert found.near_at.date() == walk(WORKS, start, used, pauses, [])

    @given(days, st.integers(2, 60), st.integers(1, 5))
    def test_so_many_working_days_left(self, start, n, left):
        found = due(start, Span(n), near=Near(None, Span(left)))
        assert NATIONAL.count(found.near_at.date(), found.on) == min(left, n)

    def test_a_warning_in_calendar_days(self):
        found = due(date(2026, 3, 2), Span(20), near=Near(None, Span(7, Unit.DAY)))
        assert (found.on, found.near_at.date()) == (date(2026, 3, 30), date(2026, 3, 23))

    @given(days, spans)
    def test_without_any_measure_the_last_day_itself_is_yellow(self, start, span):
        found = due(start, span)
        assert found.near_at == instant(found.on, dt.time.min)


class TestSameDay:
    ON_THE_SPOT = Span(0, Unit.SAME_DAY)

    @given(days, times, times, nears)
    def test_it_ends_with_the_office_or_with_the_day(self, start, time, closing, near):
        """In before closing: at closing. In during extended hours: the day itself."""
        began = instant(start, time)
        found = compute(began, self.ON_THE_SPOT, NATIONAL, near=near, closing=closing)
        ends = instant(start, closing)
        assert found.on == start
        assert found.at == (ends if ends >= began else instant(start, dt.time(23, 59, 59)))
        assert found.near_at == min(began, found.at)
        assert not found.provisional
        assert f"最迟于当日{found.at:%H:%M}前办结" in found.sentence

    def test_a_pause_does_not_move_it(self):
        pause = Pause(date(2026, 3, 2), date(2026, 3, 6), "检验")
        assert due(date(2026, 3, 2), self.ON_THE_SPOT, [pause]).on == date(2026, 3, 2)

    def test_extended_on_the_day_it_runs_on_in_working_days(self):
        """当场, else three working days (市场主体登记管理条例 19)."""
        more = Extension(date(2026, 9, 18), Span(3))
        found = due(date(2026, 9, 18), self.ON_THE_SPOT, extensions=[more], closing=dt.time(17, 30))
        assert found.at == instant(date(2026, 9, 22), dt.time(23, 59, 59))
        assert "延长3个工作日" in found.sentence
        too_late = Extension(date(2026, 9, 19), Span(3))
        assert due(date(2026, 9, 18), self.ON_THE_SPOT, extensions=[too_late]).on == date(2026, 9, 18)


class TestFixed:
    """A last day set in the single case."""

    @given(days, st.integers(0, 90), nears)
    def test_the_day_is_the_day_working_or_not(self, start, after, near):
        until = start + timedelta(after)
        found = fixed(instant(start), until, NATIONAL, near=near, event="告知补正")
        assert (found.on, found.at) == (until, instant(until, dt.time(23, 59, 59)))
        assert instant(start, dt.time.min) <= found.near_at <= found.at
        assert found.provisional == (until > NATIONAL.horizon)
        assert f"{long_date(start)}告知补正，最迟于{long_date(until)}（星期" in found.sentence


@pytest.mark.parametrize("span", [Span(1), Span(1, Unit.DAY), Span(1, Unit.MONTH), Span(1, Unit.YEAR)])
def test_an_instant_falls_on_the_day_it_has_in_shanghai(span):
    """Half past midnight in Shanghai is still yesterday in UTC."""
    night = dt.datetime(2026, 3, 8, 16, 30, tzinfo=dt.UTC)
    assert compute(night, span, NATIONAL, near=NEVER).on == due(date(2026, 3, 9), span).on
