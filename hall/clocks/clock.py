"""The declaration of a clock: on which events it runs, which limits it carries, what happens when they pass."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from hall.span import Span


class LimitKind(models.TextChoices):
    """Law and promise are different questions; 时限要求 is a softer service target of a local rule.

    An arranged day (a closure's first and last) is no duty: what was arranged then happens, and nobody is late.
    """

    STATUTORY = "statutory", "法定期限"
    PROMISE = "promise", "承诺期限"
    SERVICE = "service", "服务时限"
    ARRANGED = "arranged", "约定日期"


class Rung(models.TextChoices):
    """The steps of one limit that the sweep must act on, in their order."""

    NEAR = "near", "临近届满"
    DUE = "due", "届满"


@dataclass(frozen=True)
class Limit:
    """One limit as a clock starts: the period and where it comes from. Frozen on the ledger.

    ``extendable``: an extension moves it too (a promise only where the rulebook says so). ``since``: a statute may
    count from another event (receipt) than the one that starts the clock. ``binding``: whether the clock's declared
    effect follows when this limit passes. A limit has a ``span``, or a last day (``until``) or an instant (``moment``:
    minutes of absence, the next opening) set in the single case.
    """

    kind: LimitKind
    span: Span | None
    basis: str
    until: dt.date | None = None
    extendable: bool = True
    since: dt.datetime | None = None
    since_title: str = ""
    binding: bool = True
    moment: dt.datetime | None = None


@dataclass(frozen=True)
class Effect:
    """What a passing limit does: the act the system then performs. Together they are the table of expiry effects."""

    limit: LimitKind
    act: str
    clauses: str = ""


@dataclass(frozen=True)
class ByRule:
    """Event names as data: the rulebook's answer names the event (e.g. whether the seal or the decision completes).

    ``rule`` is the question's key, or a function of the object that gives it, where objects answer to different ones.
    """

    rule: str | Callable[[Any], str]


@dataclass(frozen=True)
class Clock:
    """A period on one workflow object.

    ``starts`` and ``ends`` are event names, or a rule that names them; ``limits(obj, do)`` gives the limits as the
    clock starts. ``pauses``/``resumes`` carry a ``key``; ``extends`` carries a ``span``. ``effects`` follow expiry.
    ``start_title`` names the starting event in the explaining sentence ("受理"). An ``optional`` clock does not run
    where no limit applies; any other without a limit is an error. ``near`` names the rule that says how long before the
    end the light turns yellow, where it is not the general one.
    """

    name: str
    title: str
    starts: tuple[str, ...]
    ends: tuple[str, ...] | ByRule
    limits: Callable
    also_ends: tuple[str, ...] = ()
    pauses: str = ""
    resumes: str = ""
    extends: str = ""
    effects: tuple[Effect, ...] = ()
    clauses: str = ""
    start_title: str = "起"
    near: str = ""
    optional: bool = False

    def end_events(self, do) -> list[str]:
        """The events that end this clock under the rulebook governing the deed's object."""
        if not isinstance(self.ends, ByRule):
            return [*self.ends, *self.also_ends]
        key = self.ends.rule if isinstance(self.ends.rule, str) else self.ends.rule(do.obj)
        return [do.rule(key), *self.also_ends]


EFFECTS: dict[str, tuple[Clock, Effect]] = {}
CLOCKS: dict[str, Clock] = {}


def declare(kind: str, *clocks: Clock) -> tuple[Clock, ...]:
    """Register a workflow's clocks, so that the table of expiry effects lists them; returns them for the class."""
    for clock in clocks:
        CLOCKS[f"{kind}.{clock.name}"] = clock
        for effect in clock.effects:
            EFFECTS[f"{kind}.{clock.name}.{effect.limit}.{effect.act}"] = (clock, effect)
    return clocks
