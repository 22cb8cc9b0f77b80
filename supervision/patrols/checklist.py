"""The patroller's checklist (检查清单): the conduct clauses of the hall's own regulation, as data."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass

from django.conf import settings

from hall.duty import duty
from hall.rulebook import answer


@dataclass(frozen=True)
class Item:
    """One row: what is looked at, under which clause, and what it is about (window, guide, area)."""

    code: str
    clause: str
    group: str
    about: str
    text: str

    def __str__(self) -> str:
        return f"{self.text}（{self.clause}）"


EMBLEM = "party_emblem"  # asked only of members of the party


@functools.cache
def all_items() -> tuple[Item, ...]:
    """Every row there is, in the order of the file."""
    raw = tomllib.loads((settings.FIXTURES / "patrol/checklist.toml").read_text(encoding="utf-8"))
    return tuple(Item(**row) for row in raw["item"])


@duty("WS10-3.2 WS10-3.4 WS10-3.6 WS10-3.10", off=lambda hall, on: {})
def checklist(hall, on) -> dict[str, list[Item]]:
    """The rows of this hall by group: those of the regulations it patrols by, each with its clause."""
    texts = answer(hall, "patrol.checklist", on=on).value
    found: dict[str, list[Item]] = {}
    for item in all_items():
        if item.clause[:2] in texts:
            found.setdefault(item.group, []).append(item)
    return found


def item_of(code: str) -> Item | None:
    """A row by its code."""
    return next((one for one in all_items() if one.code == code), None)
