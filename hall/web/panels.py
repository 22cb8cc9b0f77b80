"""The start page of staff: panels that every floor plugs in from its ``pages.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """A card on the start page. ``context(request)`` gives what its template needs; None hides the card.

    ``roles`` empty: everybody who is logged in; ``wide``: over the full width.
    """

    title: str
    template: str
    context: Callable[[HttpRequest], dict[str, Any] | None]
    roles: frozenset[str] = frozenset()
    order: int = 50
    wide: bool = False


_panels: list[Panel] = []


def register(title: str, template: str, context: Callable, *, roles: Iterable[str] = (), **rest) -> None:
    """Add a panel to the start page."""
    _panels.append(Panel(title, template, context, frozenset(roles), **rest))


def panels(request: HttpRequest) -> list[dict[str, Any]]:
    """The cards for the person who asks: title, template, wide, and the template's own context."""
    drawn = []
    for panel in sorted(_panels, key=lambda one: one.order):
        if panel.roles and not request.authority.holds(*panel.roles):
            continue
        context = panel.context(request)
        if context is not None:
            drawn.append(
                {"title": panel.title, "template": panel.template, "wide": panel.wide, "own": context}
            )
    return drawn
