"""The hall that is measured: furnished like the one the tests use, working by the clock on the wall."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from tests.cases_factory import CaseHall


@cache
def county() -> CaseHall:
    """One for the whole run. As in production, legal time is the machine's and nobody asks whether it travelled."""
    settings.LEGAL_TIME_TRAVEL = False
    return CaseHall("AH")
