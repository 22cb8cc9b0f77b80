"""Clauses as people cite them: those of this hall's regulation and of national law, each text named once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hall.rulebook.clauses import cite, malformed
from hall.rulebook.lookup import governing
from hall.rulebook.presets import NATIONAL, all_presets

if TYPE_CHECKING:
    from hall.places.hall import Hall


class Basis:
    """``basis(clauses)`` for one hall. An act carries the clauses of every regulation; each hall cites its own, and
    a page that speaks for no hall (None) cites them all.
    """

    def __init__(self, hall: Hall | None):
        presets = all_presets()
        self.sources = [governing(hall).preset, presets[NATIONAL]] if hall else [*presets.values()]

    def __call__(self, clauses: Iterable[str]) -> list[str]:
        found: dict[str, str] = {}
        for clause in clauses:
            if malformed(clause, self.sources):
                continue
            title, rest = re.match(r"(《.*?》)(.*)", cite(clause, self.sources)).groups()
            found[title] = found.get(title, "") + rest
        return [title + rest for title, rest in found.items()]
