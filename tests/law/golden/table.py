"""Reads a reviewed table. Its format is explained at the head of ``case.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
OUTCOMES = {"yes": "yes", "law": "law", ".": "person"}


@dataclass(frozen=True)
class Row:
    """One act in one situation: what becomes of it for each column's person."""

    act: str
    at_window: bool
    situation: str
    outcomes: dict[str, str]

    @property
    def entitled(self) -> list[str]:
        """Those who get through."""
        return [who for who, outcome in self.outcomes.items() if outcome == "yes"]


@dataclass(frozen=True)
class Block:
    """One act: the clauses it stands on and its rows."""

    act: str
    clauses: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """``everywhere``: acts that exist in every state but have no row here. ``nothing``: situations without any act."""

    blocks: tuple[Block, ...]
    everywhere: frozenset[str]
    nothing: tuple[str, ...]

    @property
    def acts(self) -> set[str]:
        return {block.act for block in self.blocks} | self.everywhere

    @property
    def rows(self) -> list[Row]:
        return [row for block in self.blocks for row in block.rows]

    @property
    def situations(self) -> list[str]:
        return [*dict.fromkeys(row.situation for row in self.rows), *self.nothing]

    def acts_in(self, situation: str) -> set[str]:
        return {row.act for row in self.rows if row.situation == situation}

    def somebody_for(self, act: str) -> str:
        """Who is entitled to an act in some situation, if anybody is; else the system."""
        rows = [row for row in self.rows if row.act == act]
        return next((who for row in rows for who, out in row.outcomes.items() if out != "person"), "sys")


def read(name: str) -> Table:
    """Read ``<name>.tsv``. The first comment line above an act's rows ends in its clauses."""
    people: list[str] = []
    rows: dict[str, list[Row]] = {}
    clauses: dict[str, tuple[str, ...]] = {}
    said = {"everywhere": "", "nothing": ""}
    heading = ""
    for line in (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        word, _, rest = line.removeprefix("# ").partition(":")
        if word in said:
            said[word] = rest
        elif line.startswith("#"):
            heading = heading or line
        elif not line.strip():
            heading = ""
        elif not people:
            people = line.split("\t")[3:]
        else:
            act, where, situation, *cells = line.split("\t")
            outcomes = {who: OUTCOMES[cell] for who, cell in zip(people, cells, strict=True)}
            rows.setdefault(act, []).append(
                Row(act, {"window": True, "anywhere": False}[where], situation, outcomes)
            )
            clauses.setdefault(
                act, tuple(word for word in heading.split() if any(char.isdigit() for char in word))
            )
    blocks = tuple(Block(act, clauses[act], tuple(found)) for act, found in rows.items())
    return Table(blocks, frozenset(said["everywhere"].split()), tuple(said["nothing"].split()))
