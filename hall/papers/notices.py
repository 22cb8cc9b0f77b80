"""Change notices: when a date that was printed moves, the applicant is told on paper, with the reason."""

from __future__ import annotations

from .kinds import PaperKind
from .paper import Paper


def _facts(obj, do, *, base: dict, original: Paper, limit: str, before: str, after: str, why: str) -> dict:
    return {
        **base,
        "original": {
            "title": original.title,
            "number": original.number,
            "issued_on": original.issued_on.isoformat(),
        },
        "limit_name": limit,
        "due_before": before,
        "due_after": after,
        "why": why,
    }


DATE_CHANGE = PaperKind("date_change", _facts, seal="procedure")

# What a change notice takes over from the paper whose date moved.
SHARED = ("applicant", "agent", "case_no", "matter", "window", "handler", "phones", "clauses")


def change_notices(deed, told: set[str]) -> list[tuple[PaperKind, dict]]:
    """A notice for each printed date that a deed's clock changes moved; none where a paper of the deed tells it.

    A date "moves" against what is printed, so a pause (no date yet) waits for its end.
    """
    found = []
    for change in deed.clocks:
        if change.run.clock in told or not change.moved or change.run.pk is None:
            continue
        for limit in change.limits:
            printed = _printed(change.run, limit)
            if printed and limit.due_on and printed[1] != limit.due_on.isoformat():
                paper, before = printed
                found.append((DATE_CHANGE, _extra(paper, limit, before)))
    return found


def _printed(run, limit) -> tuple[Paper, str] | None:
    """The latest valid paper that prints this limit's date, and the date it prints."""
    papers = Paper.objects.filter(dossier_id=run.dossier_id, voided_at=None, facts__has_key="printed")
    for paper in papers.order_by("-pk"):
        before = paper.facts["printed"].get(f"{run.clock}.{limit.kind}")
        if before:
            return paper, before
    return None


def _extra(paper: Paper, limit, before: str) -> dict:
    base = {key: paper.facts[key] for key in SHARED if key in paper.facts}
    after = limit.due_on.isoformat()
    base["printed"] = {f"{limit.run.clock}.{limit.kind}": after}
    return {
        "base": base,
        "original": paper,
        "limit": limit.get_kind_display(),
        "before": before,
        "after": after,
        "why": limit.sentence,
    }
