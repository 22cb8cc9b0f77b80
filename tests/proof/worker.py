"""A pytest that collects once and then answers questions: which of these tests notice that this duty is off?

Loaded with ``-p tests.proof.worker`` and a connection in ``PROVE_PIPE``. Every question is answered in a fork, so a
duty switched off ends with its process and the next question finds everything as it was.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django.test.utils
import pytest
from django.conf import settings
from django.db import connections, transaction
from pytest_django.fixtures import _disable_migrations
from pytest_django.plugin import blocking_manager_key


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of running the tests: say what there is, then answer until there are no more questions."""
    from tests.proof.switches import switches

    if session.testsfailed:
        raise session.Interrupted(f"{session.testsfailed} errors during collection")
    pipe = Connection(int(os.environ["PROVE_PIPE"]))
    items = {item.nodeid: item for item in session.items}
    duties = {one.name: one for one in switches()}
    clauses = {name: sorted(_clauses(item)) for name, item in items.items()}
    pipe.send({"tests": clauses, "duties": {name: list(one.clauses) for name, one in duties.items()}})
    database = _Database(session.config)
    for off, tests, seconds in iter(pipe.recv, None):
        asked = [items[name] for name in tests]
        if any(_stores(item) for item in asked):
            database.prepare()
        question = _Question(session, asked, duties.get(off))
        outcome = _in_a_fork(question.answer, seconds)
        if outcome is None:
            database.drop()  # whoever was cut off has left its tables full
        pipe.send(outcome)
    database.drop()
    return True


def _clauses(item: pytest.Item) -> set[str]:
    return {clause for mark in item.iter_markers("clause") for clause in mark.args}


def _stores(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server", "django_db_setup"}
    return bool(item.get_closest_marker("django_db") or fixtures.intersection(item.fixturenames))


class _Database:
    """The test database, made before the first fork, so that the forks find it ready."""

    def __init__(self, config: pytest.Config):
        self.blocker = config.stash[blocking_manager_key]
        self.setup, self.teardown = django.test.utils.setup_databases, django.test.utils.teardown_databases
        self.made: list = []
        if config.getvalue("nomigrations"):
            _disable_migrations()

    def prepare(self) -> None:
        if not self.made:
            with self.blocker.unblock():
                self.made = self.setup(verbosity=0, interactive=False)
                _furnish()
            connections.close_all()
            django.test.utils.setup_databases = lambda **options: []
            django.test.utils.teardown_databases = lambda *args, **options: None

    def drop(self) -> None:
        if self.made:
            with self.blocker.unblock():
                self.teardown(self.made, verbosity=0)
            self.made = []


def _furnish() -> None:
    """Build the usual halls once and take them back: every fork then remembers them (``tests/remembered.py``)."""
    from tests.cases_factory import CaseHall
    from tests.law.conftest import ordinary_monday, years_in

    outer = transaction.atomic()
    outer._from_testcase = True  # so that the door may think it is outermost
    presets = (path.stem for path in (settings.FIXTURES / "rulebooks").glob("*.toml"))
    with TemporaryDirectory() as folder, outer:
        ordinary_monday(years_in(Path(folder)))
        for preset in ("", *(one for one in presets if one != "national")):
            before = transaction.savepoint()
            CaseHall(preset)
            transaction.savepoint_rollback(before)
        transaction.set_rollback(True)


def _in_a_fork(work: Callable[[], Any], seconds: int) -> Any:
    """What the work answers in a process of its own; None when it did not answer in time."""
    ours, theirs = Pipe(duplex=False)
    if (pid := os.fork()) == 0:
        signal.alarm(seconds)
        try:
            theirs.send(work())
        except Exception:
            theirs.send({"error": traceback.format_exc()})
        finally:
            os._exit(0)
    theirs.close()
    try:
        return ours.recv()
    except EOFError:
        return None
    finally:
        os.waitpid(pid, 0)


class _Question:
    """The given tests with one duty off (the first failure will do) or with none off (all are wanted)."""

    def __init__(self, session: pytest.Session, items: list[pytest.Item], duty):
        self.session, self.items, self.duty = session, items, duty
        self.seconds: dict[str, float] = {}
        self.failed: dict[str, str] = {}
        self.skipped: set[str] = set()

    def answer(self) -> dict:
        if self.duty:
            self.duty.off()
        self.session.items = self.items
        self.session.config.pluginmanager.register(self)
        for item, following in zip(self.items, [*self.items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.duty and self.failed:
                break
        self.session._setupstate.teardown_exact(None)
        return {"seconds": self.seconds, "failed": self.failed, "skipped": sorted(self.skipped)}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration
        if report.failed:
            self.failed.setdefault(report.nodeid, report.longreprtext)
        if report.skipped:
            self.skipped.add(report.nodeid)
