"""The admin as part of the hall: one login for everything, and a refusal instead of a second login page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class HallAdminSite(AdminSite):
    site_header = "政务服务大厅 · 资料与设置"
    site_title = "资料与设置"
    index_title = "资料与设置"

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        """Whoever is logged in and has no right here is told so; logging in again would not help (AH-4.b)."""
        inner = super().admin_view(view, cacheable)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not self.has_permission(request):
                raise PermissionDenied("您的身份没有管理资料与设置的权限；确需办理的，请联系大厅管理室。")
            return inner(request, *args, **kwargs)

        return guarded

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("home")
