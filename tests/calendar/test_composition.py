"""Which document speaks for a day, and what a new one would change."""

from datetime import date
from itertools import pairwise

import chinese_calendar
import pytest

from hall.calendar.composition import changes, compose, published_years
from hall.calendar.working_days import CalendarDoesNotReach, DayNote
from tests.calendar.published import document, shipped_documents

SHIPPED = shipped_documents()
CHRISTMAS_WEEK = date(2026, 12, 25), date(2027, 1, 8)
NOTICE_2027 = document(
    100,
    2027,
    "2026-12-27,上班,元旦\n2026-12-31至2027-01-02,放假,元旦\n2027-10-01至2027-10-07,放假,国庆节",
    issued_on=date(2026, 11, 25),
)


def local(number: int, hall: int, table: str, **facts):
    return document(number, 2026, table, hall_id=hall, whole_year=False, issued_on=date(2026, 6, 1), **facts)


def test_every_year_from_2004_to_2026_is_shipped(national):
    assert published_years(SHIPPED) == range(2004, 2027)
    assert (national.first, national.horizon) == (date(2004, 1, 1), date(2026, 12, 31))


def test_the_notice_of_a_new_year_reaches_back_into_december(national):
    """The trap of 2007 and 2018: December was published, and the next notice moved it all the same."""
    after = compose([*SHIPPED, NOTICE_2027])
    assert national.count(*CHRISTMAS_WEEK) == 10
    assert after.count(*CHRISTMAS_WEEK) == 9
    assert after.is_working(date(2026, 12, 27))
    assert after.edition != national.edition
    assert after.horizon == date(2027, 12, 31)
    visible = [
        change.date for change in changes(national, after) if change.visible and change.date.year == 2026
    ]
    assert visible == [date(2026, 12, 27), date(2026, 12, 31)]


def test_a_year_that_only_becomes_certain_is_a_change_too(national):
    found = changes(national, compose([*SHIPPED, NOTICE_2027]))
    certain = [change for change in found if change.date.year == 2027]
    assert len(certain) == 365
    assert sum(change.visible for change in certain) == 9
    assert str(certain[-1].before) == "暂定上班"
    assert str(certain[-1].after) == "上班"


def test_of_two_documents_the_later_issued_wins_however_they_were_entered():
    early = document(9, 2026, "2026-03-02,放假,早", whole_year=False, issued_on=date(2026, 1, 5))
    late = document(8, 2026, "2026-03-02,放假,晚", whole_year=False, issued_on=date(2026, 2, 5))
    for order in ([early, late], [late, early]):
        assert compose([*SHIPPED, *order]).note_on(date(2026, 3, 2)).name == "晚"


def test_a_later_document_may_give_a_working_day_back(national):
    back = document(50, 2026, "2026-10-07,上班,国庆节", whole_year=False, issued_on=date(2026, 8, 1))
    after = compose([*SHIPPED, back])
    assert not national.is_working(date(2026, 10, 7))
    assert after.is_working(date(2026, 10, 7))
    assert after.notes(date(2026, 10, 5), date(2026, 10, 9)) == [
        DayNote(date(2026, 10, 6), date(2026, 10, 6), "rest", "国庆节")
    ]


def test_a_replaced_document_is_silent_also_when_its_successor_is_withdrawn():
    wrong = local(50, 7, "2026-07-13,放假,那达慕")
    right = local(51, 7, "2026-07-14,放假,那达慕", replaces_id=50)
    withdrawn = local(52, 7, "", replaces_id=51)
    calendars = [
        compose([*SHIPPED, *extra], [7]) for extra in ([wrong], [wrong, right], [wrong, right, withdrawn])
    ]
    rests = [[c.is_working(date(2026, 7, d)) for d in (13, 14)] for c in calendars]
    assert rests == [[False, True], [True, False], [True, True]]
    assert calendars[2].edition == compose(SHIPPED).edition


def test_a_local_holiday_rests_the_hall_and_those_below_it_only():
    nadam = local(50, 7, "2026-07-13至2026-07-15,放假,那达慕")
    documents = [*SHIPPED, nadam]
    monday = date(2026, 7, 13)
    assert not compose(documents, [1, 7]).is_working(monday)
    assert not compose(documents, [1, 7, 9]).is_working(monday)
    assert compose(documents, [1, 8]).is_working(monday)
    assert compose(documents).is_working(monday)


def test_the_nearest_hall_has_the_last_word_on_a_day():
    league = local(50, 1, "2026-07-13,放假,那达慕")
    banner = local(51, 7, "2026-07-12,上班,那达慕\n2026-07-13,上班,那达慕")
    calendar = compose([*SHIPPED, league, banner], [1, 7])
    assert calendar.is_working(date(2026, 7, 13))
    assert calendar.is_working(date(2026, 7, 12))


def test_a_local_holiday_may_fall_on_a_national_make_up_day(national):
    rest = local(50, 7, "2026-10-10,放假,那达慕")
    assert national.is_working(date(2026, 10, 10))
    assert not compose([*SHIPPED, rest], [7]).is_working(date(2026, 10, 10))


def test_what_the_first_year_says_of_the_december_before_it_is_left_out():
    """2007's notice moved two days of December 2006, a year this calendar does not know."""
    calendar = compose([document for document in SHIPPED if document.year >= 2007])
    assert calendar.first == date(2007, 1, 1)


def test_single_days_never_make_a_year_certain(national):
    day = document(50, 2027, "2027-09-03,放假,纪念日", whole_year=False, issued_on=date(2026, 11, 1))
    after = compose([*SHIPPED, day])
    assert after.horizon == national.horizon
    assert not after.is_working(date(2027, 9, 3))


def test_a_missing_year_ends_what_is_published():
    without_2020 = [d for d in SHIPPED if d.year != 2020]
    assert compose(without_2020).horizon == date(2019, 12, 31)


def test_no_year_no_calendar():
    with pytest.raises(CalendarDoesNotReach, match="尚未导入"):
        compose([])


def test_every_year_documents_have_ranks_in_order_of_their_years():
    assert all(a.rank < b.rank for a, b in pairwise(SHIPPED))


def test_shipped_days_are_those_of_chinesecalendar(national):
    wrong = [
        day
        for day in chinese_calendar.get_dates(date(2004, 1, 1), date(2026, 12, 31))
        if national.is_working(day) != chinese_calendar.is_workday(day)
    ]
    assert wrong == []
