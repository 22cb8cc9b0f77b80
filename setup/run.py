"""``make run``: the furnished hall on this machine, until Ctrl-C.

One folder (``HALL_VAR``, else ``var/``) keeps everything. Two processes work: gunicorn for the pages, and
a Celery worker with its beat embedded for what falls due. ``PORT`` and ``HOST`` choose the address.
"""

import fcntl
import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import sleep
from typing import NoReturn

from setup.processes import child, interruptible, wait_until
from setup.steps import ROOT, fail, say

VAR = Path(os.environ.get("HALL_VAR", ROOT / "var"))
HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", "8000"))
BIN = str(Path(sys.executable).parent)


def main() -> None:
    interruptible()
    VAR.mkdir(exist_ok=True)
    with open(VAR / "run.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fail("本目录的大厅已在运行，请先结束它。", "The hall of this folder is running already.")
        if _answers():
            fail(
                f"端口 {PORT} 已被占用，请换一个：make run PORT=8001",
                f"Port {PORT} is taken; choose another one.",
            )
        _prepare()
        _serve()


def _prepare() -> None:
    """Furnishes a new hall aside, so that an interrupted start leaves no half hall; brings it up to date."""
    database, unfinished = VAR / "hall.sqlite3", VAR / "unfinished.sqlite3"
    if not _inhabited(database):
        say("布置演示大厅（约一分钟）· furnishing the demo hall (about a minute)")
        for left_over in [*VAR.glob(f"{unfinished.name}*"), *VAR.glob(f"{database.name}*")]:
            left_over.unlink()
        _manage("migrate", "--verbosity=0", DATABASE_URL=f"sqlite:///{unfinished}")
        _manage("demo", DATABASE_URL=f"sqlite:///{unfinished}")
        with closing(sqlite3.connect(unfinished)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # everything is in the one file we move
        unfinished.rename(database)
    _manage("migrate", "--verbosity=0")
    _manage("collectstatic", "--noinput", "--verbosity=0")


def _serve() -> None:
    logs = VAR / "log"
    logs.mkdir(exist_ok=True)
    # A screen that listens (叫号大屏) holds a thread; windows/queue/stream.py lets eight do so in each process.
    threads = ["--workers=2", "--threads=16", "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
    gunicorn = [f"{BIN}/gunicorn", "hall.wsgi", f"--bind={HOST}:{PORT}", *threads]
    celery = [f"{BIN}/celery", "--app=hall", "worker", "--beat", "--concurrency=1", "--loglevel=INFO"]
    env = _environment()
    with (
        child(celery, log=logs / "worker.log", env=env) as worker,
        child(gunicorn, log=logs / "web.log", env=env) as web,
    ):
        if not wait_until(_answers, web, seconds=60):
            _give_up("web")
        say(f"政务服务大厅已开门 · the hall is open: \033[1mhttp://{HOST}:{PORT}/\033[0m")
        say("演示账号见登录页 · demo accounts are on the login page · Ctrl-C 结束")
        while True:
            for name, process in {"web": web, "worker": worker}.items():
                if process.poll() is not None:
                    _give_up(name)
            sleep(1)


def _give_up(name: str) -> NoReturn:
    fail(f"进程未能运行，原因见 var/log/{name}.log。", f"A process failed, see var/log/{name}.log.")


def _environment() -> dict[str, str]:
    """The embedded hall of this folder, whatever the shell has set for another one."""
    others = {"DATABASE_URL", "REDIS_URL", "HALL_MODE", "DJANGO_SETTINGS_MODULE"}
    env = {name: value for name, value in os.environ.items() if name not in others}
    env["HALL_VAR"] = str(VAR)
    env.setdefault("PUBLIC_URL", f"http://{HOST}:{PORT}")
    if HOST not in ("127.0.0.1", "localhost"):
        env.setdefault("ALLOWED_HOSTS", "*")
    return env


def _manage(*words: str, **env: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=_environment() | env, check=False
    )
    if done.returncode != 0:
        fail(f"manage.py {words[0]} 未能完成，原因见上。", f"manage.py {words[0]} failed, see above.")


def _inhabited(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT 1 FROM hall_user LIMIT 1").fetchone() is not None
    except sqlite3.OperationalError:  # no file, or no tables in it
        return False


def _answers() -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, PORT)) == 0


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        say("大厅已关门 · the hall is closed")
