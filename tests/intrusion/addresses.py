"""Every address of the hall, as the resolver knows it, with something real to put into its gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

ADMIN = "admin/"
GAP = re.compile(r"<(?:(?P<converter>[^>:]+):)?(?P<name>[^>]+)>")
# What stands in a gap where nothing of the sort has been furnished: a number and a word nobody has.
NOWHERE = {"int": "987654321", "day": "2026-03-09", "path": "987654321"}


@dataclass(frozen=True)
class Address:
    """One route; ``route`` is its pattern as written."""

    route: str

    @property
    def of_admin(self) -> bool:
        return self.route.startswith(ADMIN)

    def path(self, furnished: dict[str, Any]) -> str:
        """The address with its gaps filled: first by what is furnished for this very route, then by name."""

        def fill(gap: re.Match) -> str:
            name = gap["name"]
            own = furnished.get(f"{self.route} {name}", furnished.get(name))
            return str(own if own is not None else NOWHERE.get(gap["converter"], "nobody"))

        return "/" + GAP.sub(fill, self.route)


def addresses() -> Iterator[Address]:
    """All routes with a view, the patterns of the admin's own catch-alls left out."""
    for route in _routes(get_resolver().url_patterns, ""):
        if "(?P<" not in route:
            yield Address(route)


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route
