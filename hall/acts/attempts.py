"""What stays of an act that was not done: the refused attempt on the timeline, the failure in sight."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from hall.failures import LegalFailure
from hall.timeline.attention import needs_attention
from hall.timeline.dossier import Dossier
from hall.timeline.entry import Entry, append, move_head
from hall.timeline.logs import log_dossier

from .deed import Deed
from .refusals import Refused
from .workflow import Workflow


def record_refusal(target: Workflow | type[Workflow], deed: Deed, refusal: Refused) -> None:
    """Write the refused attempt in a transaction of its own: on the object's dossier; where none was created, on its
    parent's; without a parent, on the hall's log.
    """
    if deed.hall is None:
        return
    with transaction.atomic(durable=True):
        about = target if isinstance(target, Workflow) else deed.parent
        # An object and its dossier share their key.
        dossier = _locked(about.pk) if about is not None else log_dossier("log.refused", deed.hall)
        entry = append(
            dossier,
            kind=Entry.Kind.REFUSED,
            act=deed.act.name,
            title=deed.act.title,
            by=deed.by,
            role=deed.role,
            place=deed.place,
            legal_at=deed.at,
            recorded_at=Dossier.objects.annotate(t=Now()).values_list("t", flat=True).get(pk=dossier.pk),
            clauses=sorted({clause for o in refusal.objections for clause in o.clauses}),
            facts={
                "on": target.dossier_kind(),
                "refusal": type(refusal).__name__,
                "reasons": [o.reason for o in refusal.objections] or [refusal.message],
            },
        )
        move_head(dossier, entry)


def keep_visible(target: Workflow | type[Workflow], failure: LegalFailure) -> None:
    """An object the law's answer could not be given for stays in the list of what needs attention."""
    if isinstance(target, Workflow):
        needs_attention(target.pk, str(failure))


def _locked(dossier_id: int) -> Dossier:
    """A dossier, read with its root's row locked."""
    root = Dossier.objects.only("root_id").get(pk=dossier_id).lock_id
    Dossier.objects.select_for_update(no_key=True).get(pk=root)
    return Dossier.objects.get(pk=dossier_id)
