"""When somebody must come and may go: the rulebook's hours, for clerks (WS04 五(四)) and for guides (WS05 七(一))."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from hall.duty import duty
from hall.rulebook import answer


@dataclass(frozen=True)
class Hours:
    """One or two stretches of a day, each with its time to come and its time to go; local times of day.

    A time before ``valid_from`` or after ``valid_until`` counts for nothing.
    """

    stretches: tuple[tuple[dt.time, dt.time], ...]
    valid_from: dt.time | None = None
    valid_until: dt.time | None = None

    def borders(self) -> list[dt.time]:
        """Where one expected moment's time ends and the next one's begins: halfway between the two."""
        moments = [moment for stretch in self.stretches for moment in stretch]
        return [_halfway(*pair) for pair in pairwise(moments)]


@duty("WS05-7.1-1 WS05-7.1-2", off=lambda hall, on: None)
def guide_hours(hall, on: dt.date) -> Hours:
    """The guides' half-days; the first begins with the morning meeting, where there is one."""
    stretches = [(one.start, one.end) for one in answer(hall, "guides.hours", on=on).value]
    if meeting := answer(hall, "guides.morning_meeting", on=on).value:
        stretches[0] = (meeting, stretches[0][1])
    return Hours(tuple(stretches))


def window_hours(hall, on: dt.date) -> Hours | None:
    """The hours of everybody else; None where the hall keeps no attendance by the clock."""
    comes = answer(hall, "attendance.standard_in", on=on).value
    goes = answer(hall, "attendance.standard_out", on=on).value
    if comes is None or goes is None:
        return None
    return Hours(((comes, goes),), *valid_times(hall, on))


@duty("WS04-5.4-1 WS04-5.4-2", off=lambda hall, on: (None, None))
def valid_times(hall, on: dt.date) -> tuple[dt.time | None, dt.time | None]:
    """Before which time nobody can sign in, and after which nobody can sign out."""
    comes = answer(hall, "attendance.sign_in_window", on=on).value
    goes = answer(hall, "attendance.sign_out_window", on=on).value
    return comes.start if comes else None, goes.end if goes else None


@duty("WS04-5.4-5", off=lambda hall, on, is_guide: window_hours(hall, on))
def hours_of(hall, on: dt.date, is_guide: bool) -> Hours | None:
    """A guide follows the guides' hours, everybody else the windows'."""
    return guide_hours(hall, on) if is_guide else window_hours(hall, on)


def _halfway(earlier: dt.time, later: dt.time) -> dt.time:
    minutes = (earlier.hour + later.hour) * 60 + earlier.minute + later.minute
    return dt.time(minutes // 2 // 60, minutes // 2 % 60)
