"""Lock files pin every package by hash and name no address (docs/decisions/0003)."""

import json
import re

import pytest

from setup.steps import ROOT

LOCKS = sorted(ROOT.glob("requirements*.lock"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_python_packages_are_pinned_by_hash_without_addresses(lock):
    text = re.sub(r"\\\n\s*", "", lock.read_text())
    packages = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert packages
    assert all(re.match(r"[\w.\-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line) for line in packages)
    assert not re.search(r"://|--(index|extra-index|find-links)|^\s*-[if] ", text, re.MULTILINE)


def test_both_python_locks_agree():
    run, develop = (
        dict(re.findall(r"^([\w.\-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run.items() <= develop.items()


def test_front_end_packages_are_pinned_by_hash_without_addresses():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    fetched = [package for name, package in packages.items() if name]
    assert fetched
    assert all(
        package["integrity"].startswith("sha512-") and "resolved" not in package for package in fetched
    )
