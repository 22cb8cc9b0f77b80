"""What is not (or no longer) on the hall's list is not taken in (WS09 三, DL 17)."""

import datetime as dt

import pytest

from hall.acts.refusals import Refused
from matters.cases.models import Case


@pytest.mark.clause("WS09-3-1", "DL-17.3")
@pytest.mark.parametrize(
    ("entered_on", "withdrawn_on", "taken"),
    [
        (dt.date(2026, 3, 9), None, True),
        (dt.date(2026, 3, 10), None, False),
        (None, None, False),
        (dt.date(2026, 1, 5), dt.date(2026, 3, 10), True),
        (dt.date(2026, 1, 5), dt.date(2026, 3, 9), False),
    ],
    ids=["from today", "from tomorrow", "never entered", "until today", "withdrawn today"],
)
def test_only_a_matter_on_the_list_is_taken_in(hall, entered_on, withdrawn_on, taken):
    hall.licence.entered_on, hall.licence.withdrawn_on = entered_on, withdrawn_on
    hall.licence.save()
    if taken:
        assert hall.receive().state == "received"
    else:
        with pytest.raises(Refused, match=r"不在本大厅受理|不能受理"):
            hall.receive()
        assert not Case.objects.exists()
