"""Are the facts enough for the paper? Checked before anything is drawn, so that no paper leaves with a gap."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    NamedTuple,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from hall.papers.facts import TEMPLATES
from hall.papers.facts.common import Day, Minute
from hall.papers.failures import FactsIncomplete


class Field(NamedTuple):
    """One fact as its TypedDict declares it."""

    type: Any
    name: str
    required: bool


@cache
def fields_of(declaration: type) -> dict[str, Field]:
    """The facts a TypedDict declares, by key."""
    fields = {}
    for key, hint in get_type_hints(declaration, include_extras=True).items():
        required = get_origin(hint) is not NotRequired
        type_, name = get_args(hint if required else get_args(hint)[0])
        fields[key] = Field(type_, name, required)
    return fields


def check(template: str, facts: Mapping[str, Any]) -> None:
    """Raises FactsIncomplete naming, in Chinese, everything that is absent, blank or of the wrong kind."""
    faults = list(_faults_of_dict(facts, TEMPLATES[template]))
    if faults:
        raise FactsIncomplete(_title(facts), faults)


def require(template: str, facts: Mapping[str, Any], paths: Iterable[str]) -> None:
    """Facts optional by nature that this hall's rulebook demands, as dotted paths: ``briefing.special``.

    Raises FactsIncomplete naming them in Chinese, and KeyError for a path the paper does not know.
    """
    missing = []
    for path in paths:
        value: Any = facts
        declaration, name = TEMPLATES[template], ""
        for key in path.split("."):
            field = fields_of(declaration)[key]
            declaration, name = _present(field.type), field.name
            value = value.get(key) if isinstance(value, Mapping) else None
        if next(_faults(value, declaration, name), None):
            missing.append(name)
    if missing:
        raise FactsIncomplete(_title(facts), missing)


def _title(facts: Mapping[str, Any]) -> str:
    return facts.get("title") or "文书"


def _faults_of_dict(value: Mapping[str, Any], declaration: type) -> Iterator[str]:
    for key, field in fields_of(declaration).items():
        fact = value.get(key)
        if field.required or not _is_empty(fact):
            yield from _faults(fact, field.type, field.name)


def _faults(value: Any, type_: Any, name: str) -> Iterator[str]:
    if value is None and NoneType in get_args(type_):
        return
    type_ = _present(type_)
    if _is_empty(value):
        yield name
    elif is_typeddict(type_):
        yield from _faults_of_dict(value, type_) if isinstance(value, Mapping) else [name]
    elif get_origin(type_) is list:
        if not isinstance(value, list):
            yield name
            return
        for number, item in enumerate(value, start=1):
            for fault in _faults(item, get_args(type_)[0], name):
                yield fault if fault == name else f"{name}第{number}项的{fault}"
    elif not _is_a(value, type_):
        yield name


def _present(type_: Any) -> Any:
    """The type without its ``| None``."""
    if isinstance(type_, UnionType) or get_origin(type_) is Union:
        return next(member for member in get_args(type_) if member is not NoneType)
    return type_


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value) or _is_blank(value)


def _is_blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def _is_a(value: Any, type_: Any) -> bool:
    if get_origin(type_) is Literal:
        return value in get_args(type_)
    if type_ not in (Day, Minute):
        return type(value) is type_
    try:
        (date if type_ is Day else datetime).fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
