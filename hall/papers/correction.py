"""Correcting a slip of the pen: which facts of a paper may be corrected, and the notice that says so."""

from __future__ import annotations

import re

from .kinds import PaperKind
from .notices import SHARED

# A clerical error is a wrong name, address or word, never the substance, a date or a number of the act: these parts of
# a paper, and in them only what is told in words.
CORRECTABLE = {"applicant", "agent", "matter", "materials", "items", "reasons", "found", "certificate"}
IN_WORDS = {"name", "text", "basis", "fault", "remedy", "note"}
DATE = re.compile(r"\d{4}[-/.年]\d{1,2}|\d{1,2}月\d{1,2}日")


def corrected(facts: dict, was: str, now: str) -> dict:
    """A copy of the facts with a text replaced wherever it stands in a correctable part; a date is never touched."""
    if DATE.search(was) or DATE.search(now):
        return facts
    return {key: _replace(value, was, now) if key in CORRECTABLE else value for key, value in facts.items()}


def _replace(value, was: str, now: str):
    if isinstance(value, dict):
        return {key: _replace(one, was, now) if key in IN_WORDS else one for key, one in value.items()}
    if isinstance(value, list):
        return [_replace(one, was, now) for one in value]
    return value.replace(was, now) if isinstance(value, str) else value


def _facts(obj, do, *, original, facts: dict, slip: dict) -> dict:
    return {
        **{key: facts[key] for key in SHARED if key in facts},
        "original": {
            "title": original.title,
            "number": original.number,
            "issued_on": original.issued_on.isoformat(),
        },
        "slips": [slip],
    }


CLERICAL_CORRECTION = PaperKind("clerical_correction", _facts, seal="procedure")
