"""Duties (职责) kept by plain functions: those that are neither guard, nor rule of a form, nor clock, nor paper.

The register says which function keeps which clause, and what it would answer if nobody kept it. The product never
reads it; ``make prove`` does, to see whether the tests of those clauses notice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Duty:
    """A function with its clauses. ``off`` takes the same arguments and answers as if the duty did not exist."""

    function: Callable
    clauses: tuple[str, ...]
    off: Callable


DUTIES: dict[str, Duty] = {}


def duty(clauses: str, *, off: Callable = lambda *_, **__: None):
    """Register a plain function or method as the keeper of these clauses; the function itself stays as it is.

    Raises TypeError for a function with a closure (``super()`` makes one): give the duty a function of its own.
    """

    def declare(function):
        if function.__closure__ or off.__closure__:
            raise TypeError(f"{function.__qualname__} cannot be exchanged: it has a closure.")
        DUTIES[f"{function.__module__}.{function.__qualname__}"] = Duty(function, tuple(clauses.split()), off)
        return function

    return declare
