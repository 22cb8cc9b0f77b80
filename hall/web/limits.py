"""How often one address may ask a public page, so that codes cannot be tried out."""

from __future__ import annotations

import time

from axes.helpers import get_client_ip_address
from django.core.cache import cache
from django.http import HttpRequest


def too_often(request: HttpRequest, what: str, *, times: int, seconds: int) -> bool:
    """Whether this address has asked for ``what`` more than ``times`` within the present span of ``seconds``."""
    span = int(time.time()) // seconds
    key = f"asked:{what}:{get_client_ip_address(request)}:{span}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) > times
    except ValueError:  # emptied between the two: the count begins anew
        return False
