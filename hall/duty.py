"""Duties (职责) kept by plain functions: those that are neither guard, nor rule of a form, nor clock, nor paper.

The register says which function keeps which clause, and what it would answer if nobody kept it. The product never
reads it; ``make prove`` does, to see whether the tests of those clauses notice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Kept = TypeVar("Kept", bound=Callable[..., Any])


@dataclass(frozen=True)
class Duty:
    """A function with its clauses. ``off`` takes the same arguments and answers as if the duty did not exist."""

    function: Callable[..., Any]
    clauses: tuple[str, ...]
    off: Callable[..., Any]


DUTIES: dict[str, Duty] = {}


def duty(clauses: str, *, off: Callable[..., Any] = lambda *_, **__: None) -> Callable[[Kept], Kept]:
    """Register a plain function or method as the keeper of these clauses; the function itself stays as it is.

    Raises TypeError for a function with a closure (``super()`` makes one): give the duty a function of its own.
    """

    def declare(function: Kept) -> Kept:
        if getattr(function, "__closure__", None) or getattr(off, "__closure__", None):
            raise TypeError(f"{function} cannot be exchanged: it has a closure.")
        DUTIES[f"{function.__module__}.{function.__qualname__}"] = Duty(function, tuple(clauses.split()), off)
        return function

    return declare
