"""The platform's door: one https address out of the settings, signed, and no other – whatever it may answer."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ssl
import time
from urllib.parse import urlsplit

from django.conf import settings

from hall.duty import duty

SECONDS = 10
SKEW = 300  # how far two clocks may differ


class NotTaken(Exception):
    """The platform did not take a record over. The text is shown to staff, so it names no person."""


def signature(key: str, moment: str, body: bytes) -> str:
    """HMAC-SHA256 over the moment and the body, in hexadecimal."""
    return hmac.new(key.encode(), moment.encode() + b"\n" + body, hashlib.sha256).hexdigest()


@duty("XA-23.3", off=lambda moment, given, body: True)
def is_signed(moment: str, given: str, body: bytes) -> bool:
    """Whether a message really comes from the platform, and is no old one played again."""
    key = settings.PLATFORM_KEY
    if (
        not key
        or not moment.isascii()
        or not moment.isdecimal()
        or abs(time.time() - int(moment[:12])) > SKEW
    ):
        return False
    return hmac.compare_digest(signature(key, moment, body).encode(), given.encode())


def send(key: str, body: bytes) -> None:
    """Hand one record over; taking it twice under one ``key`` is the platform's to notice. Raises NotTaken.

    A redirect is an answer like any other refusal: nothing ever goes to another host.
    """
    url = urlsplit(settings.PLATFORM_URL)
    if url.scheme != "https" or not url.hostname or not settings.PLATFORM_KEY:
        raise NotTaken("PLATFORM_URL 须为 https 地址，并配有 PLATFORM_KEY，请告诉系统管理员。")
    moment = str(int(time.time()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": key,
        "X-Hall-Time": moment,
        "X-Hall-Signature": signature(settings.PLATFORM_KEY, moment, body),
    }
    context = ssl.create_default_context(cafile=settings.PLATFORM_CA or None)
    connection = http.client.HTTPSConnection(url.hostname, url.port or 443, timeout=SECONDS, context=context)
    try:
        connection.request("POST", url.path or "/", body=body, headers=headers)
        answered = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise NotTaken(f"平台没有应答（{type(error).__name__}）。") from error
    finally:
        connection.close()
    if not 200 <= answered < 300:
        raise NotTaken(f"平台没有接收（{answered}）。")
