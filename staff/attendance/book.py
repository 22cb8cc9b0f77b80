"""The attendance book (考勤簿) of a hall for some days: read once, then asked for any person and day."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from hall import legal_time
from hall.calendar import calendar_for
from hall.duty import duty
from hall.people.roles import Role
from hall.registers.register import RegisterRecord
from staff.at_work import bounds, grants_on, people_on
from staff.leaves.leave import Leave

from .day import Day, Standing, judge
from .hours import hours_of
from .punch import ClockImport, Punch


@dataclass(frozen=True)
class Counts:
    """A person's counts over the book's days; ``deserted`` are the entries 擅自离岗、脱岗."""

    days: Counter
    late: int
    early: int
    deserted: int

    def of(self, standing: Standing) -> int:
        return self.days[standing]

    @property
    def words(self) -> str:
        return f"迟到{self.late}，早退{self.early}，旷工{self.of(Standing.ABSENT)}，脱岗{self.deserted}"


class Book:
    """``first`` and ``last`` are local days, both included; a day still running is judged as far as it has come."""

    def __init__(self, hall, first: dt.date, last: dt.date):
        self.hall, self.first, self.last = hall, first, last
        self.today = legal_time.today()

    @cached_property
    def working_days(self) -> list[dt.date]:
        """The working days up to today."""
        calendar, until = calendar_for(self.hall), min(self.last, self.today)
        days = [self.first + dt.timedelta(days=n) for n in range((until - self.first).days + 1)]
        return [day for day in days if calendar.is_working(day)]

    @cached_property
    def people(self):
        return list(people_on(self.hall, self.first, self.last))

    @cached_property
    def _grants(self) -> dict[int, list]:
        found = defaultdict(list)
        for grant in grants_on(self.hall, self.first, self.last):
            found[grant.user_id].append(grant)
        return found

    @cached_property
    def _times(self) -> dict[tuple[int, dt.date], list[dt.time]]:
        since, until = bounds(self.first, self.last)
        found = defaultdict(list)
        for punch in Punch.objects.counting().filter(hall=self.hall, at__gte=since, at__lt=until):
            at = timezone.localtime(punch.at)
            found[punch.user_id, at.date()].append(at.time())
        return found

    @cached_property
    def _files(self) -> list[tuple[dt.date, dt.date]]:
        files = ClockImport.objects.filter(dossier__hall=self.hall, state=ClockImport.State.READ)
        return list(files.values_list("first_on", "last_on"))

    @cached_property
    def unread(self) -> list[dt.date]:
        """The working days that have ended and for which no file has been imported."""
        return [day for day in self.working_days if day < self.today and not self.covers(day)]

    @cached_property
    def _leaves(self) -> list[Leave]:
        asked = Leave.objects.filter(
            dossier__hall=self.hall, begins_on__lte=self.last, ends_on__gte=self.first
        )
        return list(asked.filter(state__in=[*Leave.GRANTED, Leave.State.ASKED]))

    @cached_property
    def _corrections(self) -> dict[tuple[int, str], str]:
        lines = recorded("staff.attendance_correction", self.hall, self.first, self.last)
        return {(line.facts["person"]["id"], line.facts["on"]): line.facts["standing"] for line in lines}

    @cached_property
    def _desertions(self) -> Counter:
        lines = recorded("staff.desertion", self.hall, self.first, self.last)
        return Counter(line.facts["person"]["id"] for line in lines)

    @cached_property
    def _hours(self) -> dict:
        return {
            (day, guide): hours_of(self.hall, day, guide)
            for day in self.working_days
            for guide in (True, False)
        }

    def at_work(self, user, day: dt.date) -> bool:
        """Whether a grant puts the person into the hall on this day."""
        return bool(self._roles(user, day))

    def _roles(self, user, day: dt.date) -> set[str]:
        since, until = bounds(day, day)
        return {
            grant.role
            for grant in self._grants[user.pk]
            if grant.since < until and (grant.until is None or grant.until > since)
        }

    def day(self, user, day: dt.date) -> Day:
        """How a working day of a person who is at work in the hall is counted."""
        if corrected := self._corrections.get((user.pk, day.isoformat())):
            return _corrected(Standing(corrected))
        if (leave := self._leave(user, day)) is not None:
            return Day(leave)
        hours = self._hours[day, Role.GUIDE in self._roles(user, day)]
        if hours is None:
            return Day(Standing.UNTIMED)
        if day < self.today and not self.covers(day):
            return Day(Standing.UNREAD)
        return judge(hours, self._times[user.pk, day], over=day < self.today)

    def covers(self, day: dt.date) -> bool:
        """Whether some file of the device reaches over a day: without one nobody can be called absent."""
        return any(first <= day <= last for first, last in self._files)

    def first_time(self, user, day: dt.date) -> dt.time | None:
        """When the person first signed on a day, to the minute."""
        times = self._times[user.pk, day]
        return min(times).replace(second=0, microsecond=0) if times else None

    def _leave(self, user, day: dt.date) -> Standing | None:
        return on_leave([one for one in self._leaves if one.person_id == user.pk], day)

    def counts(self, user) -> Counts:
        days = [self.day(user, day) for day in self.working_days if self.at_work(user, day)]
        return counted(days, self._desertions[user.pk])

    def sheet(self, day: dt.date) -> list[tuple]:
        """Everybody at work on a day with how the day is counted: each person once, under one standing."""
        return [(user, self.day(user, day)) for user in self.people if self.at_work(user, day)]


@duty("DL-22.1", off=lambda rows: Counter())
def totals(rows: list[tuple]) -> Counter:
    """How many people stand under each standing; together they are all of the sheet."""
    return Counter(day.standing for _, day in rows)


@duty("WS04-5.4-4", off=lambda days, deserted: Counts(Counter(), 0, 0, 0))
def counted(days: list[Day], deserted: int) -> Counts:
    """Lateness, early leaving and leaving the post, added up."""
    standings = Counter(day.standing for day in days)
    return Counts(standings, sum(day.late for day in days), sum(day.early for day in days), deserted)


@duty("WS04-5.5-2", off=lambda leaves, day: None)
def on_leave(leaves: list[Leave], day: dt.date) -> Standing | None:
    """Approved leave makes the day 请假; one still to be decided 缺勤（待批）."""
    found = [one.state for one in leaves if one.begins_on <= day <= one.ends_on]
    if not found:
        return None
    return Standing.LEAVE if any(state in Leave.GRANTED for state in found) else Standing.PENDING


def recorded(register: str, hall, first: dt.date, last: dt.date):
    """The standing lines of a register about days of a period; each line's form has an ``on``."""
    lines = RegisterRecord.objects.filter(
        register=register, state=RegisterRecord.State.RECORDED, dossier__hall=hall
    )
    return lines.filter(facts__on__gte=first.isoformat(), facts__on__lte=last.isoformat()).order_by("pk")


def _corrected(standing: Standing) -> Day:
    return Day(standing, int(standing == Standing.LATE), int(standing == Standing.EARLY), corrected=True)


def month(hall, year: int, number: int) -> Book:
    """The book of one month."""
    first = dt.date(year, number, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return Book(hall, first, last)
