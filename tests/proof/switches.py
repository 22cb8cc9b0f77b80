"""Everything that keeps a clause and can be switched off. A switch is thrown once, in a process that ends with it."""

from __future__ import annotations

import importlib
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from django.apps import apps

from hall.acts import guards
from hall.acts.act import Act
from hall.acts.deed import Deed
from hall.acts.form import FORM_RULES
from hall.acts.workflow import Workflow
from hall.clocks.clock import CLOCKS, EFFECTS, Clock, Effect, Limit, LimitKind
from hall.duty import DUTIES
from hall.papers import issuing
from hall.papers.kinds import KINDS, PaperKind
from hall.people.roles import Role
from hall.registers.register import REGISTERS
from hall.span import Span, Unit

NEVER = 2000  # working days: a limit so far away that no test will see it pass


@dataclass(frozen=True)
class Switch:
    """One duty: its name ("guard:cases.in_scope"), the clauses it keeps, and how to switch it off."""

    name: str
    clauses: tuple[str, ...]
    off: Callable[[], None]


def switches() -> list[Switch]:
    """Every duty of the product that bears a clause, by name. Needs Django to be set up."""
    found = [
        one
        for make in (_guards, _form_rules, _papers, _acts, _registers, _limits, _effects, _duties)
        for one in make()
    ]
    names = [one.name for one in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"two duties share a name: {sorted(twice)}")
    return sorted((one for one in found if one.clauses), key=lambda one: one.name)


def _guards() -> Iterator[Switch]:
    """Off: the guard has no objection."""
    for guard in guards.GUARDS.values():
        yield Switch(
            f"guard:{guard.name}", guard.clauses, lambda it=guard: _set(it, function=lambda obj, do: None)
        )


def _form_rules() -> Iterator[Switch]:
    """Off: the form accepts what was typed."""
    for path, clauses in FORM_RULES.items():
        module, form, check = path.rsplit(".", 2)
        owner = getattr(importlib.import_module(module), form)
        yield Switch(f"form:{form}.{check}", clauses, lambda it=owner, name=check: setattr(it, name, _accept))


def _accept(form, cleaned) -> None:
    pass


def _papers() -> Iterator[Switch]:
    """Off: the paper is not issued."""
    kinds = {id(kind): kind for kind in KINDS.values()}
    for _, act in _all_acts():
        kinds |= {id(kind): kind for kind in act.papers}
    for kind in kinds.values():
        code = kind.code if KINDS[kind.code] is kind else f"{kind.code}{kind.facts.__name__}"
        yield Switch(f"paper:{code}", tuple(kind.clauses.split()), lambda it=kind: _never_issue(it))


def _never_issue(kind: PaperKind) -> None:
    draw, draw_all = issuing._draw, issuing.draw
    issuing._draw = lambda deed, wanted, extra: None if wanted is kind else draw(deed, wanted, extra)
    issuing.draw = lambda deed: [paper for paper in draw_all(deed) if paper is not None]


def _acts() -> Iterator[Switch]:
    """Off: any grant that reaches the object suffices for the act; what belongs at a window may be done anywhere."""
    for owner, act in _all_acts():
        name = f"{owner.__name__}.{act.name}"
        yield Switch(f"permission:{name}", act.clauses, lambda it=act: _permit_everybody(it))
        if act.at_window:
            yield Switch(f"window:{name}", act.clauses, lambda it=act: _set(it, at_window=False))


def _registers() -> Iterator[Switch]:
    """Off: anybody may write in the register."""
    for register in REGISTERS.values():
        everybody = tuple(role for role in Role if role != Role.SYSTEM)
        clauses = tuple(register.clauses.split())
        yield Switch(f"register:{register.key}", clauses, lambda it=register, by=everybody: _set(it, by=by))


