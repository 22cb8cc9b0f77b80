"""The arithmetic of working days, held against a walk from day to day and against dates worked out by hand."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.calendar.composition import compose
from hall.calendar.working_days import (
    MAKE_UP,
    REST,
    CalendarDoesNotReach,
    DayNote,
    PublishedDay,
    WorkingCalendar,
)
from tests.calendar.published import ONE_DAY, DayWalk, days_in, shipped_documents, without_arrangements

DOCUMENTS = shipped_documents()
NATIONAL = compose(DOCUMENTS)
WALK = DayWalk(day for document in DOCUMENTS for day in document.days)

days = st.dates(date(2007, 1, 1), date(2026, 12, 31))
days_and_beyond = st.dates(date(2007, 1, 1), date(2029, 12, 31))
spans = st.integers(-300, 300)


class TestAgainstTheDayWalk:
    """2007–2026 and the unpublished years after, both directions, from working and non-working days alike."""

    @settings(max_examples=400)
    @given(days_and_beyond, spans)
    def test_add(self, day, n):
        assert NATIONAL.add(day, n) == WALK.add(day, n)

    @settings(max_examples=200)
    @given(days_and_beyond, st.integers(-400, 400))
    def test_count(self, day, length):
        other = day + timedelta(length)
        assert NATIONAL.count(day, other) == WALK.count(day, other)

    @given(days_and_beyond)
    def test_is_working_and_roll_forward(self, day):
        assert NATIONAL.is_working(day) == WALK.works(day)
        assert NATIONAL.roll_forward(day) == WALK.add(day - ONE_DAY, 1)

    @given(days_and_beyond, st.integers(1, 300))
    def test_adding_then_counting_gives_the_number_back(self, day, n):
        assert NATIONAL.count(day, NATIONAL.add(day, n)) == n

    def test_every_start_day_of_twenty_years_twenty_days_on(self):
        day, wrong = date(2007, 1, 1), []
        while day <= date(2026, 12, 31):
            if NATIONAL.add(day, 20) != WALK.add(day, 20):
                wrong.append(day)
            day += ONE_DAY
        assert wrong == []

    @given(
        st.dictionaries(
            st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.sampled_from([REST, MAKE_UP]), max_size=60
        ),
        st.dates(date(2026, 6, 1), date(2029, 6, 30)),
        st.integers(-80, 80),
    )
    def test_any_arrangement_whatever_also_beyond_the_horizon(self, kinds, day, n):
        arranged = [PublishedDay(when, kind, "某节") for when, kind in kinds.items()]
        calendar = WorkingCalendar.of(arranged, first=date(2026, 1, 1), horizon=date(2026, 12, 31))
        walk = DayWalk(arranged)
        assert calendar.is_working(day) == walk.works(day)
        assert calendar.count(day, day + timedelta(n)) == walk.count(day, day + timedelta(n))
        try:
            added = calendar.add(day, n)
        except CalendarDoesNotReach:
            assert walk.add(day, n) < calendar.first
        else:
            assert added == walk.add(day, n)


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2026-01-30", 20, "2026-03-05"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-14", 5, "2026-02-28"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2026-06-18", 1, "2026-06-22"),
        ("2026-09-18", 5, "2026-09-24"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-11-20", 20, "2026-12-18"),
        ("2026-10-03", 1, "2026-10-08"),  # received in the holiday, on a Saturday the hall stayed open
        ("2026-10-10", -1, "2026-10-09"),
        ("2026-10-08", -1, "2026-09-30"),
        ("2026-02-24", -1, "2026-02-14"),
    ],
)
def test_worked_examples(national, start, n, due):
    assert national.add(date.fromisoformat(start), n) == date.fromisoformat(due)


@pytest.mark.clause("WS03-05-1")
def test_a_limit_is_counted_in_working_days_of_the_national_arrangement(national):
    accepted = date(2024, 4, 30)
    assert national.add(accepted, 6) == date(2024, 5, 11), "五一放假五天，5月11日（周六）补班算一天"
    assert without_arrangements(national).add(accepted, 6) == date(2024, 5, 8)


@pytest.mark.clause("WS03-05-1")
def test_without_its_make_up_day_the_limit_would_end_two_days_later():
    only_rest = [day for document in DOCUMENTS for day in document.days if day.kind == REST]
    calendar = WorkingCalendar.of(only_rest, first=NATIONAL.first, horizon=NATIONAL.horizon)
    assert calendar.add(date(2024, 4, 30), 6) == date(2024, 5, 13)
    assert NATIONAL.add(date(2024, 4, 30), 6) == date(2024, 5, 11)


def test_working_days_of_2026_month_by_month(national):
    starts = [date(2026, month, 1) - ONE_DAY for month in range(1, 13)] + [date(2026, 12, 31)]
    months = [national.count(after, until) for after, until in pairwise(starts)]
    assert months == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert sum(months) == 248


class TestHorizon:
    """Nothing of 2027 is published, so what reaches into it is Mon–Fri and provisional."""

    @pytest.mark.parametrize(
        ("start", "n", "due", "provisional"),
        [
            ("2026-12-03", 20, "2026-12-31", False),
            ("2026-12-04", 20, "2027-01-01", True),  # New Year's Day: only a notice can say it is off
            ("2026-10-09", 60, "2026-12-31", False),
            ("2026-10-10", 60, "2027-01-01", True),
            ("2027-01-02", 1, "2027-01-04", True),
            ("2030-06-15", 5, "2030-06-21", True),
        ],
    )
    def test_a_due_date_past_the_published_days_is_provisional(self, national, start, n, due, provisional):
        reached = national.add(date.fromisoformat(start), n)
        assert reached == date.fromisoformat(due)
        assert national.is_provisional(reached) is provisional

    def test_counting_across_the_horizon_and_back(self, national):
        assert national.count(date(2026, 12, 25), date(2027, 1, 8)) == 10
        assert national.count(date(2027, 1, 8), date(2026, 12, 25)) == -10
        assert national.add(date(2027, 1, 8), -10) == date(2026, 12, 25)

    def test_a_day_arranged_early_counts_but_stays_provisional(self):
        nadam = days_in("2027-07-12至2027-07-14,放假,那达慕")
        calendar = WorkingCalendar.of(nadam, first=date(2026, 1, 1), horizon=date(2026, 12, 31))
        assert calendar.add(date(2027, 7, 9), 1) == date(2027, 7, 15)
        assert calendar.is_provisional(date(2027, 7, 12))


class TestWhereTheCalendarEnds:
    @pytest.mark.parametrize(
        "ask",
        [
            lambda c: c.add(date(2003, 12, 31), 1),
            lambda c: c.add(date(2004, 1, 2), -1),
            lambda c: c.count(date(2003, 12, 31), date(2004, 2, 1)),
            lambda c: c.is_working(date(2003, 12, 31)),
            lambda c: c.roll_forward(date(2003, 12, 31)),
            lambda c: c.notes(date(2003, 12, 31), date(2004, 2, 1)),
        ],
    )
    def test_before_the_first_day_it_refuses_instead_of_guessing(self, national, ask):
        with pytest.raises(CalendarDoesNotReach, match="工作日历起于2004-01-01"):
            ask(national)

    def test_a_number_of_days_no_date_can_hold_is_refused(self, national):
        with pytest.raises(CalendarDoesNotReach, match="请核对期限天数"):
            national.add(date(2026, 1, 1), 10**9)

    def test_an_instant_is_not_a_day(self, national):
        with pytest.raises(TypeError):
            national.add(datetime(2026, 1, 1, 8), 1)  # noqa: DTZ001 – the mistake itself

    def test_zero_days_stay_where_they_are(self, national):
        assert national.add(date(2026, 10, 3), 0) == date(2026, 10, 3)

    def test_a_day_arranged_twice_or_before_the_first_is_no_calendar(self):
        twice = days_in("2026-10-01,放假,国庆节") * 2
        with pytest.raises(ValueError, match="两个安排"):
            WorkingCalendar.of(twice, first=date(2026, 1, 1), horizon=date(2026, 12, 31))
        with pytest.raises(ValueError, match="不能早于"):
            WorkingCalendar.of(twice[:1], first=date(2027, 1, 1), horizon=date(2027, 12, 31))


class TestNotes:
    def test_the_explaining_sentence_can_name_every_day_taken_out_or_put_in(self, national):
        assert national.notes(date(2026, 9, 18), date(2026, 10, 29)) == [
            DayNote(date(2026, 9, 20), date(2026, 9, 20), MAKE_UP, "国庆节"),
            DayNote(date(2026, 9, 25), date(2026, 9, 27), REST, "中秋节"),
            DayNote(date(2026, 10, 1), date(2026, 10, 7), REST, "国庆节"),
            DayNote(date(2026, 10, 10), date(2026, 10, 10), MAKE_UP, "国庆节"),
        ]

    def test_plain_weekends_are_not_named(self, national):
        assert national.notes(date(2026, 3, 1), date(2026, 3, 31)) == []

    def test_a_holiday_around_a_weekend_is_one_period(self, national):
        assert national.note_on(date(2012, 6, 23)) == DayNote(
            date(2012, 6, 22), date(2012, 6, 24), REST, "端午节"
        )
        assert national.note_on(date(2012, 6, 25)) is None

    def test_notes_are_cut_to_the_range(self, national):
        assert national.notes(date(2026, 10, 3), date(2026, 10, 5)) == [
            DayNote(date(2026, 10, 4), date(2026, 10, 5), REST, "国庆节")
        ]

    @given(days, st.integers(0, 400))
    def test_they_account_for_every_departure_from_monday_to_friday(self, after, length):
        until = after + timedelta(length)
        weekdays = without_arrangements(NATIONAL).count(after, until)
        rest = make_up = 0
        for note in NATIONAL.notes(after, until):
            dates = [note.first + ONE_DAY * n for n in range((note.last - note.first).days + 1)]
            if note.kind == REST:
                rest += sum(day.weekday() < 5 for day in dates)
            else:
                make_up += len(dates)
        assert weekdays - rest + make_up == NATIONAL.count(after, until)


class TestEdition:
    def test_the_same_days_in_any_order_are_the_same_edition(self):
        arranged = days_in("2026-10-01至2026-10-07,放假,国庆节\n2026-10-10,上班,国庆节")
        reach = {"first": date(2026, 1, 1), "horizon": date(2026, 12, 31)}
        calendar = WorkingCalendar.of(arranged, **reach)
        assert WorkingCalendar.of(reversed(arranged), **reach) == calendar

    @pytest.mark.parametrize(
        "table",
        [
            "2026-10-01至2026-10-07,放假,国庆节",
            "2026-10-01至2026-10-07,放假,国庆节\n2026-10-11,上班,国庆节",
            "2026-10-01至2026-10-07,放假,中秋节\n2026-10-10,上班,国庆节",
        ],
    )
    def test_one_day_or_name_apart_is_another_edition(self, table):
        reach = {"first": date(2026, 1, 1), "horizon": date(2026, 12, 31)}
        calendar = WorkingCalendar.of(
            days_in("2026-10-01至2026-10-07,放假,国庆节\n2026-10-10,上班,国庆节"), **reach
        )
        assert WorkingCalendar.of(days_in(table), **reach).edition != calendar.edition

    def test_a_longer_horizon_is_another_edition(self):
        calendars = [
            WorkingCalendar.of([], first=date(2026, 1, 1), horizon=date(year, 12, 31))
            for year in (2026, 2027)
        ]
        assert calendars[0].edition != calendars[1].edition
