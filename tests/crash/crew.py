"""The processes of a hall in earnest – Redis, Celery worker, beat – started, killed and started again by a test."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from django.db import connection

from setup.processes import child, wait_until
from setup.steps import ROOT

CELERY = [str(Path(sys.executable).parent / "celery"), f"--workdir={ROOT}", "--app=hall"]


class Crew:
    """Each process leads its own group; ``kill`` is SIGKILL to the whole of it."""

    def __init__(self, scratch: Path):
        self.scratch, self.socket = scratch, scratch / "redis.sock"
        self.running: dict[str, tuple] = {}
        self.commands = {
            "redis": ["redis-server", "--port", "0", "--unixsocket", str(self.socket), "--save", ""],
            "worker": [*CELERY, "worker", "--concurrency=1", "--loglevel=INFO"],
            "beat": [
                *CELERY,
                "beat",
                f"--schedule={scratch}/beat",
                f"--pidfile={scratch}/beat.pid",
                "--loglevel=INFO",
            ],
        }

    def start(self, *names: str) -> None:
        for name in names:
            if name == "redis":
                self.socket.unlink(missing_ok=True)
            if name == "beat":
                (self.scratch / "beat.pid").unlink(missing_ok=True)  # a killed one leaves it behind
            stack = ExitStack()
            log = self.scratch / f"{name}-{time.monotonic_ns()}.log"
            process = stack.enter_context(child(self.commands[name], log=log, env=self._environment()))
            self.running[name] = process, stack
            if name == "redis":
                assert wait_until(self._answers, process, seconds=10)

    def kill(self, name: str) -> None:
        process, stack = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        stack.close()

    def stop(self) -> None:
        for name in reversed([*self.running]):
            self.kill(name)

    def _environment(self) -> dict[str, str]:
        database = connection.settings_dict
        host = database["HOST"] or database["OPTIONS"]["host"]
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.crash.settings",
            "DATABASE_URL": f"postgresql://{database['USER']}@/{database['NAME']}?host={host}",
            "REDIS_URL": f"unix://{self.socket}",
        }

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket)) == 0


def until(true: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait until something is so; fails saying what did not come about."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.02)
