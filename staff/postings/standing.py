"""Who is posted where: what forms, guards and lists all ask."""

from __future__ import annotations

from django.db.models import QuerySet

SERVING = ("on_duty", "away")


def postings() -> QuerySet:
    from .posting import Posting

    return Posting.objects.select_related("person", "place", "dossier__department")


def on_duty(hall) -> QuerySet:
    """Those whose posting has begun and not ended; also who is away while somebody stands in."""
    return postings().filter(dossier__hall=hall, state__in=SERVING)


def first_representatives(hall, department) -> QuerySet:
    """The department's own; a stand-in for one is none."""
    return on_duty(hall).filter(dossier__department=department, is_first=True, stands_in_for=None)


def next_to_represent(hall) -> QuerySet:
    """Filed to become a first representative's post, or away from it: stand-ins before their first day, and whom they
    stand in for. What is in the representative's hands may be given to them before they may act.
    """
    return postings().filter(dossier__hall=hall, is_first=True, state__in=("entered", "away"))


def posted_elsewhere(person, department, principal):
    """A posting the person serves that stands against another. A colleague of the same department may stand in."""
    others = postings().filter(person=person, state__in=SERVING).order_by("pk")
    if principal:
        others = others.exclude(dossier__department=department, stands_in_for=None)
    return others.first()
