"""``make run`` on an empty folder: the hall opens, Ctrl-C closes it without a trace, and its data stays."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from setup.steps import ROOT
from tests.setup.processes import all_gone, processes_with


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def open_hall(var: Path, port: int) -> tuple[subprocess.Popen[str], list[str]]:
    """Starts the hall and reads what it says until it is open."""
    env = os.environ | {"HALL_VAR": str(var), "PORT": str(port)}
    run = [sys.executable, "-m", "setup.run"]
    hall = subprocess.Popen(
        run, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    said = []
    for line in hall.stdout:
        said.append(line)
        if f":{port}/" in line:
            return hall, said
    pytest.fail("".join(said))


def people(var: Path) -> int:
    with closing(sqlite3.connect(var / "hall.sqlite3")) as connection:
        return connection.execute("SELECT count(*) FROM hall_user").fetchone()[0]


def test_it_opens_closes_without_a_trace_and_keeps_its_data(tmp_path):
    port = free_port()
    hall, said = open_hall(tmp_path, port)
    assert "布置演示大厅" in "".join(said)
    with urlopen(f"http://127.0.0.1:{port}/") as page:
        assert page.status == 200
    assert any("celery" in command for command in processes_with(str(tmp_path)))

    second = subprocess.run(
        [sys.executable, "-m", "setup.run"],
        cwd=ROOT,
        env=os.environ | {"HALL_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert second.returncode == 1
    assert "已在运行" in second.stderr

    hall.send_signal(signal.SIGINT)
    assert hall.wait(60) == 0
    assert processes_with(str(tmp_path)) == []
    furnished = people(tmp_path)
    assert furnished

    hall, said = open_hall(tmp_path, port)
    assert "布置演示大厅" not in "".join(said)
    hall.kill()
    hall.wait()
    assert all_gone(str(tmp_path))
    assert people(tmp_path) == furnished
