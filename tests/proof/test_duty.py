"""A duty names its keeper and leaves it as it is; only what can be exchanged whole may be one."""

import pytest

from hall.duty import DUTIES, duty
from tests.proof.switches import _exchange


@pytest.fixture
def register():
    before = dict(DUTIES)
    yield DUTIES
    DUTIES.clear()
    DUTIES.update(before)


def too_late(day: int) -> bool:
    return day > 5


def test_the_keeper_stays_as_it_is_and_can_be_exchanged_for_all_who_hold_it(register):
    held = duty("WS99-1 WS99-2", off=lambda day: False)(too_late)
    assert held is too_late
    assert too_late(6)
    kept = register[f"{__name__}.too_late"]
    assert kept.clauses == ("WS99-1", "WS99-2")
    on = too_late.__code__
    _exchange(kept.function, kept.off)
    assert not held(6)
    too_late.__code__ = on


def test_what_hangs_on_its_surroundings_is_no_duty(register):
    limit = 5
    with pytest.raises(TypeError, match="closure"):
        duty("WS99-1")(lambda day: day > limit)
