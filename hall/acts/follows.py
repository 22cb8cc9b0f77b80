"""What a higher floor lets follow from a lower floor's act, in the same transaction; the lower one knows nothing of it.

The counterpart of ``objects_to``: that one stands before the act, this one after it.
"""

from __future__ import annotations

from collections.abc import Callable

FOLLOWING: dict[str, list[Callable]] = {}


def follows(kind: str):
    """Register a function ``(obj, do)`` for a kind ("cases.case"): called after the body of each of its acts.

    It looks at ``do.act`` itself, and does what it does by ``do.add``, ``do.then`` and ``do.note``.
    """

    def declare(function: Callable) -> Callable:
        FOLLOWING.setdefault(kind.lower(), []).append(function)
        return function

    return declare


def follow(deed) -> None:
    """Call what higher floors registered for the deed's object."""
    for function in FOLLOWING.get(deed.obj.dossier_kind(), ()):
        function(deed.obj, deed)