def _all_acts() -> list[tuple[type, Act]]:
    """Each declared act once, with the class that declares it (a workflow, or a mixin they all inherit)."""
    found = {}
    for model in apps.get_models():
        if issubclass(model, Workflow):
            for owner in model.__mro__:
                acts = [member.act for member in vars(owner).values() if hasattr(member, "act")]
                found |= {id(act): (owner, act) for act in acts if isinstance(act, Act)}
    return list(found.values())


def _permit_everybody(act: Act) -> None:
    everybody = tuple(role for role in Role if role != Role.SYSTEM)
    for owner in {
        owner for model in apps.get_models() for owner in model.__mro__ if "roles_for" in vars(owner)
    }:

        def roles_for(self, asked, original=owner.roles_for):
            named = tuple(original(self, asked))
            return (*named, *everybody) if asked is act else named

        owner.roles_for = roles_for


def _limits() -> Iterator[Switch]:
    """Off: the limit is there, and years away."""
    for name, clock in CLOCKS.items():
        clauses = tuple(clock.clauses.split())
        for kind in _kinds_of(clock) if clauses else ():
            yield Switch(f"limit:{name}.{kind}", clauses, lambda it=clock, kind=kind: _postpone(it, kind))


def _kinds_of(clock: Clock) -> list[LimitKind]:
    """The kinds a clock's function of limits may return: those it names, or else those its own helpers name."""
    names = _names(clock.limits.__code__)
    if not any(kind.name in names for kind in LimitKind):
        helpers = (clock.limits.__globals__.get(name) for name in names)
        names = set().union(*(_names(one.__code__) for one in helpers if isinstance(one, types.FunctionType)))
    if kinds := [kind for kind in LimitKind if kind.name in names]:
        return kinds
    raise ValueError(f"{clock.name}: the function of its limits names no kind of limit")


def _names(code: types.CodeType) -> set[str]:
    """All names a function uses, inner functions included."""
    inner = (one for one in code.co_consts if isinstance(one, types.CodeType))
    return {*code.co_names}.union(*map(_names, inner))


def _postpone(clock: Clock, kind: LimitKind) -> None:
    limits = clock.limits
    _set(
        clock, limits=lambda obj, do: [_far_away(one) if one.kind == kind else one for one in limits(obj, do)]
    )


def _far_away(limit: Limit) -> Limit:
    if limit.moment:
        return replace(limit, moment=limit.moment + timedelta(days=NEVER))
    if limit.until:
        return replace(limit, until=limit.until + timedelta(days=NEVER))
    return replace(limit, span=Span(NEVER, Unit.WORKING_DAY))


def _effects() -> Iterator[Switch]:
    """Off: the limit passes and nothing follows."""
    for name, (clock, effect) in EFFECTS.items():
        kind = name.removesuffix(f".{clock.name}.{effect.limit}.{effect.act}")
        clauses = tuple((effect.clauses or clock.clauses).split())
        yield Switch(f"effect:{name}", clauses, lambda it=effect, kind=kind: _let_pass(it, kind))


def _let_pass(effect: Effect, kind: str) -> None:
    then = Deed.then

    def without(deed, target, act, *args, **scope):
        if not (deed.act.name == "reach_rung" and deed.obj.dossier_kind() == kind and act == effect.act):
            then(deed, target, act, *args, **scope)

    Deed.then = without


def _duties() -> Iterator[Switch]:
    """Off: the function answers what its declaration says an unkept duty would."""
    for name, duty in DUTIES.items():
        yield Switch(f"duty:{name}", duty.clauses, lambda it=duty: _exchange(it.function, it.off))


def _exchange(function: types.FunctionType, other: types.FunctionType) -> None:
    """Give a function another's body: it reaches everyone who holds the function, whatever they call it."""
    function.__code__ = other.__code__
    function.__defaults__, function.__kwdefaults__ = other.__defaults__, other.__kwdefaults__


def _set(frozen, **values) -> None:
    """Change a frozen declaration where it stands, for all who hold it."""
    for name, value in values.items():
        object.__setattr__(frozen, name, value)
