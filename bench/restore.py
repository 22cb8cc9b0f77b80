"""``make restore``: a base backup and the archived log of a working hall, then back to an instant, chains verified.

What was done up to the instant is there to the last line; what was done after it (the mishap) is not. The anchor digest
written down outside the database agrees with the restored one. Ends in one line of figures.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from setup.services import _postgresql_programs, postgresql_server  # noqa: E402

STEP_DOWN = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
COUNTED = "SELECT count(*), coalesce(sum(hashtext(hash)::bigint), 0) FROM hall_entry"
CASES = 8


def pg(program: str, *words: str) -> None:
    """One of PostgreSQL's own programs, as its own user. Raises CalledProcessError."""
    command = [*STEP_DOWN, f"{_postgresql_programs()}/{program}", *words]
    subprocess.run(command, check=True, capture_output=True, cwd="/")


def main() -> int:
    scratch = Path(tempfile.mkdtemp(prefix="hall-restore-"))
    scratch.chmod(0o777)  # PostgreSQL's user makes its backup here
    try:
        with postgresql_server(scratch, durable=True) as url:
            return rehearse(scratch, url)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def rehearse(scratch: Path, url: str) -> int:
    home, archive, base = scratch / "postgresql", scratch / "archive", scratch / "postgresql" / "base"
    archive.mkdir()
    archive.chmod(0o777)
    os.environ |= {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bench.faults_settings",
        "HALL_TEST_VAR": str(scratch / "var"),
        "REDIS_URL": "",
        "LOG_LEVEL": "CRITICAL",
    }
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from hall.calendar.seeding import seed_calendar
    from hall.timeline.anchor import drop_anchor
    from tests.cases_factory import CaseHall
    from tests.factories import travel

    def ask(sql: str) -> tuple:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone() if cursor.description else ()

    for setting in ("archive_mode = on", f"archive_command = 'cp %p {archive}/%f'"):
        ask(f"ALTER SYSTEM SET {setting}")
    connection.close()
    pg("pg_ctl", "-D", f"{home}/data", "-m", "fast", "-w", "-l", f"{home}/log", "restart")
    try:
        call_command("migrate", run_syncdb=True, verbosity=0)
        list(seed_calendar())
        travel("2026-03-09")
        desk = CaseHall("AH")

        def work() -> None:
            for _ in range(CASES):
                desk.accept(desk.receive())

        work()
        pg("pg_basebackup", "-h", str(home), "-U", "hall", "-D", str(base), "-c", "fast")
        work()
        sheet = drop_anchor().digest
        work()
        before = ask(COUNTED)
        (instant,) = ask("SELECT clock_timestamp()")
        time.sleep(0.2)
        work()  # the mishap: all of this is to be undone
        after = ask(COUNTED)
        ask("SELECT pg_switch_wal()")
        end = time.monotonic() + 30
        while (
            ask(
                "SELECT last_archived_wal IS NULL OR pg_walfile_name(pg_current_wal_lsn()) > last_archived_wal "
                "AND archived_count < 2 FROM pg_stat_archiver"
            )[0]
            and time.monotonic() < end
        ):
            time.sleep(0.2)
    finally:
        connection.close()
        pg("pg_ctl", "-D", f"{home}/data", "-m", "fast", "-w", "stop")

    began = time.monotonic()
    (base / "recovery.signal").touch()
    with (base / "postgresql.auto.conf").open("a", encoding="utf-8") as out:
        out.write(f"restore_command = 'cp {archive}/%f %p'\nrecovery_target_time = '{instant.isoformat()}'\n")
        out.write("recovery_target_action = 'promote'\narchive_mode = off\n")
    options = f"-c listen_addresses= -c unix_socket_directories={home} -c max_connections=200"
    pg("pg_ctl", "-D", str(base), "-w", "-t", "60", "-l", f"{home}/restored.log", "-o", options, "start")
    try:
        while ask("SELECT pg_is_in_recovery()")[0]:
            time.sleep(0.1)
        seconds = time.monotonic() - began
        restored = ask(COUNTED)
        written = sheet == ask("SELECT digest FROM hall_anchor ORDER BY day DESC LIMIT 1")[0]
        sound = (
            subprocess.run([sys.executable, "manage.py", "verify_timeline"], cwd=ROOT, check=False).returncode
            == 0
        )
    finally:
        connection.close()
        pg("pg_ctl", "-D", str(base), "-m", "immediate", "stop")
    good = restored == before and sound and written
    sys.stdout.write(
        f"{before[0]} entries at the instant, {after[0]} after the mishap, {restored[0]} restored in {seconds:.1f} s; "
        f"chains {'sound' if sound else 'BROKEN'}, anchor {'agrees' if written else 'DIFFERS'}: "
        f"{'good' if good else 'NOT good'}\n"
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
