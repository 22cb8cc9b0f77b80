"""One person's day, computed from the device's times: late, early, missing – never typed (DL-22.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from hall.duty import duty

from .hours import Hours


class Standing(models.TextChoices):
    """How a person's day is counted: under exactly one of these."""

    PRESENT = "present", "正常"
    LATE = "late", "迟到"
    EARLY = "early", "早退"
    INCOMPLETE = "incomplete", "未签到或者未签退"
    ABSENT = "absent", "旷工"
    PENDING = "pending", "缺勤（待批）"
    LEAVE = "leave", "请假"
    EXPECTED = "expected", "当日未结束"
    UNREAD = "unread", "考勤记录未导入"
    UNTIMED = "untimed", "不考勤"


@dataclass(frozen=True)
class Day:
    """``late`` and ``early`` count occasions (a guide comes twice a day); ``missing`` names what was not signed."""

    standing: Standing
    late: int = 0
    early: int = 0
    missing: tuple[str, ...] = ()
    corrected: bool = False

    @property
    def words(self) -> str:
        """What the day's cell says."""
        parts = [f"迟到{self.late}次" if self.late else "", f"早退{self.early}次" if self.early else ""]
        told = "、".join([one for one in parts if one] + list(self.missing)) or str(self.standing.label)
        return f"{told}（更正）" if self.corrected else told


def judge(hours: Hours, times: Iterable[dt.time], *, over: bool) -> Day:
    """The day that times of day make under these hours. ``over``: the day has ended, nothing more will come."""
    valid = sorted(one for one in map(_minute, times) if counts(hours, one))
    if not valid:
        return nobody_came(over)
    late = early = 0
    missing = []
    for n, (comes, goes) in enumerate(hours.stretches):
        came, went = _slot(hours, 2 * n, valid), _slot(hours, 2 * n + 1, valid)
        late += is_late(came, comes)
        early += left_early(went, goes)
        part = ("上午", "下午")[n] if len(hours.stretches) > 1 else ""
        missing += ([] if came else [f"{part}未签到"]) + ([] if went else [f"{part}未签退"])
    if not over and missing:
        return Day(Standing.LATE if late else Standing.EXPECTED, late, 0)
    return Day(_standing(late, early, missing), late, early, tuple(missing))


@duty("WS04-5.4-1 WS04-5.4-2", off=lambda hours, time: True)
def counts(hours: Hours, time: dt.time) -> bool:
    """Whether a time lies within the valid hours; before and after, signing is refused."""
    too_early = hours.valid_from is not None and time < hours.valid_from
    too_late = hours.valid_until is not None and time > hours.valid_until
    return not (too_early or too_late)


@duty("WS04-5.4-1 WS05-7.1-1 WS05-7.1-2", off=lambda came, comes: False)
def is_late(came: list[dt.time], comes: dt.time) -> bool:
    """The first time counts; the minute itself is still in time."""
    return bool(came) and came[0] > comes


@duty("WS04-5.4-2 WS05-7.1-2", off=lambda went, goes: False)
def left_early(went: list[dt.time], goes: dt.time) -> bool:
    """The last time counts."""
    return bool(went) and went[-1] < goes


@duty("WS04-5.5-4", off=lambda over: Day(Standing.EXPECTED))
def nobody_came(over: bool) -> Day:
    """A day without leave on which nobody signed is 旷工 once it has ended."""
    return Day(Standing.ABSENT if over else Standing.EXPECTED)


def _standing(late: int, early: int, missing: list[str]) -> Standing:
    if missing:
        return Standing.INCOMPLETE
    return Standing.LATE if late else Standing.EARLY if early else Standing.PRESENT


def _slot(hours: Hours, n: int, times: list[dt.time]) -> list[dt.time]:
    """The times that belong to the n-th expected moment of the day."""
    borders = [dt.time.min, *hours.borders(), None]
    lower, upper = borders[n], borders[n + 1]
    return [one for one in times if lower <= one and (upper is None or one < upper)]


def _minute(time: dt.time) -> dt.time:
    return time.replace(second=0, microsecond=0)
