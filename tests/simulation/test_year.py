"""A short year, lived to its end; and the checks find what is made wrong on purpose."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from hall import legal_time
from hall.models import ClockLimit
from supervision.simulation import checks
from supervision.simulation.model import Days, Pause, Slip, walk
from supervision.simulation.report import write
from supervision.simulation.year import Year


@pytest.mark.django_db
def test_a_year_is_as_the_naive_model_says(tmp_path):
    year = Year(cases=14, seed=3, faults=80)
    year.furnish()
    year.run()
    assert year.findings == []
    assert year.stuck == []
    assert year.compared > 300
    assert {citizen.slip.state for citizen in year.citizens} == {"archived"}
    assert year.counts["办理中途被终止"] > 0
    assert sum(office.leaves for office in year.offices.values()) > 5
    write(year, 1, tmp_path / "report.html")
    assert "不符0处" in (tmp_path / "report.html").read_text(encoding="utf-8")

    # What is made wrong behind the door's back is found.
    citizen = next(one for one in year.citizens if one.slip.done["approve"])
    limit = ClockLimit.objects.filter(run__dossier=citizen.pk, unit="working_day").first()
    ClockLimit.objects.filter(pk=limit.pk).update(due_on=limit.due_on + dt.timedelta(days=1))
    assert len([*checks.dates(citizen, year)]) == 1
    citizen.slip.did("refuse", legal_time.today())
    assert len([*checks.papers(citizen)]) == 1
    assert [*checks.totals(year)]
    citizen.slip.stamped_by = -1
    assert [*checks.custody(year)]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE hall_entry SET title = '改' WHERE dossier_id = %s AND seq = 1", [citizen.pk])
    assert [*checks.chain(year)]


def test_the_naive_walk_by_hand():
    """2026-09-24 is a Thursday before 中秋节 and 国庆节; Sunday the 20th and Saturday 10 October are worked."""
    days = Days.of_tables(settings.FIXTURES / "calendars")
    assert walk(days, dt.date(2026, 9, 18), 1, [], []) == dt.date(2026, 9, 20)
    assert walk(days, dt.date(2026, 9, 24), 4, [], []) == dt.date(2026, 10, 8)
    assert walk(
        days, dt.date(2026, 9, 24), 4, [Pause(dt.date(2026, 9, 28), dt.date(2026, 9, 30))], []
    ) == dt.date(2026, 10, 10)
    assert walk(days, dt.date(2026, 9, 24), 4, [Pause(dt.date(2026, 9, 28))], []) is None
    slip = Slip(1, on={"receive": dt.date(2026, 1, 31)})
    assert slip.due("acceptance", 1, "month", days, since_receipt=False, grows=False) == dt.date(2026, 2, 28)


def test_never_in_a_hall_in_earnest(monkeypatch):
    monkeypatch.setattr(settings, "LEGAL_TIME_TRAVEL", False)
    with pytest.raises(CommandError, match="正式运行"):
        call_command("simulate")
