"""Sums follow the timeline, every figure opens to as many rows as it says, and parts make wholes."""

import datetime as dt
from urllib.parse import parse_qsl

import pytest
from django.core.management import call_command
from django.db import connection

from hall.models import Entry
from supervision.models import CaseFact, DayFigure, Mark
from supervision.reports.counting import NARROWED, TITLES, added, counted, rows
from supervision.reports.fact import Manner
from supervision.reports.of_cases import efficiency, instant, statistics, trend, windows
from supervision.reports.period import Period
from supervision.reports.scope import Scope
from supervision.reports.summing import differences, rebuild, update
from tests.cases_factory import CaseHall
from tests.factories import make_place, travel
from tests.reports.busy import some_weeks

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 31)
PERIODS = [Period.read(key, TODAY) for key in ("2026-03", "2026-02", "2026-Q1", "2026", "2026-03-09")]


@pytest.fixture
def scope(calendar):
    hall = CaseHall("AH")
    some_weeks(hall, seed=7, per_day=4, after_each=update)
    return Scope(hall.hall)


def test_sums_follow_the_timeline_open_to_their_rows_and_parts_make_wholes(scope):
    """One set-up, as it is dear: in this order, since the last part breaks the sums."""
    assert differences() == []
    _opens_to_its_rows(scope)
    _is_drawn_anew()


def _is_drawn_anew():
    assert DayFigure.objects.count() > 10
    kept = set(DayFigure.objects.values_list("day", "received", "late", "returned", "used"))
    fact = CaseFact.objects.exclude(finished_on=None).first()
    CaseFact.objects.filter(pk=fact.pk).update(manner=Manner.LATE, finished_on=TODAY)
    DayFigure.objects.filter(day=fact.received_on).delete()
    assert len(differences()) >= 2
    with pytest.raises(SystemExit):
        call_command("summaries", check=True)
    call_command("summaries", rebuild=True)
    assert differences() == []
    assert set(DayFigure.objects.values_list("day", "received", "late", "returned", "used")) == kept


def _opens_to_its_rows(scope):
    found = 0
    for period in PERIODS:
        whole = added(counted(scope, period).values())
        for table in (make(scope, period) for make in (statistics, windows, efficiency, instant, trend)):
            for cell in (cell for line in table.lines for cell in line.cells if cell.query):
                asked = dict(parse_qsl(cell.query))
                narrowed = {name: asked[name] for name in NARROWED if name in asked}
                of = Period.read(asked["period"], TODAY)
                assert rows(scope, of, asked["cell"], narrowed).count() == cell.value, (table.title, asked)
                found += 1
        for by in (("department",), ("channel",), ("way",), ("window",), ("department", "channel", "way")):
            assert added(counted(scope, period, by).values()) == whole
        for column in TITLES:
            assert rows(scope, period, column, {}).count() == whole[column]
        assert (
            whole["carried"] + whole["received"] == whole["finished"] + whole["returned"] + whole["pending"]
        )
        assert whole["finished"] == sum(whole[one] for one in Manner.values)
        assert whole["received"] == sum(
            whole[f"received_{one}"] for one in ("instant", "committed", "special")
        )
    assert found > 100


def test_one_case_through_its_life(calendar):
    hall, month = CaseHall("AH"), Period.read("2026-03", TODAY)
    scope = Scope(hall.hall)

    def told(*names):
        update()
        one = added(counted(scope, month).values())
        return [one[name] for name in names]

    case = hall.receive()
    names = ("received", "finished", "early", "late", "pending", "timed")
    assert told(*names) == [1, 0, 0, 0, 1, 0]
    case = hall.into_review(hall.accept(case))
    travel("2026-03-11")
    hall.stamp(hall.approve(case))
    assert told(*names) == [1, 1, 1, 0, 0, 1]
    fact = CaseFact.objects.get()
    assert (fact.law, fact.promise, fact.used) == (20, 5, 2)
    hall.reject(hall.receive())
    assert told("received", "returned", "pending") == [2, 1, 0]
    late = hall.into_review(hall.accept(hall.receive()))
    travel("2026-03-25")
    hall.stamp(hall.approve(late))
    assert told(*names) == [3, 2, 1, 1, 0, 2]
    lines = {line.names: [str(cell) for cell in line.cells] for line in efficiency(scope, month).lines}
    assert lines[("合计",)] == ["2", "1", "0", "0", "1", "50.0%", "50.0%", "6.0"]


def test_windows_without_a_case_are_named(calendar):
    from hall.acts.door import perform
    from windows.models import Window

    hall = CaseHall("AH")
    empty = make_place(hall.hall, "B07")
    perform(Window, "register", {"place": empty.pk, "seats": 1}, by=hall.office, hall=hall.hall)
    hall.receive()
    update()
    table = windows(Scope(hall.hall), Period.read("2026-03", TODAY))
    assert table.note == "零办件窗口1个：B07号窗口。"
    assert [line.cells[0].value for line in table.lines] == [1, 0, 1]


def test_a_line_seen_late_is_not_lost(calendar):
    """What another transaction writes with an earlier number is read, because the mark waits for it."""
    hall = CaseHall("AH")
    hall.receive()
    update()
    mark = Mark.objects.get()
    assert mark.pending == Entry.objects.latest("pk").pk  # our own transaction is open: nothing is settled
    assert mark.seen == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (oldest,) = cursor.fetchone()
    Mark.objects.update(horizon=oldest)  # as if all that were open then had ended
    assert update() == 0
    assert Mark.objects.get().seen == mark.pending
    hall.receive()
    assert update() == 1
    assert rebuild() == 2
