"""What a person is still responsible for. The floors that give people work say how to find it; whoever lets a person
go – a posting that ends, say – asks here, and need not know those floors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_finders: dict[str, Callable[[Any, Any], Any]] = {}


def register(title: str, find: Callable[[Any, Any], Any]) -> None:
    """``find(user, hall)`` gives the open objects (a queryset) a person answers for there, under a Chinese title."""
    _finders[title] = find


def open_work_of(user: Any, hall: Any) -> dict[str, list]:
    """Everything a person still answers for in a hall, by title; empty when all of it has been handed on."""
    found = {title: list(find(user, hall)) for title, find in _finders.items()}
    return {title: work for title, work in found.items() if work}
