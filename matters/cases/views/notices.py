"""公示公告: what anybody may read of cases before they are decided, for as long as it stands (DL-15)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from matters.cases.announcement import on_public_page


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/notices.html", {"notices": on_public_page()[:200]})
