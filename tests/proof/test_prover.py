"""The prover proved: it finds the test that cannot fail, and is not fooled by one that fails anyway."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DUTY = "duty:matters.catalogue.clock_rule_checks._law"

HONEST = """
import pytest
from types import SimpleNamespace
from matters.catalogue.clock_rule_checks import _law

@pytest.mark.clause("WS03-04-2")
def test_an_analogy_names_what_it_is_like():
    rule = SimpleNamespace(
        version=SimpleNamespace(national=lambda stage: None), stage="decide", source="analogy", n=5,
        unit="working_day", anchor="accepted", reference="", statute=None, article="",
    )
    assert "reference" in _law(rule)
"""

VACUOUS = """
import pytest
from matters.catalogue.clock_rule_checks import _law

@pytest.mark.clause("WS03-04-2")
def test_that_cannot_fail():
    assert _law
"""

BROKEN = """
import pytest

@pytest.mark.clause("WS03-04-2")
def test_that_fails_anyway():
    raise AssertionError("fails with the duty on")
"""


def prove(folder: Path, *sources: str) -> subprocess.CompletedProcess[str]:
    for number, source in enumerate(sources):
        (folder / f"test_{number}.py").write_text(source)
    command = [sys.executable, "tests/prove.py", DUTY, "--tests", str(folder), "--jobs", "1"]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "HALL_"))}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_a_duty_that_a_test_notices_is_no_survivor(tmp_path):
    done = prove(tmp_path, VACUOUS, HONEST)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 of 1 duties noticed" in done.stdout


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        pytest.param([VACUOUS], "1 tests still pass", id="a test that cannot fail"),
        pytest.param([], "no sound test", id="no test at all"),
        pytest.param([BROKEN], "Fails with everything on", id="a test that fails anyway"),
    ],
)
def test_a_duty_that_no_sound_test_notices_is_named(tmp_path, sources, said):
    done = prove(tmp_path, *sources)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"  {DUTY}" in done.stdout
    assert said in done.stdout
