"""The hall's own house: rules and notices with who has read them; zones, facilities and faults; policies."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hall import legal_time
from hall.acts.door import perform
from hall.people.roles import READS_HALL, Role
from hall.policies.policy import Policy, published, unexplained
from hall.web.entrance import staff_only
from hall.web.shell import working_hall
from windows.bulletins import selectors
from windows.bulletins.bulletin import Bulletin
from windows.facilities.fault import open_faults
from windows.facilities.register import KINDS, STATES, facilities, kinds_wanting
from windows.facilities.zones import scattered, zones_wanting

OVERSEES = {*READS_HALL}


def _hall(request: HttpRequest):
    hall = working_hall(request)
    if hall is None:
        raise PermissionDenied("您没有任何大厅的授权。")
    return hall


@staff_only
@require_safe
def bulletins(request: HttpRequest) -> HttpResponse:
    """What is in force for the reader; for whoever answers for the hall also what is missing and unread."""
    hall, on = _hall(request), legal_time.today()
    mine = selectors.inbox(request.authority, hall, on)
    read = set(
        Bulletin.objects.filter(readings__user=request.user, dossier__hall=hall).values_list("pk", flat=True)
    )
    context = {"mine": mine, "read": read}
    if request.authority.holds(*OVERSEES):
        context |= {
            "oversees": True,
            "no_window_rules": selectors.without_window_rules(hall, on),
            "no_seal_rules": selectors.without_seal_rules(hall, on),
            "unread": selectors.unread(hall, legal_time.now()),
        }
    return render(request, "windows/bulletins.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def bulletin(request: HttpRequest, bulletin_id: int) -> HttpResponse:
    """One text, also an earlier version; reading it is confirmed with a button."""
    found = get_object_or_404(Bulletin.objects.filter(dossier__hall=_hall(request)), pk=bulletin_id)
    if request.method == "POST":
        perform(found, "confirm", by=request.user, place=request.place)
        return redirect("bulletin", found.pk)
    readings = found.readings.select_related("user").order_by("read_at")
    mine = [one for one in readings if one.user_id == request.user.pk]
    seen = readings if request.authority.holds(*OVERSEES, Role.FIRST_REPRESENTATIVE) else mine
    return render(request, "windows/bulletin.html", {"one": found, "readings": seen, "mine": mine})


@staff_only
@require_safe
def house(request: HttpRequest) -> HttpResponse:
    """功能区和设施."""
    hall, on = _hall(request), legal_time.today()
    rows = [(line, KINDS[line.facts["kind"]], STATES[line.facts["condition"]]) for line in facilities(hall)]
    context = {
        "zones": zones_wanting(hall, on),
        "scattered": scattered(hall, on),
        "rows": rows,
        "wanting": kinds_wanting(hall),
        "faults": open_faults(hall),
    }
    return render(request, "windows/house.html", context)


@staff_only
@require_safe
def policies_kept(request: HttpRequest) -> HttpResponse:
    """政策公开: what waits to be published and what nobody has explained."""
    hall = _hall(request)
    waiting = Policy.objects.filter(dossier__hall=hall, state=Policy.State.MADE).order_by("made_on", "pk")
    context = {"waiting": waiting, "unexplained": unexplained(hall), "published": published(hall)[:50]}
    return render(request, "windows/policies_kept.html", context)
