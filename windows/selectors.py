"""Questions about windows, seals and closures, for lists and workbenches."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from hall.people.authority import Authority

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
