"""Numbers without gaps: one series for each issuer, kind and year; what was not issued drew none."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

import pytest
from django import forms
from django.db import IntegrityError, transaction

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.form import ActForm
from hall.acts.refusals import Invalid
from hall.models import Paper, PaperSeries, RegisterRecord
from hall.papers.kinds import KINDS, PaperKind
from hall.papers.paper import draw_number
from hall.people.roles import Role
from hall.registers.register import REGISTERS, Register
from tests.factories import travel
from tests.papers.samples import sample

pytestmark = pytest.mark.django_db


def serials(kind: str = "acceptance") -> list[int]:
    return list(Paper.objects.filter(kind=kind).order_by("pk").values_list("serial", flat=True))


class TestSeries:
    def test_one_after_the_other(self, hall):
        for _ in range(3):
            hall.accept(hall.receive())
        assert serials("receipt") == serials("acceptance") == [1, 2, 3]
        numbers = Paper.objects.filter(kind="acceptance").values_list("number", flat=True)
        assert len(set(numbers)) == 3

    def test_each_year_begins_anew_by_the_local_date(self, hall):
        """A quarter past midnight in Shanghai is still the old year in UTC."""
        travel("2026-12-31")
        hall.receive()
        travel("2027-01-01 00:15")
        paper = hall.receive().dossier.papers.get()
        assert (paper.serial, paper.issued_on.isoformat()) == (1, "2027-01-01")
        assert paper.number.startswith("2027")

    def test_one_statement_draws_and_counts(self, db, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert draw_number("department:1", "trial", 2026) == 1
        with django_assert_num_queries(1):
            assert draw_number("department:1", "trial", 2026) == 2
        others = [
            ("department:1", "trial", 2027),
            ("department:2", "trial", 2026),
            ("department:1", "b", 2026),
        ]
        assert [draw_number(*one) for one in others] == [1, 1, 1]


class IssuingForm(ActForm):
    """A line that brings two papers and, if told so, something that cannot be done after they have their numbers."""

    fails = forms.BooleanField(required=False, label="失败")

    def check_what_follows(self, cleaned):
        self.do.issue(KINDS["receipt"])
        self.do.issue(KINDS["receipt"])
        if cleaned["fails"]:
            self.do.then(self.do.obj, "void", {})  # wants a reason


@contextmanager
def issuing() -> Iterator[None]:
    """A register each of whose lines brings two receipts, known only inside this block."""
    real = KINDS["receipt"]
    PaperKind("receipt", lambda obj, do: sample("receipt"))
    Register("test.issuing", "开具登记", (Role.HALL_OFFICE, SYSTEM), IssuingForm)
    try:
        yield
    finally:
        del REGISTERS["test.issuing"]
        KINDS["receipt"] = real


def issue_from(hall, *, fails: bool = False, department=None) -> RegisterRecord:
    """One act that draws two numbers of the hall's series, or of a department's."""
    scope = {"hall": hall, "department": department, "register": "test.issuing"}
    return perform(RegisterRecord, "record", {"fails": fails}, by=SYSTEM, **scope)


@pytest.fixture
def issue(hall):
    with issuing():
        yield partial(issue_from, hall.hall)


class TestIssuers:
    def test_each_department_counts_its_own_and_the_hall_its_own(self, issue, hall):
        for department in (None, hall.department, hall.other, hall.department):
            issue(department=department)
        assert serials("receipt") == [1, 2, 1, 2, 1, 2, 3, 4]


class TestNoGap:
    def test_an_act_that_is_undone_leaves_none(self, issue):
        issue()
        for _ in range(3):
            with pytest.raises(Invalid, match="作废原因"):
                issue(fails=True)
        issue()
        assert serials("receipt") == [1, 2, 3, 4]
        assert PaperSeries.objects.get(issuer__startswith="hall:").last == 4

    def test_nor_does_a_number_drawn_in_vain(self, db):
        draw_number("department:1", "trial", 2026)
        with suppress(ZeroDivisionError), transaction.atomic():
            assert draw_number("department:1", "trial", 2026) == 2
            raise ZeroDivisionError
        assert draw_number("department:1", "trial", 2026) == 2

    def test_a_series_cannot_be_begun_twice(self, db):
        draw_number("department:1", "trial", 2026)
        with pytest.raises(IntegrityError), transaction.atomic():
            PaperSeries.objects.create(issuer="department:1", kind="trial", year=2026)
