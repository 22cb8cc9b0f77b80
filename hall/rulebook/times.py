"""Kinds of answer about time: periods, times of day, days of the year."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from hall.span import Span, Unit

from .errors import BadValue
from .kinds import Kind


@dataclass(frozen=True)
class Hours:
    """From one local time of day to a later one, both included."""

    start: dt.time
    end: dt.time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    def __contains__(self, time: dt.time) -> bool:
        return self.start <= time <= self.end

    def as_json(self) -> str:
        return str(self)


@dataclass(frozen=True)
class DayOfYear:
    """A day that returns every year (never 29 February)."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"

    def in_year(self, year: int) -> dt.date:
        return dt.date(year, self.month, self.day)

    def as_json(self) -> str:
        return str(self)


class Duration(Kind):
    """A Span. 日 are calendar days unless the hall's rule ``clock.text_day_unit`` reads them as working days."""

    name = "期限"
    hint = "请写成“5个工作日”“7日”“6个月”“1年”或者“当场”。"
    units = {"个工作日": Unit.WORKING_DAY, "日": Unit.DAY, "个月": Unit.MONTH, "年": Unit.YEAR}

    def parse(self, raw):
        if raw == "当场":
            return Span(0, Unit.SAME_DAY)
        match = re.fullmatch(r"([1-9]\d{0,3})(个工作日|日|个月|年)", raw) if isinstance(raw, str) else None
        if match is None:
            raise self.refuse(raw)
        return Span(int(match[1]), self.units[match[2]])

    def dump(self, value):
        return str(value)


class Time(Kind):
    name = "时刻"
    hint = "请写成24小时制的时刻，例如 08:30。"

    def parse(self, raw):
        if not isinstance(raw, str) or not re.fullmatch(r"\d{2}:\d{2}", raw):
            raise self.refuse(raw)
        try:
            return dt.time.fromisoformat(raw)
        except ValueError as error:
            raise self.refuse(raw) from error

    def dump(self, value):
        return f"{value:%H:%M}"

    def describe(self, value):
        return self.dump(value)


class TimeRange(Kind):
    name = "时段"
    hint = "请写成“起-止”，例如 08:30-12:00，止应晚于起。"

    def parse(self, raw):
        match = re.fullmatch(r"(\d{2}:\d{2})-(\d{2}:\d{2})", raw.strip()) if isinstance(raw, str) else None
        if match is None:
            raise self.refuse(raw)
        hours = Hours(Time().parse(match[1]), Time().parse(match[2]))
        if hours.start >= hours.end:
            raise self.refuse(raw)
        return hours

    def dump(self, value):
        return str(value)


class TimeRanges(Kind):
    """Time ranges of one day in order, not overlapping; written with commas between."""

    name = "多个时段"
    hint = "请写成 08:30-12:00，14:30-17:30，先后相接、不得重叠。"

    def parse(self, raw):
        if not isinstance(raw, str):
            raise self.refuse(raw)
        ranges = tuple(TimeRange().parse(one.strip()) for one in re.split(r"[,，]", raw))
        for earlier, later in pairwise(ranges):
            if later.start < earlier.end:
                raise BadValue(f"“{raw}”中的时段重叠或者次序颠倒，{self.hint}")
        return ranges

    def dump(self, value):
        return "，".join(map(str, value))

    def describe(self, value):
        return self.dump(value)


class MonthDay(Kind):
    name = "月日"
    hint = "请写成“月-日”，例如 03-01（不能是2月29日）。"

    def parse(self, raw):
        match = re.fullmatch(r"(\d{2})-(\d{2})", raw) if isinstance(raw, str) else None
        if match is None:
            raise self.refuse(raw)
        day = DayOfYear(int(match[1]), int(match[2]))
        try:
            day.in_year(2001)
        except ValueError as error:
            raise self.refuse(raw) from error
        return day

    def dump(self, value):
        return str(value)

    def describe(self, value):
        return f"{value.month}月{value.day}日"
