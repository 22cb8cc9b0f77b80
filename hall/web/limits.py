"""Who asks from where, and how often one address may ask a public page, so that codes cannot be tried out."""

from __future__ import annotations

from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The visitor's address. Behind the hall's own proxy it is the last one forwarded: whatever stands before that,
    the visitor may have written.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_TLS_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META["REMOTE_ADDR"]


def too_often(request: HttpRequest, what: str, *, times: int, seconds: int) -> bool:
    """Whether this address has asked for ``what`` more than ``times`` within the present span of ``seconds``."""
    span = int(time()) // seconds
    key = f"asked:{what}:{address_of(request)}:{span}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) > times
    except ValueError:  # emptied between the two: the count begins anew
        return False
