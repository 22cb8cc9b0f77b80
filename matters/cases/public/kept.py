"""Kept for a while: the part of a public page that costs most, until something published changes it.

The key counts the publications, so that what is new stands on the page with the next look. Nothing personal and no
token of a form is ever kept: only the inner part of a page is (``{% cache %}``), never its answer.
"""

from __future__ import annotations

from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save

KEY = "public:edition"
# What the public pages are made of; a change of any of these is a publication.
SOURCES = (
    "catalogue.Matter",
    "catalogue.MatterVersion",
    "hall.Hall",
    "hall.Department",
    "hall.DepartmentName",
    "hall.Place",
    "hall.RuleRow",
)


def edition() -> int:
    """How often something public has changed; part of the key of whatever is kept."""
    return cache.get_or_set(KEY, 1, timeout=None)


def renew(**_) -> None:
    """Something published has changed: what was kept before is not shown any more, once the change is committed."""
    transaction.on_commit(_count, robust=True)


def _count() -> None:
    edition()
    cache.incr(KEY)


def watch() -> None:
    """Listen to the sources (once, as the app is ready)."""
    for label in SOURCES:
        for signal in (post_save, post_delete):
            signal.connect(renew, sender=apps.get_model(label), dispatch_uid=f"public.{label}")
