"""Reports on pages and in files; who reads whose figures; what they cost however many cases there are."""

import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from hall.people.roles import Role
from supervision.models import CaseFact, DayFigure
from supervision.views.reports import REPORTS
from tests.cases_factory import CaseHall
from tests.factories import make_hall, make_user, travel
from tests.pdf import text_of

pytestmark = pytest.mark.django_db
MARCH = {"period": "2026-03"}
BIG = ("supervision_casefact", "supervision_dayfigure")
GROWING = (*BIG, "hall_entry", "hall_clockrun", "cases_case")


@pytest.fixture
def hall(calendar) -> CaseHall:
    hall = CaseHall("WS")
    hall.accept(hall.receive())
    case = hall.into_review(hall.accept(hall.receive()))
    hall.start_procedure(case)
    late = hall.into_review(hall.accept(hall.receive()))
    travel("2026-03-24")
    hall.hand_out(hall.bring(hall.stamp(hall.approve(late))))
    return hall


def page(user, name="reports", *args, **query):
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=args), query or MARCH)


def test_each_report_is_a_page_a_workbook_and_a_print(hall):
    for key, kind in REPORTS.items():
        body = page(hall.supervisor, "report", key, **MARCH).content.decode()
        assert f"<h1>{kind.title}" in body
        book = load_workbook(io.BytesIO(page(hall.leader, "report", key, **MARCH, **{"as": "xlsx"}).content))
        assert book.active["A1"].value
    table = page(hall.office, "report", "statistics", **MARCH).context["table"]
    sheet = load_workbook(
        io.BytesIO(page(hall.office, "report", "statistics", **MARCH, **{"as": "xlsx"}).content)
    ).active
    rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=3, max_row=2 + len(table.rows()))]
    assert rows == [
        ["—" if one is None else one or None if one == "" else one for one in row] for row in table.rows()
    ]
    told = text_of(page(hall.office, "report", "overdue", **MARCH, **{"as": "pdf"}).content)
    assert "逾期明细" in told
    late = page(hall.office, "report", "overdue", **MARCH).content.decode()
    assert "承诺期限" in late
    assert "2026-03-24" in late
    assert "暂停" in page(hall.office, "report", "suspended", **MARCH).content.decode()


def test_a_figure_opens_to_its_cases(hall):
    table = page(hall.office).context["table"]
    cell = next(one for one in table.lines[-1].cells if one.value == 3)
    client = Client()
    client.force_login(hall.office)
    found = client.get(f"{reverse('report-cases')}?{cell.query}")
    assert (found.context["total"], len(found.context["page"].rows)) == (3, 3)
    for wrong in (
        {"cell": "nonsense"},
        {"cell": "received", "department": "x"},
        {"cell": "late", "way": "y"},
    ):
        assert page(hall.office, "report-cases", **wrong).status_code == 404
    assert page(hall.office, "report", "nonsense").status_code == 404
    assert page(hall.office, "reports", period="2026-99-99").context["period"].key == "2026-03"


def test_units_read_their_own_clerks_none_and_the_bureau_below(hall):
    assert "3" in str(page(hall.first).context["table"].lines[-1].cells[1])
    assert page(hall.other_first).context["table"].lines[-1].cells[1].value == 0
    for user in (hall.clerk, hall.reviewer, make_user("无关")):
        for name in ("reports", "report-cases", "report-bulletin", "report-wall"):
            assert page(user, name).status_code == 403
    elsewhere = make_hall("AH", code="elsewhere")
    assert page(hall.office, hall=str(elsewhere.pk)).status_code == 404
    elsewhere.parent = hall.hall
    elsewhere.save()
    bureau = make_user("上级局", (Role.BUREAU, hall.hall))
    assert page(bureau, hall=str(elsewhere.pk)).status_code == 200
    assert page(hall.office, hall=str(elsewhere.pk)).status_code == 404


def test_bulletin_and_wall_screen(hall):
    body = page(hall.leader, "report-bulletin", period="2026-03-24").content.decode()
    assert "政务服务日报" in body
    assert "收件0件，办结1件" in body
    told = text_of(page(hall.leader, "report-bulletin", **MARCH, **{"as": "pdf"}).content)
    assert "政务服务月报" in told
    wall = page(hall.leader, "report-wall")
    figures = dict(wall.context["told"])
    assert (figures["今日办结"], figures["本月收件"], figures["待办"]) == (1, 3, 2)
    assert 'http-equiv="refresh"' in wall.content.decode()


def many(hall: CaseHall, n: int = 20_000) -> None:
    """As many cases of other years as a hall sees in one, and their sums; keys no case has."""
    of = (hall.hall.pk, hall.department.pk, hall.window.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO supervision_casefact (case_id, hall_id, department_id, window_id, channel, way, "
            "received_on, finished_on, manner) SELECT 900000000 + i, %s, %s, %s, 'counter', 'committed', "
            "d, d + 3, 'early' FROM (SELECT i, date '2016-01-01' + i / 6 AS d FROM generate_series(1, %s) i) x",
            [*of, n],
        )
        cursor.execute(
            "INSERT INTO supervision_dayfigure (day, hall_id, department_id, window_id, channel, way, received, "
            "early, on_time, late, instant, returned, timed, law, promise, used) "
            "SELECT date '1970-01-01' + i, %s, %s, %s, 'counter', 'committed', 6, 6, 0, 0, 0, 0, 0, 0, 0, 0 "
            "FROM generate_series(1, %s) i",
            [*of, n],
        )
        cursor.execute("ANALYZE supervision_casefact, supervision_dayfigure")


def test_what_a_report_costs_does_not_grow(hall):
    addresses = (
        ("reports", {}),
        ("report-wall", {}),
        ("report-bulletin", {}),
        ("report-cases", {"cell": "late"}),
    )

    def asked(name, query):
        with CaptureQueriesContext(connection) as sent:
            assert page(hall.leader, name, **MARCH | query).status_code == 200
        return [one["sql"] for one in sent if one["sql"].startswith("SELECT")]

    for name, query in addresses:
        asked(name, query)  # what is read once per process is read
    before = {name: len(asked(name, query)) for name, query in addresses}
    many(hall)
    try:
        for name, query in addresses:
            sent = asked(name, query)
            assert len(sent) == before[name] < 65, name
            for sql in sent:
                _reads_by_index(sql)
    finally:  # the rows have no cases; the database would object at the end
        DayFigure.objects.filter(day__lt="2026-01-01").delete()
        CaseFact.objects.filter(pk__gt=900_000_000).delete()


def _reads_by_index(sql: str) -> None:
    """No big table is read from end to end; the sums before a period are, where a hall has little else."""
    wanted = [one for one in GROWING if f'FROM "{one}"' in sql]
    if not wanted:
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("SET LOCAL enable_seqscan = on")
    for one in wanted:
        assert not re.search(rf"Seq Scan on {one}\b", plan), f"{sql}\n{plan}"
