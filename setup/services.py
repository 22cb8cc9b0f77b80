"""A PostgreSQL and a Redis of one's own: reachable only through sockets, thrown away afterwards.

``python -m setup.services COMMAND …`` runs a command with ``DATABASE_URL`` and ``REDIS_URL`` set;
without a command it prints them and waits for Ctrl-C. ``--durable`` keeps fsync on, for measurements.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGINT, pause

from setup.processes import child, foreground, interruptible, wait_until
from setup.steps import fail

FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def private_services(durable: bool = False) -> Iterator[dict[str, str]]:
    """Yields the environment that leads to the two services; both and their data are gone after the block."""
    scratch = Path(tempfile.mkdtemp(prefix="hall-"))
    try:
        scratch.chmod(0o711)  # PostgreSQL's user must pass through
        with postgresql_server(scratch, durable) as database_url, redis_server(scratch) as redis_url:
            yield {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def postgresql_server(scratch: Path, durable: bool = False) -> Iterator[str]:
    user = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    home = scratch / "postgresql"
    home.mkdir()
    if user:
        shutil.chown(home, user, user)
    data, programs = f"{home}/data", _postgresql_programs()
    initdb = [f"{programs}/initdb", "-D", data, "-U", "hall", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    with child([*initdb, "--no-sync"], log=scratch / "initdb.log", user=user) as made:
        if made.wait() != 0:
            fail("PostgreSQL 初始化失败 · initdb failed:", (scratch / "initdb.log").read_text())
    settings = ["listen_addresses=", f"unix_socket_directories={home}", "max_connections=200"]
    settings += () if durable else FORGETFUL
    server = [f"{programs}/postgres", "-D", data, *(word for each in settings for word in ("-c", each))]
    createdb = [f"{programs}/createdb", "-h", str(home), "-U", "hall", "hall"]
    log = scratch / "postgresql.log"
    with child(server, log=log, user=user, stop=SIGINT) as process:
        if not wait_until(lambda: _succeeds(createdb), process, seconds=60):
            fail("PostgreSQL 未能启动 · PostgreSQL did not start:", log.read_text())
        yield f"postgresql://hall@/hall?host={home}"


@contextmanager
def redis_server(scratch: Path) -> Iterator[str]:
    path, log = scratch / "redis.sock", scratch / "redis.log"
    command = ["redis-server", "--port", "0", "--unixsocket", str(path), "--dir", str(scratch), "--save", ""]
    with child(command, log=log) as process:
        if not wait_until(lambda: _answers(path), process, seconds=20):
            fail("Redis 未能启动 · Redis did not start:", log.read_text())
        yield f"unix://{path}"


def _postgresql_programs() -> Path:
    """Debian keeps the server's programs out of PATH, one folder per version; the newest is taken."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    if not found:
        fail("未找到 PostgreSQL · PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def main(words: list[str]) -> int:
    interruptible()
    durable = words[:1] == ["--durable"]
    command = words[1:] if durable else words
    try:
        with private_services(durable) as env:
            if command:
                return foreground(command, env)
            print("\n".join(f"export {name}='{value}'" for name, value in env.items()), flush=True)
            print("# Ctrl-C 结束并清除数据 · Ctrl-C ends both and discards their data", flush=True)
            while True:
                pause()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
