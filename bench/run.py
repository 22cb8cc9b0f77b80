"""``make bench``: what the hall costs beside its peers, in one run. Exit status 1 where a budget is missed.

Prints a table and writes ``var/bench.json``. ``ARGS="days accept"`` measures only those named.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "hall.settings"
os.environ["HALL_VAR"] = str(ROOT / "var/bench")
os.environ.setdefault("LOG_LEVEL", "WARNING")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from bench import acts, papers, sweep, working_days  # noqa: E402
from bench.measure import table  # noqa: E402
from hall.calendar.seeding import seed_calendar  # noqa: E402

MEASURES = {
    "days": working_days.measures,
    "acts": acts.measures,
    "papers": papers.measures,
    "sweep": sweep.measures,  # last: it leaves a million clocks behind
}


def main(wanted: list[str]) -> int:
    call_command("migrate", verbosity=0)
    list(seed_calendar())
    rows = []
    for name in wanted or MEASURES:
        print(f"» {name}", file=sys.stderr, flush=True)
        rows += MEASURES[name]()
    print(table(rows))
    report = {
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "rows": [row.as_json() for row in rows],
    }
    (ROOT / "var/bench.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
