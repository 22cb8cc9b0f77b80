"""What every test stands on."""

from collections.abc import Iterator
from secrets import randbits

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations

# The database refuses to empty append-only tables, and that is just what Django does after a test that really
# commits (``transaction=True``). Only here, around that one flush, the triggers sleep.


@pytest.fixture(scope="session", autouse=True)
def triggers_sleep_during_flush() -> Iterator[None]:
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_with_triggers_asleep(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        asleep, awake = _lullaby(operations.connection)
        flush(operations, [*asleep, *statements, *awake])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_with_triggers_asleep)
        yield


def _lullaby(connection) -> tuple[list[str], list[str]]:
    """The statements before and after; Django runs them in one transaction with the flush."""
    if connection.vendor == "postgresql":
        role = "SET LOCAL session_replication_role = "
        return [role + "replica"], [role + "origin"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _ in triggers], [sql for _, sql in triggers]


@pytest.fixture(autouse=True)
def nobody_has_asked_yet(monkeypatch) -> None:
    """How often one address may ask is counted by the time of day. Each test has a time of its own that stands still:
    what others asked does not count, and no span of minutes ends in its middle.
    """
    moment = randbits(60)
    monkeypatch.setattr("hall.web.limits.time", lambda: moment)
