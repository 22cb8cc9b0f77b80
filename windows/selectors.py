"""Questions about windows, seals and closures, for lists and workbenches."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from hall.people.authority import Authority
from hall.places.place import Place
from matters.catalogue.codes import CaseType
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import open_matters, versions_on

from .closures.closure import Closure
from .seals.seal import Seal
from .seat import Seat
from .window import Window


def windows_of(hall) -> QuerySet[Window]:
    """The windows of a hall that stand, by number; ``present`` holds the seats taken now."""
    present = Prefetch("sittings", Seat.objects.seated().select_related("user"), to_attr="present")
    return (
        Window.objects.filter(dossier__hall=hall)
        .exclude(state=Window.State.RETIRED)
        .select_related("place", "dossier__department")
        .prefetch_related(present, "dossier__department__names")
        .order_by("place__code")
    )


def seals_visible_to(authority: Authority) -> QuerySet[Seal]:
    """The seal register as far as a person may read it."""
    return (
        Seal.objects.filter(authority.readable("dossier__"))
        .select_related("dossier__department", "custodian", "receiver")
        .order_by("kind", "pk")
    )


def closures_visible_to(authority: Authority) -> QuerySet[Closure]:
    """The register of closures (WS13-2.2.2b): the latest days first."""
    return (
        Closure.objects.filter(authority.readable("dossier__"))
        .select_related("window__place", "dossier__department", "filed_by")
        .order_by("-begins_on", "-pk")
    )


def matters_taken_at(place: Place, on: date) -> QuerySet[Matter]:
    """All that ``may_take`` allows at a place on a local date, for lists; nothing where no open window stands."""
    window = Window.objects.open().filter(place=place).select_related("place", "dossier").first()
    if window is None:
        return Matter.objects.none()
    listed = Q(pk__in=window.matters)
    if window.kind == Place.Kind.INSTANT_WINDOW:
        instant = versions_on(place.hall, on).filter(case_type=CaseType.INSTANT)
        listed &= Q(pk__in=instant.values("matter"))
    if window.kind == Place.Kind.GENERAL_WINDOW:
        owner = window.dossier.department_id
        listed |= Q(department=owner) if owner else Q(one_window=True)
    return open_matters(place.hall, on).filter(listed)
