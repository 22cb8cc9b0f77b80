"""The register inside the product: where each clause is kept, how often it was applied, the five halls compared."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hall.acts.refusals import Objected
from hall.clocks.sweep import sweep
from supervision.clauses.compare import compared, texts
from supervision.clauses.figures import of_year
from supervision.clauses.keepers import keepers
from supervision.clauses.register import CONDUCT, clauses, documents
from supervision.models import ClauseFigure, Mark
from supervision.reports.summing import rebuild, update
from tests.cases_factory import CaseHall
from tests.factories import travel

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 4, 30)


@pytest.fixture
def hall(calendar) -> CaseHall:
    return CaseHall("AH")


def settle() -> None:
    """As if every transaction open at the last look had ended; a test's own never does."""
    for _ in range(2):
        update()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            Mark.objects.update(horizon=cursor.fetchone()[0])
    update()


def page(user, name, *args, **query):
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


def test_every_clause_has_its_text_and_no_keeper_an_unknown_clause():
    assert len(clauses()) == 874
    assert {one.document for one in clauses().values()} == set(documents())
    unknown = {one for one in keepers() if one.partition("-")[0] in documents()} - clauses().keys()
    assert unknown == set()
    seal = {one.sort for one in keepers()["AH-31.1"]}
    assert {"规则"} <= seal
    soft = [one for one in clauses().values() if not one.outside and one.kind != CONDUCT]
    kept = [one for one in soft if one.id in keepers()]
    assert len(kept) / len(soft) > 0.9


def test_applied_refused_and_run_out_are_counted_once(hall):
    case = hall.accept(hall.receive())
    (clause, *_) = type(case).acts()["accept"].clauses
    with pytest.raises(Objected) as held:
        hall.accept(hall.receive(m2="missing"))
    settle()
    settle()
    assert of_year(hall.hall, TODAY)[clause]["applied"] == 1
    refused = {one for o in held.value.objections for one in o.clauses}
    found = of_year(hall.hall, TODAY)
    assert sum(row["refused"] for row in found.values()) >= len(refused)
    travel("2026-04-30")
    sweep()
    settle()
    found = of_year(hall.hall, TODAY)
    assert sum(row["passed"] for row in found.values()) > 0
    kept = set(ClauseFigure.objects.values_list("clause", "month", "applied", "refused", "passed"))
    rebuild()
    assert not ClauseFigure.objects.exists()
    settle()
    assert set(ClauseFigure.objects.values_list("clause", "month", "applied", "refused", "passed")) == kept


def test_pages_for_those_who_answer_for_the_hall(hall):
    hall.accept(hall.receive())
    settle()
    with CaptureQueriesContext(connection) as asked:
        listed = page(hall.supervisor, "clauses")
    assert listed.context["text"] == "AH"
    assert len(listed.context["rows"]) == 161
    assert len(asked) < 40
    assert all(one.kind == "clock" for one, *_ in page(hall.leader, "clauses", kind="clock").context["rows"])
    told = page(hall.office, "clause", "AH-31.1").content.decode()
    assert "第三十一条" in told
    assert page(hall.office, "clause", "AH-999").status_code == 404
    body = page(hall.office, "clauses-compare").content.decode()
    assert "敖汉旗政务服务大厅管理办法" in body
    for name in ("clauses", "clauses-compare"):
        assert page(hall.clerk, name).status_code == 403


def test_the_five_halls_side_by_side():
    rows = {row.rule.key: row for row in compared(TODAY)}
    assert len(texts()) == 5
    assert all(row.differ for row in rows.values())
    row = rows["case.completion_event"]
    assert row.answers[[one.code for one in texts()].index("AH")].clauses
    assert len(compared(TODAY, only_different=False)) > len(rows)
