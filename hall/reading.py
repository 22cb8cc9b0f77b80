"""One reading: what seldom changes stays in the process, and is asked once a request or deed whether it still stands.

Rules and calendars are few rows, only ever added, perhaps by another process at any moment. How many rows a table has,
its newest key and its newest instant name its state exactly: a late commit with a lower number changes the total, a
number used again after a rollback the instant. One small statement asks that of every such table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import connection

Marks = dict[str, tuple]
HELD: dict[str, str] = {}
_marks: ContextVar[list[Marks | None] | None] = ContextVar("marks", default=None)


def held_in_memory(instant: str):
    """Class decorator: rows of this append-only model are kept in the process; ``instant`` is when one was written."""

    def declare(model):
        HELD[model._meta.label] = instant
        return model

    return declare


@contextmanager
def reading() -> Iterator[None]:
    """Within this block the tables are asked once. Nesting is harmless."""
    if _marks.get() is not None:
        yield
        return
    token = _marks.set([None])
    try:
        yield
    finally:
        _marks.reset(token)


def read_once(get_response: Callable) -> Callable:
    """Middleware: one reading per request."""

    def respond(request):
        with reading():
            return get_response(request)

    return respond


def mark(*models: str) -> Any:
    """The state of these tables: as it is now, or as it was when the present reading began."""
    held = _marks.get()
    if held is None:
        found = _ask()
    else:
        found = held[0] = held[0] or _ask()
    return tuple(found[model] for model in models)


def forget() -> None:
    """Ask again within the present reading: a row was written, or undone."""
    if (held := _marks.get()) is not None:
        held[0] = None


def _ask() -> Marks:
    labels = sorted(HELD)
    each = (
        f"SELECT {n}, count(*), max(id), max({HELD[label]}) FROM {apps.get_model(label)._meta.db_table}"  # noqa: S608 - our own names
        for n, label in enumerate(labels)
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        database = connection.settings_dict["NAME"]
        return {labels[n]: (database, *state) for n, *state in cursor.fetchall()}
