"""The first page: for the public what it may do here, for staff their panels."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall.places.hall import Hall

from .navigation import menu
from .panels import panels


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return render(request, "hall/home.html", {"panels": panels(request)})
    halls = Hall.objects.filter(is_active=True, is_administering=False)
    services = [line for _, lines in menu(request) for line in lines if not line.here]
    return render(request, "hall/landing.html", {"halls": halls, "services": services})
