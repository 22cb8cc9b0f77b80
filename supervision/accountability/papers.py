"""责令纠正通知、责任追究意见、行政效能告诫书: which one follows from the measure."""

from __future__ import annotations

from hall.papers.kinds import PaperKind

from .kinds import DATED, ORDERS, WARNS


def _facts(sanction, do) -> dict:
    return {
        "unit": do.named.name if do.department else do.hall.name,
        "person": sanction.person.name if sanction.person else None,
        "ground": "，".join(filter(None, [sanction.get_ground_display(), sanction.get_cause_display()])),
        "fact": sanction.fact,
        "evidence": f"第{sanction.source_id}号案卷",
        "clause": sanction.clause,
        "measure": sanction.measure,
        "due_on": sanction.due_on.isoformat() if sanction.due_on else None,
        "opinion": sanction.opinion or None,
        "centre": do.hall.name,
    }


ORDER = PaperKind("correction_order", _facts, clauses="AH-41.1")
OPINION = PaperKind("accountability_opinion", _facts, clauses="AH-4.7c")
WARNING = PaperKind("efficiency_warning", _facts, clauses="AH-43.1")


def paper_of(measure: str) -> PaperKind:
    """The paper in which a measure is told."""
    return {ORDERS: ORDER, DATED: ORDER, WARNS: WARNING}.get(measure, OPINION)
