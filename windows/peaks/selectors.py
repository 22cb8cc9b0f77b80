"""Questions about peak plans, for the guards of what may not be done in a peak."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from .plan import STANDING, PeakPlan


def peaks_in(department, first: date, last: date) -> QuerySet[PeakPlan]:
    """The filed or running peak plans of a department that share a day with these."""
    return PeakPlan.objects.filter(
        dossier__department=department, state__in=STANDING, begins_on__lte=last, ends_on__gte=first
    ).order_by("begins_on")
