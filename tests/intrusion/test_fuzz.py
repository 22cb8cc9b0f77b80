"""A short fuzz of every form and query string; ``make fuzz N=100000`` is the long one."""

import copy
import os
from contextlib import contextmanager

from django.db import transaction

from .fuzzing import broken

COUNT, SEED = int(os.environ.get("FUZZ", "300")), int(os.environ.get("FUZZ_SEED", "2026"))


@contextmanager
def undone(browser):
    """Nothing a request did stays."""
    before, cookies = transaction.savepoint(), copy.deepcopy(browser.cookies)
    yield
    transaction.savepoint_rollback(before)
    browser.cookies = cookies


def test_nonsense_is_never_a_defect(house, record_property):
    found = broken(house, SEED, COUNT, undone)
    record_property("figures", f"{COUNT} requests, seed {SEED}: {len(found)} answered with a server error")
    assert found == []
