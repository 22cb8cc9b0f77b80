"""The quota's arithmetic, and the property that a filed closure never breaks it on any day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windows.closures.quota import Period, Quota, most_at_once

FIFTH = Quota(share=Fraction(1, 5), few=4, most_of_few=1)
START = date(2026, 3, 2)

days = st.integers(0, 60).map(lambda n: START + timedelta(days=n))
periods = st.tuples(days, st.integers(0, 20)).map(lambda p: Period(p[0], p[0] + timedelta(days=p[1])))


@pytest.mark.parametrize(
    ("windows", "limit"), [(2, 1), (3, 1), (4, 1), (5, 1), (9, 1), (10, 2), (14, 2), (15, 3), (100, 20)]
)
def test_one_fifth_rounded_down_and_never_less_than_one(windows, limit):
    assert FIFTH.limit(windows) == limit


def test_without_a_share_only_small_departments_have_a_limit():
    quota = Quota(share=None, few=4, most_of_few=1)
    assert (quota.limit(4), quota.limit(5)) == (1, None)


@given(windows=st.integers(1, 200))
def test_a_larger_department_may_never_close_fewer(windows):
    quota = Quota(share=Fraction(1, 7), few=4, most_of_few=2)
    assert quota.limit(windows) <= quota.limit(windows + 1)


def test_closures_one_after_another_do_not_add_up():
    wanted = Period(date(2026, 3, 2), date(2026, 3, 31))
    early = Period(date(2026, 3, 2), date(2026, 3, 6))
    late = Period(date(2026, 3, 20), date(2026, 3, 25))
    assert most_at_once(wanted, [early, late]) == 2
    assert most_at_once(wanted, [early, late, late]) == 3


def test_the_last_day_still_counts_and_the_day_after_does_not():
    wanted = Period(date(2026, 3, 9), date(2026, 3, 13))
    assert most_at_once(wanted, [Period(date(2026, 3, 2), date(2026, 3, 9))]) == 2
    assert most_at_once(wanted, [Period(date(2026, 3, 2), date(2026, 3, 8))]) == 1


@given(windows=st.integers(2, 30), wishes=st.lists(periods, max_size=30))
def test_no_day_ever_sees_more_windows_closed_than_allowed(windows, wishes):
    """Whatever is asked for in whatever order: grant what fits, then walk every day."""
    granted: list[Period] = []
    for wish in wishes:
        if most_at_once(wish, granted) <= FIFTH.limit(windows):
            granted.append(wish)
    for n in range(90):
        day = START + timedelta(days=n)
        assert sum(day in period for period in granted) <= FIFTH.limit(windows)


@given(wanted=periods, others=st.lists(periods, max_size=12))
def test_the_count_is_that_of_the_fullest_day(wanted, others):
    walk = (wanted.first + timedelta(days=n) for n in range((wanted.last - wanted.first).days + 1))
    assert most_at_once(wanted, others) == max(1 + sum(day in other for other in others) for day in walk)
