"""问题不成立告知书: the department is told clearly (WS14-12-5)."""

from __future__ import annotations

from hall.papers.kinds import PaperKind


def _facts(appeal, do) -> dict:
    return {
        "finding": str(appeal.finding_id),
        "found_on": appeal.finding.on.isoformat(),
        "problem": appeal.finding.content,
        "grounds": appeal.grounds,
        "verified": do.data["verified"],
        "conclusion": do.data["conclusion"],
        "unit": do.named.name if do.department else do.hall.name,
        "centre": do.hall.name,
    }


NOT_UPHELD = PaperKind("not_upheld", _facts, clauses="WS14-12-5")
