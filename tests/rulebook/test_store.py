"""Rows are asked for once in a request or deed, and a row written elsewhere is never missed."""

from datetime import date

import pytest
from django.db import transaction
from django.test import RequestFactory

from hall.reading import read_once, reading
from hall.rulebook import answer
from hall.rulebook.rows import RuleRow
from hall.span import Span

pytestmark = pytest.mark.embedded
TODAY = date(2026, 11, 20)


def write_elsewhere(hall, value: str) -> None:
    """As another process would: the row is simply there, nobody here was told."""
    row = RuleRow(hall=hall, key="closure.notice", value=value, effective_from=date(2026, 1, 1), reason="试")
    RuleRow.objects.bulk_create([row])


def test_an_answer_costs_one_query_and_a_reading_no_more(uxin, django_assert_num_queries):
    answer(uxin, "closure.notice", TODAY)
    with django_assert_num_queries(1):
        answer(uxin, "closure.notice", TODAY)
    with django_assert_num_queries(1), reading():
        answer(uxin, "closure.notice", TODAY)
        answer(uxin, "posting.out_notice", TODAY)
        answer(uxin, "fee.payment_place", TODAY)


def test_statute_costs_no_query(uxin, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer(uxin, "statute.review", TODAY)


def test_a_row_of_another_process_counts_at_once(uxin):
    assert answer(uxin, "closure.notice", TODAY).value == Span(1)
    write_elsewhere(uxin, "2个工作日")
    assert answer(uxin, "closure.notice", TODAY).value == Span(2)


def test_a_reading_stays_as_it_began_but_sees_its_own_rows(uxin):
    with reading():
        assert answer(uxin, "closure.notice", TODAY).value == Span(1)
        write_elsewhere(uxin, "2个工作日")
        assert answer(uxin, "closure.notice", TODAY).value == Span(1)
        RuleRow.objects.create(
            hall=uxin, key="closure.notice", value="3个工作日", effective_from=TODAY, reason="试"
        )
        assert answer(uxin, "closure.notice", TODAY).value == Span(3)
    assert answer(uxin, "closure.notice", TODAY).value == Span(3)


def test_a_row_rolled_back_is_forgotten_even_when_its_key_is_given_again(uxin):
    point = transaction.savepoint()
    write_elsewhere(uxin, "2个工作日")
    assert answer(uxin, "closure.notice", TODAY).value == Span(2)
    transaction.savepoint_rollback(point)
    assert answer(uxin, "closure.notice", TODAY).value == Span(1)
    write_elsewhere(uxin, "4个工作日")
    assert answer(uxin, "closure.notice", TODAY).value == Span(4)


def test_a_request_is_one_reading(uxin, django_assert_num_queries):
    def view(request):
        return [answer(uxin, key, TODAY).value for key in ("closure.notice", "posting.out_notice")]

    answer(uxin, "closure.notice", TODAY)
    with django_assert_num_queries(1):
        assert read_once(view)(RequestFactory().get("/")) == [Span(1), Span(15)]


@pytest.mark.parametrize("failing", [True, False])
def test_a_reading_ends_with_its_block(uxin, failing):
    try:
        with reading():
            answer(uxin, "closure.notice", TODAY)
            if failing:
                raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    write_elsewhere(uxin, "2个工作日")
    assert answer(uxin, "closure.notice", TODAY).value == Span(2)
