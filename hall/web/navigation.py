"""The menu, by role. Every floor adds its own entries from its ``pages.py``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

# Groups in the order in which they stand; an entry names one of them.
GROUPS = ("工作台", "办件", "窗口", "人员", "投诉评价", "监督", "事项", "制度", "系统")


@dataclass(frozen=True)
class Entry:
    """One line of the menu. ``roles`` empty: everybody who is logged in; ``public``: everybody at all.

    ``view`` is the name of a URL without arguments; ``key`` a letter that opens it (Alt+letter); ``about`` one
    sentence for the public's first page.
    """

    title: str
    view: str
    group: str
    roles: frozenset[str] = frozenset()
    public: bool = False
    order: int = 50
    key: str = ""
    about: str = ""

    def shown_to(self, request: HttpRequest) -> bool:
        if self.public:
            return True
        if not request.user.is_authenticated:
            return False
        return not self.roles or request.authority.holds(*self.roles)


@dataclass(frozen=True)
class Line:
    """An entry as drawn on one page."""

    title: str
    url: str
    key: str
    about: str
    here: bool


_entries: list[Entry] = []


def register(title: str, view: str, group: str, *, roles: Iterable[str] = (), **rest) -> None:
    """Add an entry to the menu. Raises ValueError for a group that does not exist."""
    if group not in GROUPS:
        raise ValueError(f"no such group of the menu: {group}")
    _entries.append(Entry(title, view, group, frozenset(roles), **rest))


def menu(request: HttpRequest) -> list[tuple[str, list[Line]]]:
    """The groups of the menu with their lines, for the person who asks."""
    shown = [(one, reverse(one.view)) for one in _entries if one.shown_to(request)]
    shown.sort(key=lambda pair: (GROUPS.index(pair[0].group), pair[0].order))
    here = _here(request.path, [url for _, url in shown])
    groups: dict[str, list[Line]] = {}
    for one, url in shown:
        line = Line(one.title, url, one.key, one.about, here=url == here)
        groups.setdefault(one.group, []).append(line)
    return list(groups.items())


def _here(path: str, urls: list[str]) -> str:
    """The entry under which the present page stands: the longest address it begins with."""
    under = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(under, key=len, default="")
