"""The declaration of an act (法定行为), standing next to its state transition."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django_fsm import transition

from hall.people.roles import Role

NEW = "new"
SYSTEM = Role.SYSTEM


@dataclass(frozen=True)
class Chain:
    """``by`` as data: a rule whose answer lists, in order, the roles that must each agree."""

    rule: str


@dataclass(frozen=True)
class Act:
    """Everything about one act that buttons, permissions, timelines, papers and diagrams read off.

    ``by``: roles (any of them), SYSTEM, or a Chain. ``locks(obj, do)`` names the shared rows to lock first.
    ``at_window``: only from a registered place inside the hall. ``hidden``: not offered as a button.
    """

    name: str
    title: str
    source: tuple[str, ...]
    target: Any
    by: tuple[Role, ...] | Chain
    guards: tuple = ()
    form: Any = None
    papers: tuple = ()
    events: tuple[str, ...] = ()
    locks: Callable | None = None
    clauses: tuple[str, ...] = ()
    at_window: bool = False
    hidden: bool = False
    help: str = ""

    @property
    def creates(self) -> bool:
        return self.source == (NEW,)

    def starts_from(self, state: str) -> bool:
        """Whether the act exists for this state. An act on any state ("*") still never creates."""
        return state in self.source or (self.source == ("*",) and state != NEW)

    def wrong_place(self, place, hall_id: int) -> str:
        """Why the act cannot be done from this place on an object of this hall; empty when it can."""
        if not self.at_window:
            return ""
        if place is not None and place.in_hall and place.is_active and place.hall_id == hall_id:
            return ""
        return f"“{self.title}”只能在本大厅的窗口办理，请先登录到窗口。"

    @property
    def targets(self) -> tuple[str, ...]:
        """The states the act can lead to; empty when the state stays."""
        if self.target is None:
            return ()
        return tuple(getattr(self.target, "allowed_states", None) or (self.target,))


def act(title: str, source, target, *, by, clauses: str = "", **rest):
    """Declare a method ``(self, do)`` as an act. Its body demands an open Deed, so calling it directly raises."""
    sources = tuple(source) if isinstance(source, list | tuple | set) else (source,)
    roles = by if isinstance(by, Chain) else tuple(by) if isinstance(by, list | tuple) else (by,)
    for key in ("guards", "papers", "events"):
        rest[key] = tuple(rest.get(key, ()))

    def declare(method):
        spec = Act(method.__name__, title, sources, target, roles, clauses=tuple(clauses.split()), **rest)

        @functools.wraps(method)
        def body(self, do):
            do.must_be_open_for(self, spec)
            return method(self, do)

        moved = transition(field="state", source="*" if sources == ("*",) else list(sources), target=target)(
            body
        )
        moved.act = spec
        return moved

    return declare
