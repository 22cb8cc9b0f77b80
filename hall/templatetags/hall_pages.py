"""How pages write law: lights as pills with words, periods, minutes."""

from __future__ import annotations

import datetime as dt

from django import template

from hall.clocks.ledger import Light

register = template.Library()


@register.filter
def minutes(span: dt.timedelta) -> int:
    """A span of time in whole minutes."""
    return round(span.total_seconds() / 60)


@register.inclusion_tag("hall/parts/pill.html")
def pill(light) -> dict:
    """A light (hall.web.clocks.Pill) as a coloured pill with its sign and word."""
    return {"light": light}


@register.filter
def blocked(offers: list, children: list) -> list:
    """The offers that are not available now, those of children after the object's own."""
    every = [*offers, *[one["offer"] for one in children]]
    return [one for one in every if not one.available]


@register.filter
def none_available(offers: list, children: list) -> bool:
    return len(blocked(offers, children)) == len(offers) + len(children)


@register.filter
def ended(runs: list) -> list:
    """The clocks that run no more."""
    return [one for one in runs if one.run.ended_at]


@register.filter
def missed(runs: list) -> bool:
    """Whether any limit of these clocks was missed."""
    return any(limit.pill.light in (Light.RED, Light.BREACH) for run in runs for limit in run.limits)
