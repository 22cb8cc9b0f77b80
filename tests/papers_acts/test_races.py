"""Eight clerks at once: numbers without gap or twin; two workers at one paper: one PDF."""

import pytest

from hall.acts.door import perform
from hall.acts.refusals import Invalid
from hall.calendar.seeding import seed_calendar
from hall.models import Paper, PaperSeries
from hall.papers.pdf import pdf_of
from hall.papers.tasks import render_pending
from hall.timeline.verify import verify_all
from tests.cases_factory import CaseHall
from tests.factories import make_hall, travel
from tests.papers_acts.test_numbers import issue_from, issuing
from tests.racing import at_once, only_postgresql

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def issue(transactional_db, published_years):
    list(seed_calendar(published_years))
    travel("2026-03-09")
    hall = make_hall()
    with issuing():
        yield lambda **more: issue_from(hall, **more)


@only_postgresql
def test_eight_at_once_and_some_undone(issue):
    """Every third act fails after its numbers were drawn, while the others wait for the same series."""

    def clerk(number: int) -> int:
        done = 0
        for step in range(6):
            try:
                issue(fails=(number + step) % 3 == 0)
            except Invalid:
                continue
            done += 1
        return done

    results = at_once(*[lambda number=number: clerk(number) for number in range(8)])
    assert results == [4] * 8
    serials = sorted(Paper.objects.values_list("serial", flat=True))
    assert serials == list(range(1, 65))
    assert PaperSeries.objects.get().last == 64
    assert verify_all().sound


@only_postgresql
def test_two_workers_and_a_clerk_at_one_paper_make_one_pdf(issue, files):
    issue()
    paper = Paper.objects.first()
    first, second, _ = at_once(lambda: pdf_of(paper), lambda: pdf_of(paper), render_pending)
    assert first == second == pdf_of(Paper.objects.get(pk=paper.pk))
    assert len(list(files.glob("papers/**/*.pdf"))) == 2


@only_postgresql
def test_a_paper_is_handed_over_while_a_worker_draws_it(transactional_db, published_years):
    """The act reads the paper, the worker stores its file, the act is written: both stand."""
    list(seed_calendar(published_years))
    travel("2026-03-09")
    hall = CaseHall()
    case = hall.receive()
    paper = case.dossier.papers.get()
    data = {"paper": paper.pk, "received_by": "王小明", "relation": "self"}

    def serve():
        return perform(case, "serve_paper", data, by=hall.clerk, place=hall.window)

    results = at_once(serve, lambda: pdf_of(paper), serve)
    assert sorted(type(one).__name__ for one in results) == ["Case", "Invalid", "bytes"]
    served = Paper.objects.get(pk=paper.pk)
    assert served.served_at
    assert pdf_of(served) == next(one for one in results if isinstance(one, bytes))
