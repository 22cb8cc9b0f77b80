"""Legal time in the demo: days counted back from today in working days, and what falls due on the way."""

from __future__ import annotations

import datetime as dt

from hall.calendar import calendar_for
from hall.clocks.computation import SHANGHAI
from hall.clocks.ledger import ClockLimit
from hall.clocks.sweep import sweep
from hall.legal_time import travel_to


class Days:
    """Working days of one hall before (and after) the day on which the demo is furnished."""

    def __init__(self, hall, today: dt.date):
        self.calendar, self.today = calendar_for(hall), today

    def back(self, n: int) -> dt.date:
        """The n-th working day before today; on a day of rest the first is the last working day."""
        return self.calendar.add(self.today, -n)

    def ahead(self, n: int) -> dt.date:
        """The n-th working day after today."""
        return self.calendar.add(self.today, n)

    def after(self, day: dt.date, n: int) -> dt.date:
        """The n-th working day after a day; raises ValueError where that is not yet past."""
        later = self.calendar.add(day, n)
        if later >= self.today:
            raise ValueError(f"{day}之后{n}个工作日已不在今天之前，演示案例只能写过去的事。")
        return later


class Clockwork:
    """Moves legal time forward and does, at its own instant, everything that falls due in between."""

    def __init__(self, start: dt.datetime):
        self.at = start
        travel_to(start, freeze=True)

    def reach(self, instant: dt.datetime) -> None:
        """Stand at an instant. Raises RuntimeError when something due could not be done."""
        due = ClockLimit.objects.filter(next_at__lte=instant).order_by("next_at")
        while (when := due.values_list("next_at", flat=True).first()) is not None:
            self._stand(max(when, self.at))
            if sweep().failed:
                raise RuntimeError(f"{self.at:%Y-%m-%d}到期的事项未能办理，原因见上。")
        self._stand(instant)

    def _stand(self, instant: dt.datetime) -> None:
        travel_to(instant, freeze=True)
        self.at = instant


def at(day: dt.date, minutes: int) -> dt.datetime:
    """An instant so many minutes after midnight."""
    return dt.datetime.combine(day, dt.time(), SHANGHAI) + dt.timedelta(minutes=minutes)
