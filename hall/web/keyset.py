"""Pages of a list by the place of the last row shown, not by a number: no row is skipped when others leave the list,
and the thousandth page costs what the first one does.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

SEPARATOR = "~"


@dataclass(frozen=True)
class Slice:
    """One page. ``after`` is the place to go on from, empty at the end."""

    rows: list
    after: str


def slice_of(queryset: QuerySet, order: tuple[str, ...], after: str = "", size: int = 30) -> Slice:
    """The rows that follow a place in a list sorted by ``order``: names of integers or instants, "-" for descending;
    the last must be unique. An unreadable place begins at the top.
    """
    rows = queryset.order_by(*order)
    if place := _read(after, len(order)):
        rows = rows.filter(_beyond(order, place))
    found = list(rows[: size + 1])
    more = len(found) > size
    return Slice(found[:size], _written(found[size - 1], order) if more else "")


def _beyond(order: tuple[str, ...], place: list[Any]) -> Q:
    """Rows that differ first in one column and lie beyond the place there."""
    found, same = Q(), Q()
    for column, value in zip(order, place, strict=True):
        name = column.removeprefix("-")
        found |= same & Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
        same &= Q(**{name: value})
    return found


def _written(row: Any, order: tuple[str, ...]) -> str:
    values = [getattr(row, column.removeprefix("-")) for column in order]
    return SEPARATOR.join(_plain(v) if isinstance(v, dt.datetime) else str(v) for v in values)


def _plain(instant: dt.datetime) -> str:
    """An instant without the "+" that an address would take for a blank."""
    return instant.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _read(text: str, length: int) -> list[Any]:
    try:
        values = [int(one) if one.isdecimal() else parse_datetime(one) for one in text.split(SEPARATOR)]
    except ValueError:
        return []
    return values if len(values) == length and None not in values else []
