"""The private PostgreSQL and Redis answer, and nothing of them remains, however their user ends."""

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from setup.services import private_services
from setup.steps import ROOT
from tests.setup.processes import all_gone, processes_with

SERVICES = [sys.executable, "-m", "setup.services"]


def start() -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(SERVICES, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    announced = process.stdout.readline() + process.stdout.readline()
    return process, Path(re.search(r"REDIS_URL='unix://(.+)'", announced)[1]).parent


def test_both_answer_and_their_data_is_gone_afterwards():
    with private_services() as env:
        socket = env["REDIS_URL"].removeprefix("unix://")
        asked = ["psql", env["DATABASE_URL"], "--no-align", "--tuples-only", "--command", "SELECT 6 * 7"]
        assert subprocess.check_output(asked, text=True).strip() == "42"
        assert subprocess.check_output(["redis-cli", "-s", socket, "ping"], text=True).strip() == "PONG"
    assert not Path(socket).parent.exists()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_end_it_leaves_neither_process_nor_file(how):
    process, scratch = start()
    assert processes_with(str(scratch))
    process.send_signal(how)
    process.wait(30)
    assert processes_with(str(scratch)) == []
    assert not scratch.exists()


def test_killed_outright_it_leaves_no_process():
    process, scratch = start()
    process.kill()
    process.wait()
    assert all_gone(str(scratch))
    shutil.rmtree(scratch)  # nobody was left to do it


def test_a_command_gets_its_own_exit_status_back():
    assert subprocess.run([*SERVICES, sys.executable, "-c", "raise SystemExit(7)"], cwd=ROOT).returncode == 7
