"""Lists over many dossiers: what needs a person's attention, and how the chains were anchored."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hall.people.roles import Role
from hall.timeline.anchor import Anchor
from hall.timeline.dossier import Dossier
from hall.timeline.sheet import sheet_json, sheet_pdf

from .entrance import staff_only
from .shell import working_hall

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
    _watching(request)
    page = Paginator(Anchor.objects.order_by("-day"), ROWS).get_page(request.GET.get("page"))
    return render(request, "hall/anchors.html", {"page": page})


@staff_only
@require_safe
def anchor_sheet(request: HttpRequest, day: str, suffix: str) -> HttpResponse:
    """锚定单 of one day: the PDF to print and put away, the JSON for the verifier outside."""
    _watching(request)
    try:
        anchor = get_object_or_404(Anchor, day=dt.date.fromisoformat(day))
    except ValueError:
        raise Http404("没有这一天的锚定。") from None
    if suffix == "pdf":
        return _download(sheet_pdf(anchor, working_hall(request)), "application/pdf", f"锚定单_{day}.pdf")
    if suffix == "json":
        return _download(sheet_json(anchor).encode(), "application/json", f"anchor-{day}.json")
    raise Http404("锚定单只有 PDF 和 JSON 两种。")


def _watching(request: HttpRequest) -> None:
    if not request.authority.holds(*WATCHERS):
        raise PermissionDenied("留痕锚定由监督和管理人员查阅。")


def _download(data: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": disposition})
