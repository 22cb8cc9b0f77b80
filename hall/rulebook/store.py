"""Reading the halls' rows cheaply and never stale.

Presets are files and stay in memory. Rows live in the database and may change in another process at any time; they
are few and append-only, so the count and the newest instant of both tables name their version exactly (a rolled back
insert takes its instant with it). One small query asks for that version, and the rows are read again only when it
moved. Inside ``reading()`` (one request, one deed) even that query is made once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection

if TYPE_CHECKING:
    from .rows import PresetAdoption, RuleRow


@dataclass
class Shelf:
    """All rows of all halls, oldest first."""

    version: Any = None
    rows: dict[tuple[int, str], list[RuleRow]] = field(default_factory=dict)
    adoptions: dict[tuple[int, str], list[PresetAdoption]] = field(default_factory=dict)


_last = Shelf()
_held: ContextVar[list[Shelf | None] | None] = ContextVar("rulebook_held", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Within this block the rows are asked for once. Nesting is harmless; a row written inside is seen."""
    if _held.get() is not None:
        yield
        return
    token = _held.set([None])
    try:
        yield
    finally:
        _held.reset(token)


def read_once(get_response: Callable) -> Callable:
    """Middleware: one reading per request."""

    def respond(request):
        with reading():
            return get_response(request)

    return respond


def shelf() -> Shelf:
    """The rows as they are now, or as they were when the present reading began."""
    held = _held.get()
    if held is None:
        return _current()
    if held[0] is None:
        held[0] = _current()
    return held[0]


def forget() -> None:
    """Look again within the present reading: a row was written."""
    if (held := _held.get()) is not None:
        held[0] = None


def _current() -> Shelf:
    global _last
    version, found = _version(), _last
    if found.version != version:
        _last = found = _load(version)
    return found


def _tables() -> tuple[type, type]:
    return apps.get_model("hall.RuleRow"), apps.get_model("hall.PresetAdoption")


def _version() -> Any:
    counts = " UNION ALL ".join(
        f"SELECT {n}, count(*), max(made_at) FROM {model._meta.db_table}"  # noqa: S608 - our own table names
        for n, model in enumerate(_tables())
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{counts} ORDER BY 1")
        return connection.settings_dict["NAME"], tuple(cursor.fetchall())


def _load(version: Any) -> Shelf:
    rows, adoptions = _tables()
    found = Shelf(version)
    for row in rows.objects.order_by("effective_from", "pk"):
        found.rows.setdefault((row.hall_id, row.key), []).append(row)
    for one in adoptions.objects.order_by("pk"):
        found.adoptions.setdefault((one.hall_id, one.preset), []).append(one)
    return found
