"""需要关注: what a person has to look at stays on the dossier until an act has overcome it."""

from __future__ import annotations

from django.db import transaction

from .dossier import Dossier


def needs_attention(dossier_id: int, reason: str) -> None:
    """Keep a dossier in the list of what needs a person, with the reason in Chinese."""
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update(no_key=True).get(pk=dossier_id)
        dossier.attention = reason
        dossier.save(update_fields=["attention"])


def overcome(dossier_id: int, beginning: str) -> None:
    """Take a dossier off the list where the reason shown begins so: it stands in the way no longer."""
    Dossier.objects.filter(pk=dossier_id, attention__startswith=beginning).update(attention="")
