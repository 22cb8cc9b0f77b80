"""A furnished hall is built through the door once a process; afterwards its rows are laid down as they then were.

Most tests begin with the same hall on the same day. What the first one built is kept as PostgreSQL's own text, keys
included, and copied in again for the next: the same rows in a twentieth of the time. Nothing is shared but the text, so
a test may do to its hall what it likes. SQLite builds every time.
"""

from __future__ import annotations

import copy
import functools
import io
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from hall import legal_time, reading

Rows = dict[str, list[str]]
_MEMORY: dict[tuple, tuple[Rows, dict]] = {}
BEGINNINGS = ("hall_hall", "hall_user", "hall_holidayarrangement", "hall_dossier")


def remembered(cls):
    """Class decorator: ``cls(…)`` with the same arguments, on the same day, upon the same beginnings, is remembered."""
    build = cls.__init__

    @functools.wraps(build)
    def furnish(self, *args, **kwargs):
        built = remember(
            (type(self), args, tuple(sorted(kwargs.items()))),
            lambda: build(self, *args, **kwargs) or self.__dict__,
        )
        self.__dict__.update(built)

    cls.__init__ = furnish
    return cls


def remember(key: tuple, build: Callable[[], dict]) -> dict:
    """What ``build`` returned, with the rows it wrote: from memory where it was built before."""
    if connection.vendor != "postgresql":
        return build()
    clock = legal_time.travelled()
    key = (*key, (clock and clock.frozen_at) or legal_time.today(), *_beginnings())
    if key in _MEMORY:
        rows, built = _MEMORY[key]
        _lay_down(rows)
        reading.forget()
        return copy.deepcopy(built)
    before = _all_rows()
    built = build()
    after = _all_rows()
    if any(set(rows) - set(after.get(table, ())) for table, rows in before.items()):
        raise AssertionError(f"{key[0]} changes rows that stood before: it cannot be remembered.")
    new = {
        table: [row for row in rows if row not in set(before.get(table, ()))] for table, rows in after.items()
    }
    _MEMORY[key] = {table: rows for table, rows in new.items() if rows}, copy.deepcopy(built)
    return built


def _beginnings() -> tuple[Any, ...]:
    """How much stands already: a second hall beside a first is another matter."""
    each = (f"SELECT {n}, count(*) FROM {table}" for n, table in enumerate(BEGINNINGS))  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return tuple(sorted(cursor.fetchall()))


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy})


def _all_rows() -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"(SELECT '{table}' FROM {table} LIMIT 1)" for table in _tables())  # noqa: S608
        )
        found: Rows = {}
        for (table,) in cursor.fetchall():
            text = io.StringIO()
            cursor.copy_expert(f"COPY {table} TO STDOUT", text)
            found[table] = text.getvalue().splitlines(keepends=True)
        return found


def _lay_down(rows: Rows) -> None:
    """The triggers sleep meanwhile: they would take entries of a minute ago for backdated ones."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, lines in rows.items():
            cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO("".join(lines)))
        cursor.execute("SET LOCAL session_replication_role = origin")
