"""Why the door did not open. Every refusal speaks Chinese and says what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .guards import Objection


class Refused(Exception):
    """An act was not done and nothing was changed. ``recorded``: the attempt belongs on the timeline."""

    status = 400
    recorded = True

    def __init__(self, message: str, objections: list[Objection] | None = None):
        super().__init__(message)
        self.message = message
        self.objections = objections or []

    def __str__(self) -> str:
        return self.message


class NotAllowed(Refused):
    """The person holds no grant for this act here and now."""

    status = 403


class WrongState(Refused):
    """The act does not exist for the object's present state."""

    status = 409


class Stale(Refused):
    """The page was drawn before the last act: a double submit or an old tab. Nothing is lost, nothing done twice."""

    status = 409
    recorded = False


class Invalid(Refused):
    """What was typed does not hold; ``form`` carries the messages beside their fields."""

    status = 400
    recorded = False

    def __init__(self, form):
        self.form = form
        lines = [
            f"{form.fields[name].label}：{error}" if name in form.fields else str(error)
            for name, errors in form.errors.items()
            for error in errors
        ]
        super().__init__("；".join(lines))


class Objected(Refused):
    """Guards object; *all* of them are listed (one visit, one list)."""

    status = 422

    def __init__(self, objections: list[Objection]):
        super().__init__("；".join(o.reason for o in objections), objections)


class Impossible(Refused):
    """A rule, a limit, a calendar or a fact is missing: the law's answer cannot be given, so the act is not done."""

    status = 422
    recorded = False


class Busy(Refused):
    """Another act holds the lock for too long, or the database could not take the act; try again."""

    status = 503
    recorded = False


class Skip(Exception):
    """A system act found nothing left to do once it held the lock (another worker was first). Not an error."""
