"""Which departments have no window, and which matters stay outside the integrated windows (AH-3, AH-12, EL-2)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from hall.duty import duty
from hall.places.department import Department
from hall.places.place import Place
from hall.rulebook import answer
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import open_matters

from .served import ServedMatter
from .states import IN_USE
from .window import Window


@duty("AH-3.1 AH-12.1", off=lambda hall, on: Department.objects.none())
def departments_without_window(hall, on: date) -> QuerySet[Department]:
    """Departments with matters in the hall for which no window stands: neither their own nor an integrated one."""
    windows = Window.objects.filter(dossier__hall=hall, state__in=IN_USE)
    integrated = windows.filter(dossier__department=None, place__kind=Place.Kind.GENERAL_WINDOW).exists()
    listed = ServedMatter.objects.current().filter(window__in=windows).values("matter")
    own = windows.filter(dossier__department__isnull=False).values("dossier__department")
    served = Q(pk__in=listed) | Q(department__in=own)
    if integrated:
        served |= Q(one_window=True)
    wanting = open_matters(hall, on).exclude(served).values("department")
    return Department.objects.filter(pk__in=wanting).prefetch_related("names")


@duty("EL-2.4", off=lambda hall, on: Matter.objects.none())
def matters_apart(hall, on: date) -> QuerySet[Matter]:
    """Matters outside the integrated windows although the hall's rules put them there in principle.

    A matter has its reason where its department may run its own integrated window (EL-2.5), where it is listed at the
    window of all sorts (EL-2.6) or at an instant window (EL-2.7). None, where the hall's model is 部门窗口.
    """
    if answer(hall, "window.model", on).value != "integrated":
        return Matter.objects.none()
    excepted = ServedMatter.objects.current().filter(
        window__place__kind__in=(Place.Kind.MIXED_WINDOW, Place.Kind.INSTANT_WINDOW),
        window__state__in=IN_USE,
    )
    apart = open_matters(hall, on).filter(one_window=False, department__own_window=False)
    return apart.exclude(pk__in=excepted.values("matter")).select_related("department")
