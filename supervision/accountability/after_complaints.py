"""A complaint that was found to be so is filed when it is decided what follows for whoever was responsible."""

from __future__ import annotations

from complaints.complaint.states import Finding
from hall.acts.guards import objects_to

from .sanction import IN_FORCE, Sanction, State


@objects_to("complaints.complaint", "archive", "AH-4.7c WS06-4.3-2")
def somebody_decided_who_answers(complaint, do):
    """The decision may be that nothing follows, with its reason."""
    if complaint.finding != Finding.UPHELD or not do.rule("accountability.before_archive"):
        return None
    decided = Sanction.objects.filter(source=complaint.dossier_id, state__in=[*IN_FORCE, State.NONE])
    return None if decided.exists() else "投诉属实，请先提出责任追究意见，由领导决定（含不予追责）后再归档。"
