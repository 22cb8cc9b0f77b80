"""Guards: standing conditions of an act. What was typed belongs to the act's form, never to a guard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from hall.people.roles import Role


@dataclass(frozen=True)
class Objection:
    """One reason against an act. Where a text says 原则上, a named superior may waive it with a reason.

    ``forbids``: the objection is to the person, not to the matter; the attempt is then refused as not allowed.
    """

    reason: str
    waivable_by: Role | None = None
    forbids: bool = False
    guard: str = ""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guard:
    """A named condition with its clauses; ``check(obj, do)`` returns every objection it has."""

    name: str
    function: Callable
    clauses: tuple[str, ...]
    waivable_by: Role | None = None
    forbids: bool = False

    def check(self, obj, do) -> list[Objection]:
        found = self.function(obj, do)
        if not found:
            return []
        if isinstance(found, str | Objection):
            found = [found]
        return [self._signed(one) for one in found]

    def _signed(self, one: str | Objection) -> Objection:
        if isinstance(one, str):
            one = Objection(one, self.waivable_by, self.forbids)
        return replace(one, guard=self.name, clauses=self.clauses)


GUARDS: dict[str, Guard] = {}
EXTRA: dict[tuple[str, str], list[Guard]] = {}


def guard(clauses: str = "", *, waivable_by: Role | None = None, forbids: bool = False):
    """Declare a guard: a function ``(obj, do)`` returning None, a reason, an Objection, or several."""

    def declare(function) -> Guard:
        app = function.__module__.removeprefix("matters.").split(".")[0]
        made = Guard(f"{app}.{function.__name__}", function, tuple(clauses.split()), waivable_by, forbids)
        if made.name in GUARDS and GUARDS[made.name].function.__module__ != function.__module__:
            raise ValueError(f"两个守卫同名：{made.name}")
        GUARDS[made.name] = made
        return made

    return declare


def objects_to(kind: str, act: str, clauses: str = "", *, waivable_by: Role | None = None):
    """A higher floor tightens a lower act: the decorated function becomes one more guard of ``kind``'s ``act``."""

    def declare(function) -> Guard:
        made = guard(clauses, waivable_by=waivable_by)(function)
        EXTRA.setdefault((kind.lower(), act), []).append(made)
        return made

    return declare


def guards_of(kind: str, act) -> Iterable[Guard]:
    """An act's own guards, then those that higher floors added."""
    return (*act.guards, *EXTRA.get((kind.lower(), act.name), ()))
