"""The guide's search: a matter's zone, window, and whether it is open now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.web.entrance import staff_only
from hall.web.shell import working_hall
from windows.finder import find


@staff_only
@require_safe
def find_window(request: HttpRequest) -> HttpResponse:
    """Nothing is listed before something is asked for."""
    hall, text = working_hall(request), request.GET.get("q", "").strip()
    found = find(hall, text, legal_time.today()) if hall and text else []
    return render(request, "windows/find.html", {"q": text, "found": found})
