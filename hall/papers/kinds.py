"""The declaration of a paper: what it is called, which template it fills, which facts it freezes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper (文书).

    ``facts(obj, do, **extra)`` gives what the template's facts type asks for; title, number, seal name, copies, organ,
    hall and date every paper gets from the rulebook and the dossier. ``code`` names its rules
    ("paper.acceptance.title") and its template. ``seal``: the seal it must bear – "procedure" (put on as it is issued,
    where lodged in the hall), "approval" (waits for the first representative) or none. ``dues`` names the clock whose
    dates it prints: a moved date then brings a change notice.
    """

    code: str
    facts: Callable
    seal: str = ""
    clauses: str = ""
    dues: str = ""

    def __post_init__(self):
        KINDS[self.code] = self


KINDS: dict[str, PaperKind] = {}

# A seal put on as a paper is issued: ``SEALERS[seal](deed)`` gives its mark, or None where the seal is not at hand. The
# floor that keeps the seals registers itself here; a seal without an entry is put on later, by an act.
SEALERS: dict[str, Callable] = {}

# The ledger of the seals, kept on the same floor: ``LEDGER[0](paper, deed, entry)`` gives the line of one impression.
LEDGER: list[Callable] = []


def mark_at_issue(deed, seal: str) -> dict | None:
    """The mark a seal leaves now; None while the paper has to wait for it, or bears none."""
    return SEALERS[seal](deed) if seal in SEALERS else None


def ledger_lines(paper, deed, entry) -> list:
    """The unsaved lines for a paper that was given its mark in this deed."""
    return [line for keep in LEDGER if paper.seal_mark and (line := keep(paper, deed, entry))]
