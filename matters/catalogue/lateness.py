"""Whether something came later than the hall's rule allows (“及时”, for which the texts have no figure)."""

from __future__ import annotations

import datetime as dt

from hall.calendar import calendar_for
from hall.clocks.computation import last_day
from hall.duty import duty
from hall.rulebook import answer


@duty("AH-7.2 AH-33.3 DL-17.2 DL-18.5 XA-12 EL-5.1a", off=lambda hall, key, since, on: False)
def too_late(hall, key: str, since: dt.date, on: dt.date) -> bool:
    """``key`` names the duration; where it is off nothing is ever late. The rule of the day ``on`` governs."""
    span = answer(hall, key, on).value
    return span is not None and on > last_day(since, span, calendar_for(hall))
