"""How pages write law: lights as pills with words, periods, minutes."""

from __future__ import annotations

import datetime as dt

from django import template

register = template.Library()


@register.filter
def minutes(span: dt.timedelta) -> int:
    """A span of time in whole minutes."""
    return round(span.total_seconds() / 60)
