"""``make faults``: processes are killed at random instants under load; nothing is lost, doubled or half done.

``ARGS="20 --seed 7"`` does fewer. Two clerks work as web processes do, a Celery worker and a beat sweep every second.
Ends in one line of figures; exit status 1 where something does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from setup.services import postgresql_server  # noqa: E402


def main(words: list[str]) -> int:
    told = argparse.ArgumentParser()
    told.add_argument("faults", type=int, nargs="?", default=200)
    told.add_argument("--seed", type=int, default=1)
    asked = told.parse_args(words)
    scratch = Path(tempfile.mkdtemp(prefix="hall-faults-"))
    scratch.chmod(0o711)
    try:
        with postgresql_server(scratch, durable=True) as url:
            os.environ |= {
                "DATABASE_URL": url,
                "REDIS_URL": f"unix://{scratch}/redis.sock",
                "DJANGO_SETTINGS_MODULE": "bench.faults_settings",
                "HALL_TEST_VAR": str(scratch / "var"),
                "LOG_LEVEL": "CRITICAL",
            }
            import django

            django.setup()
            from bench.faults_run import Run

            run = Run(scratch, random.Random(asked.seed))
            try:
                run.furnish()
                run.under_load(asked.faults)
                return run.report()
            finally:
                run.stop()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
