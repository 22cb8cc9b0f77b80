"""Two people import the same notice at once: one does it, the other is told."""

import threading
import time
from datetime import date

import pytest
from django.db import connection

from hall.calendar.arrangements import HolidayArrangement
from hall.calendar.publishing import publish
from hall.calendar.signals import calendar_changed
from hall.calendar.table import TableRefused, read_table


def notice(year: int) -> HolidayArrangement:
    return HolidayArrangement(
        year=year, title=f"{year}年放假通知", issued_on=date(year - 1, 11, 4), source="试验"
    )


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_the_second_import_is_reviewed_against_the_first():
    publish(notice(2026), read_table("2026-01-01,放假,元旦"))
    outcomes: list[str] = []

    def linger(**kwargs):
        time.sleep(0.3)  # the first is written but not yet committed while the second asks

    def import_2027():
        try:
            publish(notice(2027), read_table("2027-01-01,放假,元旦"))
            outcomes.append("imported")
        except TableRefused as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    calendar_changed.connect(linger)
    try:
        threads = [threading.Thread(target=import_2027) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        calendar_changed.disconnect(linger)
    outcomes.sort(key="imported".__ne__)
    assert outcomes[0] == "imported"
    assert "2027年的全年安排已经导入" in outcomes[1]
    assert HolidayArrangement.objects.filter(year=2027).count() == 1
