"""The run itself: a hall in earnest, its processes, the faults, and what is found afterwards."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, connection

from bench import afterwards
from bench.faults_hall import SHELF
from hall import legal_time
from hall.calendar.arrangements import HolidayArrangement
from hall.calendar.publishing import publish
from hall.calendar.seeding import seed_calendar
from hall.calendar.table import read_table
from hall.clocks.sweep import due_limits, stale_runs
from hall.reading import forget
from matters.cases.models import Case
from setup.services import _postgresql_programs as programs
from tests.cases_factory import CaseHall
from tests.crash.crew import CELERY, Crew, until
from tests.factories import travel

RECOVERY = 180  # seconds in which everything that fell due meanwhile must be done


class Run:
    """One run: ``furnish``, ``under_load``, ``report``, and ``stop`` whatever happened."""

    def __init__(self, scratch: Path, dice: random.Random):
        self.dice, self.scratch, self.done = dice, scratch, Counter()
        self.crew = Crew(scratch)
        self.crew._environment = lambda: dict(os.environ)
        clerk = [sys.executable, "-m", "bench.clerk"]
        self.crew.commands |= {"clerk1": clerk, "clerk2": clerk}
        self.crew.commands["beat2"] = [
            *CELERY,
            "beat",
            f"--schedule={scratch}/beat2",
            f"--pidfile={scratch}/beat2.pid",
        ]
        self.data = scratch / "postgresql" / "data"

    def furnish(self) -> None:
        self.crew.start("redis")
        call_command("migrate", run_syncdb=True, verbosity=0)
        list(seed_calendar())
        travel("2026-03-09")
        self.desk = CaseHall("AH")
        SHELF.put(self.desk)
        self.crew.start("worker", "beat", "clerk1", "clerk2")
        until(Case.objects.exists, RECOVERY, "the clerks began")

    def under_load(self, faults: int) -> None:
        kinds = [
            *[self._kill("worker"), self.clock_jump, self._kill("clerk1"), self.database_restart],
            *[self.calendar_edition, self.disk_full, self.redis_unreachable, self.connection_cut],
            *[self.two_beats, self._kill("beat"), self._kill("redis"), self.clock_jump],
            *[self._kill("worker"), self._kill("clerk2"), self._kill("worker")],
        ]
        order = [kinds[n % len(kinds)] for n in range(faults)]
        self.dice.shuffle(order)
        for n, fault in enumerate(order, 1):
            time.sleep(self.dice.uniform(0.1, 1.5))
            self._patiently(fault)
            self.done[fault.__name__] += 1
            sys.stderr.write(f"\r{n}/{faults} {fault.__name__:20}")
        sys.stderr.write("\n")

    # --- Faults -------------------------------------------------------------------------------------------

    def _kill(self, name: str):
        def kill() -> None:
            self._end(name)
            self.crew.start(name)

        kill.__name__ = f"kill {name.rstrip('12')}"
        return kill

    def _end(self, name: str) -> None:
        if name in self.crew.running:
            self.crew.kill(name)

    def redis_unreachable(self) -> None:
        process, _ = self.crew.running["redis"]
        os.killpg(process.pid, signal.SIGSTOP)
        time.sleep(self.dice.uniform(0.2, 2))
        os.killpg(process.pid, signal.SIGCONT)

    def two_beats(self) -> None:
        (self.scratch / "beat2.pid").unlink(missing_ok=True)
        self.crew.start("beat2")
        time.sleep(4)
        self._end("beat2")

    def database_restart(self) -> None:
        """Without any farewell: as after a power cut, from the log."""
        step_down = (
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        )
        command = [
            f"{programs()}/pg_ctl",
            "-D",
            str(self.data),
            "-m",
            "immediate",
            "-w",
            "-l",
            f"{self.data}/log",
        ]
        connection.close()
        subprocess.run([*step_down, *command, "restart"], check=True, capture_output=True, cwd="/")

    def connection_cut(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    def disk_full(self) -> None:
        """The worker can write no byte into any file for a moment: no PDF, no log."""
        process, _ = self.crew.running["worker"]
        group = subprocess.run(["pgrep", "-g", str(process.pid)], capture_output=True, text=True, check=False)
        for pid in group.stdout.split():
            subprocess.run(["prlimit", f"--pid={pid}", "--fsize=0"], check=False)
        time.sleep(1)
        self._end("worker")
        self.crew.start("worker")

    def clock_jump(self) -> None:
        """Some days on at once; what falls due in between is due now."""
        legal_time.travel_to(legal_time.now() + dt.timedelta(days=self.dice.randint(1, 6)), freeze=True)

    def calendar_edition(self) -> None:
        first = legal_time.today() + dt.timedelta(days=self.dice.randint(5, 60))
        day = next(
            d for n in range(60) if (d := first + dt.timedelta(days=n)).weekday() < 5 and self._free(d)
        )
        arrangement = HolidayArrangement(
            hall=self.desk.hall,
            scope="days",
            year=day.year,
            title="地方放假（示例）",
            issued_on=legal_time.today(),
            source="故障演练",
            reason="地方节日",
        )
        publish(arrangement, read_table(f"{day},放假,地方节日"))

    def _free(self, day: dt.date) -> bool:
        return not HolidayArrangement.objects.filter(days__date=day).exists()

    def _patiently(self, fault) -> None:
        """We ourselves lose the database now and then."""
        for _ in range(100):
            try:
                return fault()
            except (DatabaseError, InterfaceError):
                connection.close()
                time.sleep(0.2)
        raise RuntimeError("The database does not come back.")

    # --- Afterwards ---------------------------------------------------------------------------------------

    def report(self) -> int:
        """Everything is started again, the clerks go home; then one look."""
        for name in ("clerk1", "clerk2"):
            self._end(name)
        began = time.monotonic()
        while not self._settled():
            if time.monotonic() - began > RECOVERY:
                break
            time.sleep(0.2)
        recovered = time.monotonic() - began
        while afterwards.undrawn().exists() and time.monotonic() - began < RECOVERY:
            time.sleep(0.5)
        wrong = {
            "late": [] if self._settled() else ["something due was not done"],
            "effects": afterwards.effects_once(),
            "numbers": afterwards.numbers_whole(),
            "half": afterwards.acts_whole(),
            "files": afterwards.files_whole(),
        }
        for name, found in wrong.items():
            for one in found[:5]:
                sys.stderr.write(f"× {name}: {one}\n")
        faults = ", ".join(f"{n}× {name}" for name, n in self.done.most_common())
        found = ", ".join(f"{name} {len(found)}" for name, found in wrong.items())
        sys.stdout.write(
            f"{self.done.total()} faults ({faults}); {afterwards.figures()}; "
            f"settled {recovered:.1f} s after the last; wrong: {found}\n"
        )
        return 1 if any(wrong.values()) else 0

    def _settled(self) -> bool:
        forget()
        return not due_limits(legal_time.now()) and not stale_runs(self.desk.hall).exists()

    def stop(self) -> None:
        self.crew.stop()
        connection.close()
        step_down = (
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        )
        stop = [*step_down, f"{programs()}/pg_ctl", "-D", str(self.data), "-m", "immediate", "stop"]
        subprocess.run(stop, check=False, capture_output=True, cwd="/")
