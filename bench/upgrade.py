"""``make upgrade``: a database as the first migrations left it, with some rows, brought to the newest; then worked in.

Ends in one line of figures; exit status 1 where a row of before is gone or the upgraded hall does not work.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

FIRST = [(app, "0001_initial") for app in ("hall", "catalogue", "staff", "windows", "cases")]
SINCE = dt.date(2020, 1, 1)


def main() -> int:
    executor = MigrationExecutor(connection)
    known = [step for step in FIRST if step in executor.loader.graph.nodes]
    executor.migrate(known)
    _fill(executor.loader.project_state(known).apps)
    before = _counts()
    call_command("migrate", verbosity=0)
    lost = {table: n for table, n in before.items() if _count(table) < n}
    worked = _work()
    sys.stdout.write(
        f"{len(known)} first migrations, {sum(before.values())} rows in {len(before)} tables; lost {len(lost)}; "
        f"{worked} acts and their chains sound in the upgraded hall\n"
    )
    return 1 if lost or not worked else 0


def _fill(apps) -> None:
    """What a hall of that day had: itself, its departments, people, windows and a series of numbers."""

    def model(name: str):
        return apps.get_model("hall", name)

    hall = model("Hall").objects.create(
        code="old",
        name="某盟政务服务中心",
        level=3,  # a league, which needs no hall above
        region_code="150999",
        preset="AH",
        rules_date=SINCE,
    )
    for n in range(20):
        department = model("Department").objects.create(hall=hall, code=f"old-{n}", kind="department")
        model("DepartmentName").objects.create(
            department=department, name=f"某旗第{n}局", short_name=f"{n}", effective_from=SINCE
        )
        model("User").objects.create(username=f"old{n}", name=f"旧人{n}")
        model("Place").objects.create(hall=hall, code=f"A{n:02}", name=f"{n}号窗口", kind="general_window")
        model("PaperSeries").objects.create(issuer=f"old-{n}", kind="acceptance", year=2025, last=n)


def _work() -> int:
    """People are posted, a seal is registered and a window opened, all in the hall of before."""
    from hall.acts.act import SYSTEM
    from hall.acts.door import perform
    from hall.calendar.seeding import seed_calendar
    from hall.models import Department, Entry, Grant, Hall, Place, User
    from hall.timeline.verify import verify_all
    from windows.models import Seal, Window

    list(seed_calendar())
    hall, office = Hall.objects.get(code="old"), User.objects.get(username="old0")
    department = Department.objects.get(code="old-1")
    posted = {"user": office.pk, "role": "hall_office", "place": "", "since": "2000-01-01 00:00"}
    perform(Grant, "give", posted, by=SYSTEM, hall=hall)
    place = Place.objects.get(hall=hall, code="A01")
    perform(Window, "register", {"place": place.pk, "seats": 2}, by=office, hall=hall)
    seal = {"name": "行政审批专用章", "kind": "approval", "responsible_leader": "郑局长", "document": "1号"}
    seal |= {"valid_from": SINCE.isoformat()}
    perform(Seal, "register", seal, by=office, hall=hall, department=department)
    return Entry.objects.count() if verify_all().sound else 0


def _counts() -> dict[str, int]:
    tables = connection.introspection.table_names()
    return {table: n for table in tables if not table.startswith("django_") and (n := _count(table))}


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own names
        return cursor.fetchone()[0]


if __name__ == "__main__":
    sys.exit(main())
