"""Child processes that never outlive the command that started them.

Each child leads its own process group, so that the terminal's Ctrl-C reaches only the parent, which then ends
its children in order, each with all its descendants (Celery's embedded beat would otherwise be left behind).
Should the parent be killed outright, the kernel tells every child to end (``setpriv --pdeathsig``).
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 15  # seconds a child may take to finish what it is doing


@contextmanager
def child(
    command: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    user: str | None = None,
    stop: signal.Signals = signal.SIGTERM,
) -> Iterator[subprocess.Popen[bytes]]:
    """Runs ``command`` during the ``with`` block, its output in ``log``; root may step down to ``user``."""
    step_down = [f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["setpriv", "--pdeathsig", stop.name.removeprefix("SIG"), *step_down, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _end(process, stop)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # a group outlives its leader while descendants remain


def foreground(command: Sequence[str], env: Mapping[str, str]) -> int:
    """Runs ``command`` on this terminal and gives its exit status; interrupted, it tidies up before we do."""
    process = subprocess.Popen(command, env=os.environ | env)
    try:
        return process.wait()
    except Terminated:
        process.send_signal(signal.SIGINT)
        raise
    finally:
        _end(process)  # after Ctrl-C: the terminal has told it as well


def _end(process: subprocess.Popen[bytes], stop: signal.Signals | None = None) -> None:
    """Asks by ``stop``, waits patiently, then insists."""
    if stop and process.poll() is None:
        process.send_signal(stop)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Terminated(KeyboardInterrupt):
    """We alone were asked to end (``kill``, a CI time limit), not the whole terminal."""


def interruptible() -> None:
    """Being asked to end leaves every ``with`` block in order, however it was asked."""

    def terminate(*_: object) -> None:
        raise Terminated

    signal.signal(signal.SIGTERM, terminate)
    signal.signal(signal.SIGHUP, terminate)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # shells start background jobs deaf to Ctrl-C


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Asks ``ready()`` until it says yes; False when the process died or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        if ready():
            return True
        time.sleep(0.05)
    return False
