"""Measuring in turns: ours, theirs, ours, theirs, so that whatever else the machine does falls on both alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One line of the table. Times are seconds for one operation; ``budget`` is the largest ratio allowed."""

    what: str
    peer: str
    ours: Sequence[float]
    theirs: Sequence[float]
    budget: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        """Ours to theirs, by the medians."""
        return statistics.median(self.ours) / statistics.median(self.theirs)

    @property
    def best(self) -> float:
        """The same of the quickest of each, where noise can only have slowed down."""
        return min(self.ours) / min(self.theirs)

    @property
    def kept(self) -> bool:
        return self.budget is None or self.ratio <= self.budget

    def as_json(self) -> dict:
        return {
            "what": self.what,
            "peer": self.peer,
            "ours_us": round(statistics.median(self.ours) * 1e6, 3),
            "theirs_us": round(statistics.median(self.theirs) * 1e6, 3),
            "ratio": round(self.ratio, 3),
            "ratio_of_minima": round(self.best, 3),
            "budget": self.budget,
            "kept": self.kept,
            "note": self.note,
        }


def in_turns(*works: Work, rounds: int, each: int = 1) -> list[list[float]]:
    """The seconds each work took for one operation, ``rounds`` times in turn after one round to warm up.

    ``each`` is how many operations one call of a work does.
    """
    taken: list[list[float]] = [[] for _ in works]
    for turn in range(rounds + 1):
        for work, times in zip(works, taken, strict=True):
            gc.collect()
            began = time.perf_counter()
            work()
            if turn:
                times.append((time.perf_counter() - began) / each)
    return taken


def table(rows: Iterable[Row]) -> str:
    """The rows as text, times in microseconds or milliseconds as they come."""
    lines = [f"{'':44}{'ours':>12}{'peer':>12}{'ratio':>8}{'of minima':>11}{'budget':>8}"]
    for row in rows:
        ours, theirs = (_readable(statistics.median(times)) for times in (row.ours, row.theirs))
        budget = f"≤ {row.budget:g}" if row.budget is not None else ""
        mark = "" if row.kept else "  ×"
        name = f"{row.what} : {row.peer}"
        lines.append(f"{name:44}{ours:>12}{theirs:>12}{row.ratio:>8.2f}{row.best:>11.2f}{budget:>8}{mark}")
        if row.note:
            lines.append(f"    {row.note}")
    return "\n".join(lines)


def _readable(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.2f} µs"
