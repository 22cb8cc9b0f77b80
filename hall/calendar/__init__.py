"""The working calendar (工作日历): published arrangements in, due dates out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hall.calendar.working_days import CalendarDoesNotReach, DayNote, WorkingCalendar

if TYPE_CHECKING:
    from hall.places.hall import Hall

__all__ = ["CalendarDoesNotReach", "DayNote", "WorkingCalendar", "calendar_for"]


def calendar_for(hall: Hall | None) -> WorkingCalendar:
    """The working calendar of a hall, or the nation's for None; see hall.calendar.current."""
    from hall.calendar.current import calendar_for  # models: only once the apps are loaded

    return calendar_for(hall)
