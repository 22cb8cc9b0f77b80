"""Addresses and contents of pages, for tests."""

import html
import re

from django.urls import reverse


def dossier_url(obj) -> str:
    return reverse("dossier", args=[obj.pk])


def act_url(obj, act: str) -> str:
    return reverse("act", args=[obj.pk, act])


def text_of(response) -> str:
    """What a person reads: tags and superfluous blanks removed."""
    body = re.sub(r"(?s)<(script|style|title).*?</\1>", "", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body))).strip()


def field_of(response, name: str) -> str:
    """The value of a hidden field on a page."""
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def do(client, obj, act: str, data: dict | None = None, **more):
    """Do an act as a person does: open its page, then send it."""
    seen = field_of(client.get(act_url(obj, act)), "seen")
    return client.post(act_url(obj, act), {"seen": seen, **(data or {})}, **more)
