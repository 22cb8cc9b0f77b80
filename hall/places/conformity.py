"""What the rulebook asks of a hall's record: a name of the right form, and for a sub-hall an approval.

A name's form is a pattern; the halls above fill in their places. Under `{county}{township}便民服务中心` a
township's hall is called after its county, as that county's own name gives it, and after itself.
"""

from __future__ import annotations

import re
import string
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from hall.duty import duty
from hall.rulebook.errors import RuleMissing
from hall.rulebook.lookup import Answer, answer

if TYPE_CHECKING:
    from hall.places.hall import Hall

OWN_PLACE = "place"
SPOKEN = {
    "place": "地名",
    "county": "旗县名",
    "township": "苏木乡镇（街道）名",
    "village": "嘎查村（社区）名",
    "department": "部门（业务）名",
}


def check_conformity(hall: Hall, on: date) -> None:
    """Refuse what the rulebook in force on local date `on` does not allow. Raises ValidationError."""
    try:
        wrong = _name_fault(hall, on) | _approval_fault(hall, on)
    except RuleMissing as error:
        raise ValidationError(str(error)) from error
    if wrong:
        raise ValidationError(wrong)


@duty("AH-46.1", off=lambda hall, on: {})
def _approval_fault(hall: Hall, on: date) -> dict[str, str]:
    """AH-46.1: a department keeps a sub-hall only with the government's approval."""
    if not hall.is_sub_hall or hall.approval_reference.strip():
        return {}
    rule = answer(hall, "hall.sub_hall.needs_approval", on)
    return {"approval_reference": f"分厅须经政府批准，请填写批准文号（{rule.basis}）。"} if rule.value else {}


@duty("XA-29.2 XA-29.3", off=lambda hall, on: {})
def _name_fault(hall: Hall, on: date) -> dict[str, str]:
    """XA-29.2, XA-29.3."""
    rule = _name_rule(hall, on)
    if rule.value is None or _read(hall, rule.value, on) is not None:
        return {}
    form = rule.value.format_map({key: f"〈{spoken}〉" for key, spoken in SPOKEN.items()})
    return {"name": f"名称应为“{form}”，上级地名应与上级大厅一致（{rule.basis}）。"}


def _name_rule(hall: Hall, on: date) -> Answer:
    return answer(hall, "hall.sub_hall.name" if hall.is_sub_hall else f"hall.name.{_level(hall)}", on)


def _level(hall: Hall) -> str:
    return hall.Level(hall.level).name.lower()


def _read(hall: Hall, pattern: str, on: date) -> dict[str, str] | None:
    """The places named in a hall's name, or None where the name does not follow the pattern."""
    known = _places_above(hall, on)
    expression, open_places = "", set()
    for text, place, *_ in string.Formatter().parse(pattern):
        expression += re.escape(text)
        if place in known:
            expression += re.escape(known[place])
        elif place in open_places:
            expression += f"(?P={place})"
        elif place:
            expression += f"(?P<{place}>.+)"
            open_places.add(place)
    match = re.fullmatch(expression, hall.name)
    return None if match is None else match.groupdict()


def _places_above(hall: Hall, on: date) -> dict[str, str]:
    """Placeholder -> place, as far as the names of the halls above follow their own patterns."""
    above = hall.parent
    if above is None:
        return {}
    known, pattern, level = _places_above(above, on), _name_rule(above, on).value, _level(above)
    if pattern is not None and (read := _read(above, pattern, on)) is not None:
        place = read.get(level) or read.get(OWN_PLACE)
        known |= {level: place} if place else {}
        if place and hall.is_sub_hall:  # a sub-hall's own place is its main hall's
            known[OWN_PLACE] = place
    return known
