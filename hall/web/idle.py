"""A counter's computer is shared: who has not moved for a while has left, and has to give the password again.

When somebody last moved stands in a signed cookie bound to the session, so no page costs a statement more for it. What
a page asks for by itself (htmx without a form) is nobody moving. Losing the cookie is having left.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

COOKIE = "moved"


class Idle:
    """Stands after the authentication. ``settings.IDLE_MINUTES``: how long nobody may move; 0 switches it off."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        watched = settings.IDLE_MINUTES and request.user.is_authenticated
        if watched and not _moved_lately(request):
            return _ask_again(request)
        response = self.get_response(request)
        moved = request.method == "POST" or not request.htmx
        if settings.IDLE_MINUTES and request.user.is_authenticated and moved:
            response.set_cookie(
                COOKIE,
                _signer().sign(request.session.session_key),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="hall.web.idle")


def _moved_lately(request: HttpRequest) -> bool:
    try:
        key = _signer().unsign(request.COOKIES.get(COOKIE, ""), max_age=settings.IDLE_MINUTES * 60)
    except signing.BadSignature:  # SignatureExpired is one
        return False
    return key == request.session.session_key


def _ask_again(request: HttpRequest) -> HttpResponse:
    """Back to the login, the name already filled in, and from there to the page that was open."""
    who = request.user.get_username()
    logout(request)
    open_page = request.htmx.current_url_abs_path if request.htmx else request.get_full_path()
    back = open_page if request.htmx or request.method == "GET" else request.path
    to = f"{reverse('login')}?{urlencode({'next': back or '/', 'who': who, 'idle': 1})}"
    return HttpResponseClientRedirect(to) if request.htmx else redirect(to)
