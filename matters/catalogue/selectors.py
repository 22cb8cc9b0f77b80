"""Questions to the catalogue: which matter is meant, and which version holds on a day."""

from __future__ import annotations

import unicodedata
from datetime import date

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from hall.failures import LegalFailure
from hall.places.department import Department
from matters.catalogue.entrustment import powers_at
from matters.catalogue.matter import Matter
from matters.catalogue.version import MatterVersion

__all__ = ["NoVersionInForce", "open_matters", "powers_at", "search", "version_on", "versions_on"]


class NoVersionInForce(LegalFailure, LookupError):
    """On that day the matter had no guide yet, or was no longer there."""


def version_on(matter: Matter, on: date) -> MatterVersion:
    """The one version in force on a local date: the last published one that had begun. Raises NoVersionInForce."""
    version = None
    if matter.withdrawn_on is None or on < matter.withdrawn_on:
        version = (
            matter.versions.filter(published_at__isnull=False, effective_from__lte=on)
            .order_by("effective_from")
            .last()
        )
    if version is None:
        raise NoVersionInForce(f"“{matter}”在{on}没有施行的版本，不能受理；请核对事项的公布和取消日期。")
    return version


def versions_on(hall, on: date) -> QuerySet[MatterVersion]:
    """The versions in force on a local date of all matters open in a hall, for lists: one query, one a matter."""
    begun = MatterVersion.objects.filter(
        matter=OuterRef("matter"), published_at__isnull=False, effective_from__lte=on
    ).order_by("-effective_from")
    return MatterVersion.objects.filter(
        pk=Subquery(begun.values("pk")[:1]), matter__in=open_matters(hall, on)
    ).select_related("matter__department")


def open_matters(hall, on: date) -> QuerySet[Matter]:
    """The matters of a hall that may be applied for on a local date."""
    return Matter.objects.filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on), hall=hall, entered_on__lte=on
    )


def search(hall, text: str, on: date | None = None) -> QuerySet[Matter]:
    """Matters of a hall by code, pinyin initials or words of name, sub-item or department, best first.

    Every word must be found. With ``on`` only matters open on that local date; an empty text finds them all.
    """
    matters = Matter.objects.filter(hall=hall) if on is None else open_matters(hall, on)
    words = unicodedata.normalize("NFKC", text).split()
    for word in words:
        of_department = Department.objects.filter(hall=hall, names__name__icontains=word)
        matters = matters.filter(
            Q(code__icontains=word)
            | Q(initials__contains=word.lower())
            | Q(name__icontains=word)
            | Q(sub_item__icontains=word)
            | Q(department__in=of_department)
        )
    return matters.select_related("department").order_by(_closeness("".join(words)), "department", "code")


def _closeness(text: str) -> Case:
    """The exact code, then what begins with the text, then the rest."""
    return Case(
        When(code=text, then=Value(0)),
        When(Q(initials__startswith=text.lower()) | Q(name__startswith=text), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
