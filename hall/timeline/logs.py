"""Logs that belong to a hall, not to an object: refused creations, and who read personal data. Chained alike."""

from django.db import transaction
from django.db.models.functions import Now

from hall import legal_time

from .dossier import Dossier
from .entry import Entry, append, move_head


def log_dossier(kind: str, hall) -> Dossier:
    """The hall's log of one kind ("log.refused", "log.access"), locked. Call inside a transaction."""
    Dossier.objects.bulk_create([Dossier(kind=kind, hall=hall, label="记录簿")], ignore_conflicts=True)
    return Dossier.objects.select_for_update(no_key=True).get(kind=kind, hall=hall)


def log_access(hall, by, subject, field: str, reason: str, place=None) -> Entry:
    """Record that a person read a masked value in clear: whose record, which field, why. Never the value itself."""
    with transaction.atomic():
        dossier = log_dossier("log.access", hall)
        entry = append(
            dossier,
            kind=Entry.Kind.ACCESS,
            act="reveal",
            title="查阅个人信息",
            by=by,
            place=place,
            legal_at=legal_time.now(),
            recorded_at=Dossier.objects.annotate(t=Now()).values_list("t", flat=True).get(pk=dossier.pk),
            facts={"subject": subject._meta.label_lower, "id": subject.pk, "field": field, "reason": reason},
        )
        move_head(dossier, entry)
    return entry
