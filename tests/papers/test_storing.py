"""The one PDF of a paper is drawn while nobody has to wait for it."""

import pytest
from django.db import connection

from hall.calendar.seeding import seed_calendar
from hall.papers import pdf
from tests.cases_factory import CaseHall
from tests.factories import travel


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_no_lock_is_held_while_the_typesetter_works(monkeypatch):
    """SQLite has one writer: three hundred papers drawn under the lock keep every clerk out."""
    list(seed_calendar())
    travel("2026-03-09")
    (receipt,) = CaseHall().receive().dossier.papers.all()
    draw, locked = pdf._draw, []

    def watched(paper):
        locked.append(connection.in_atomic_block)
        return draw(paper)

    monkeypatch.setattr(pdf, "_draw", watched)
    assert pdf.store_first(receipt.pk).pdf_sha256 == pdf.store_first(receipt.pk).pdf_sha256
    assert locked == [False]
