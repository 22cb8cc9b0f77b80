"""What a kind of workflow object has of its own on its page. Every floor registers from its ``pages.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.module_loading import autodiscover_modules

from hall.acts.workflow import Workflow

from .names import Names


@dataclass(frozen=True)
class Page:
    """A template (usually one that extends ``hall/dossier.html``) and what it needs beyond the generic page.

    ``context(request, obj)``: further variables. ``related``: relations to fetch with the object.
    ``leaves_out``: fields that mean nothing to people; ``more(obj, names)``: lines beside the object's own fields.
    ``codes``: for fields whose choices stand elsewhere, what each code means. ``labels(obj)``: Chinese names of what
    the timeline's input and notes mention that no form field names. ``explain``: by name of an input that is more
    than a plain value, a function that makes a (label, text) of it, or None to leave it out.
    ``usual``: the acts that mostly come next, in the order in which their buttons stand; the first is the one a hand
    goes to.
    """

    template: str = "hall/dossier.html"
    context: Callable[[HttpRequest, Workflow], dict[str, Any]] = field(default=lambda request, obj: {})
    related: tuple[str, ...] = ()
    labels: Callable[[Workflow], dict[str, str]] = field(default=lambda obj: {})
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    leaves_out: frozenset[str] = frozenset()
    more: Callable[[Workflow, Names], list[tuple[str, Any]]] = field(default=lambda obj, names: [])
    explain: dict[str, Callable[[Any], tuple[str, str] | None]] = field(default_factory=dict)
    usual: tuple[str, ...] = ()

    def place(self, name: str) -> int:
        """Where an act's button stands among those that are available."""
        return self.usual.index(name) if name in self.usual else len(self.usual)


_pages: dict[str, Page] = {}


def register(kind: str, **page: Any) -> None:
    """Say what the page of a kind ("cases.case") has of its own."""
    _pages[kind] = Page(**page)


def page_of(kind: str) -> Page:
    return _pages.get(kind) or Page()


def plug_in() -> None:
    """Import every app's ``pages.py``, where it adds pages, menu entries, panels and openings."""
    autodiscover_modules("pages")
