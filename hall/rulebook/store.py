"""Reading the halls' rows cheaply and never stale.

Presets are files and stay in memory. Rows live in the database; they stay in memory too, and are read again only when
their tables' mark has moved (``hall.reading``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps

from hall.reading import mark

if TYPE_CHECKING:
    from .rows import PresetAdoption, RuleRow


@dataclass
class Shelf:
    """All rows of all halls, oldest first."""

    version: Any = None
    rows: dict[tuple[int, str], list[RuleRow]] = field(default_factory=dict)
    adoptions: dict[tuple[int, str], list[PresetAdoption]] = field(default_factory=dict)


TABLES = ("hall.RuleRow", "hall.PresetAdoption")
_last = Shelf()


def shelf() -> Shelf:
    """The rows as they are now, or as they were when the present reading began."""
    global _last
    version, found = mark(*TABLES), _last
    if found.version != version:
        _last = found = _load(version)
    return found


def _load(version: Any) -> Shelf:
    rows, adoptions = map(apps.get_model, TABLES)
    found = Shelf(version)
    for row in rows.objects.order_by("effective_from", "pk"):
        found.rows.setdefault((row.hall_id, row.key), []).append(row)
    for one in adoptions.objects.order_by("pk"):
        found.adoptions.setdefault((one.hall_id, one.preset), []).append(one)
    return found
