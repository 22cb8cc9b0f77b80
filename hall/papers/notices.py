"""Change notices: when a date that was printed moves, the applicant is told on paper, with the reason."""

from __future__ import annotations

from django.db.models import Q

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
    moved = {change.run.pk for change in deed.clocks if change.moved and change.run.clock not in told}
    last = {change.run.pk: change for change in deed.clocks if change.run.pk in moved - {None}}
    found = []
    for change in last.values():
        for limit in change.limits:
            printed = _printed(change.run, limit)
            if printed and limit.due_on and printed[1] != limit.due_on.isoformat():
                found.append((DATE_CHANGE, _extra(*printed, limit, change.reason)))
    return found


def _printed(run, limit) -> tuple[Paper, str] | None:
    """The latest valid paper that prints this limit's date, and the date it prints.

    What a child of the object changed (a special procedure, say) was told on a paper of the child's dossier.
    """
    near = Q(dossier=run.dossier_id) | Q(dossier__parent=run.dossier_id)
    papers = Paper.objects.filter(near, voided_at=None, facts__has_key="printed")
    for paper in papers.order_by("-pk"):
        before = paper.facts["printed"].get(f"{run.clock}.{limit.kind}")
        if before:
            return paper, before
    return None


def _extra(paper: Paper, before: str, limit, reason: str) -> dict:
    base = {key: paper.facts[key] for key in SHARED if key in paper.facts}
    after = limit.due_on.isoformat()
    base["printed"] = {f"{limit.run.clock}.{limit.kind}": after}
    return {
        "base": base,
        "original": paper,
        "limit": limit.get_kind_display(),
        "before": before,
        "after": after,
        "why": f"{reason}。{limit.sentence}" if reason else limit.sentence,
    }
