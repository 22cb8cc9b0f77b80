"""The short forms of ``make faults`` and ``make restore``: the same scripts, fewer rounds."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="the embedded hall is one process")


def run(module: str, *words: str) -> str:
    """A script's last line; fails with what it said where it ended badly."""
    ours = {name: value for name, value in os.environ.items() if name not in ("HALL_TEST_VAR", "HALL_VAR")}
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{module}", *words],
        cwd=settings.BASE_DIR,
        env=ours,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:]
    return done.stdout.strip().splitlines()[-1]


def test_six_faults_lose_nothing():
    line = run("faults", "6")
    assert line.startswith("6 faults (")
    assert line.endswith("wrong: late 0, effects 0, numbers 0, half 0, files 0")


def test_back_to_an_instant():
    assert run("restore").endswith("chains sound, anchor agrees: good")
