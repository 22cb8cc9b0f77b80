"""A hall with published working days, on an ordinary Monday; each test in one transaction that is rolled back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.cases_factory import CaseHall
from tests.clocks.trial import on_trial
from tests.factories import make_hall
from tests.law.conftest import calendar, published_years  # noqa: F401 – fixtures


@pytest.fixture
def hall(calendar):  # noqa: F811
    return make_hall()


@pytest.fixture
def trial(hall) -> Iterator[Callable]:
    """``trial(limit(…), …, effects=…)``: the clock on trial, for this test."""
    with ExitStack() as stack:
        yield lambda *limits, **more: stack.enter_context(on_trial(hall, *limits, **more))


@pytest.fixture
def case_hall(calendar) -> CaseHall:  # noqa: F811
    """A hall that takes cases, under national rules alone."""
    return CaseHall()
