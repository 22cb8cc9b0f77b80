"""Lists over many dossiers: what needs a person's attention, and how the chains were anchored."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall.people.roles import Role
from hall.timeline.anchor import Anchor
from hall.timeline.dossier import Dossier

from .entrance import staff_only

ROWS = 50
# Who watches over the integrity of the records; the system administrator sees digests, never contents.
WATCHERS = (Role.SUPERVISOR, Role.BUREAU, Role.HALL_OFFICE, Role.HALL_LEADER, Role.SYSADMIN)


def needing_attention(request: HttpRequest):
    """Dossiers a person may read on which something could not be done as the law asks."""
    dossiers = Dossier.objects.exclude(attention="").filter(request.authority.readable())
    return dossiers.select_related("hall", "department").prefetch_related("department__names").order_by("-pk")


@staff_only
@require_safe
def attention(request: HttpRequest) -> HttpResponse:
    page = Paginator(needing_attention(request), ROWS).get_page(request.GET.get("page"))
    return render(request, "hall/attention.html", {"page": page})


@staff_only
@require_safe
def anchors(request: HttpRequest) -> HttpResponse:
    """One line a day: how many heads were anchored, under which digest, and what the nightly check found."""
    if not request.authority.holds(*WATCHERS):
        raise PermissionDenied("留痕锚定由监督和管理人员查阅。")
    page = Paginator(Anchor.objects.order_by("-day"), ROWS).get_page(request.GET.get("page"))
    return render(request, "hall/anchors.html", {"page": page})
