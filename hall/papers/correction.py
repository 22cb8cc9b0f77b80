"""Correcting a slip of the pen: which facts of a paper may be corrected, and the notice that says so."""

from __future__ import annotations

from .kinds import PaperKind
from .notices import SHARED

# A clerical error is a wrong name, address or word, never the substance, a date or a number of the act.
CORRECTABLE = {"applicant", "agent", "matter", "materials", "items", "reasons", "found", "certificate", "fee"}


def corrected(facts: dict, was: str, now: str) -> dict:
    """A copy of the facts with a text replaced wherever it stands in a correctable part."""
    return {key: _replace(value, was, now) if key in CORRECTABLE else value for key, value in facts.items()}


def _replace(value, was: str, now: str):
    if isinstance(value, dict):
        return {key: _replace(one, was, now) for key, one in value.items()}
    if isinstance(value, list):
        return [_replace(one, was, now) for one in value]
    return value.replace(was, now) if isinstance(value, str) else value


def _facts(obj, do, *, original, slip: dict) -> dict:
    return {
        **{key: original.facts[key] for key in SHARED if key in original.facts},
        "original": {
            "title": original.title,
            "number": original.number,
            "issued_on": original.issued_on.isoformat(),
        },
        "slips": [slip],
    }


CLERICAL_CORRECTION = PaperKind("clerical_correction", _facts, seal="procedure")
