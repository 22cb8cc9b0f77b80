"""Coming in and going out: login, the choice of a window, logout."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView, PasswordChangeView, redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from . import seating


def staff_only(view: Callable) -> Callable:
    """For views that need somebody logged in; a page fragment asks the whole window to log in."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.htmx:
            back = request.htmx.current_url_abs_path or reverse("home")
            return HttpResponseClientRedirect(f"{reverse('login')}?{urlencode({'next': back})}")
        return redirect_to_login(request.get_full_path())

    return guarded


class Login(LoginView):
    """One door for everybody. Whoever works at a counter is asked next at which."""

    template_name = "hall/login.html"
    redirect_authenticated_user = True

    def get_initial(self) -> dict[str, Any]:
        """Who was idle too long needs only the password."""
        return {**super().get_initial(), "username": self.request.GET.get("who", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["idle"] = self.request.GET.get("idle")
        return super().get_context_data(demo_accounts=demo_accounts(), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if seating.seating.asks(self.request.authority):
            return redirect(f"{reverse('seat')}?{urlencode({'next': response.url})}")
        return response


class Password(PasswordChangeView):
    """Everybody changes their own password."""

    template_name = "hall/password.html"
    success_url = reverse_lazy("home")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "密码已经修改。")
        return super().form_valid(form)


def demo_accounts() -> list[dict[str, str]]:
    """The furnished hall's accounts for the login page; none in a hall in earnest."""
    file = settings.FIXTURES / "demo/accounts.toml"
    if not settings.DEMO_ACCOUNTS or not file.exists():
        return []
    return tomllib.loads(file.read_text(encoding="utf-8")).get("account", [])


@staff_only
@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest) -> HttpResponse:
    """Choose the window to work at, or none."""
    choices = seating.seating.choices(request.authority)
    after = asked_next(request) or reverse("home")
    if request.method == "POST":
        if request.POST.get("place"):
            chosen = request.POST["place"]
            place = get_object_or_404(choices, pk=chosen if chosen.isdecimal() else 0)
            seating.seating.sit(request, place)
            messages.success(request, f"已登录到{place.hall}{place}。")
        else:
            seating.seating.leave(request)
            messages.info(request, "未登录到窗口：只能查阅，以及办理不要求在窗口办理的事。")
        return redirect(after)
    return render(request, "hall/seat.html", {"places": choices, "next": after})


def asked_next(request: HttpRequest) -> str:
    """Where the page asked to go afterwards: only within this site; empty where it asked nothing."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if safe else ""
