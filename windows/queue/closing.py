"""Whether the hall's day is over."""

from __future__ import annotations

from django.utils import timezone


def is_after_closing(do) -> bool:
    """Whether a deed is done at the hall's closing time or later."""
    return timezone.localtime(do.at).time() >= do.rule("hall.closing_time")
