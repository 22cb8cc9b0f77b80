"""The small table in which a notice is typed, pasted or uploaded: 日期,类型(放假/上班),节日. Pure.

    2026-10-01至2026-10-07,放假,国庆节
    2026-10-10,上班,国庆节

The fixtures are written in it too, so that what a release brings and what a hall types pass the same gate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hall.calendar.working_days import MAKE_UP, REST, PublishedDay

KINDS = {"放假": REST, "上班": MAKE_UP}
WORDS = {kind: word for word, kind in KINDS.items()}
WEEKDAYS = "一二三四五六日"
NAME_LENGTH = 40
LONGEST_REST = 31  # days; a longer range is a slip of the pen, not a holiday
COLUMNS = re.compile(r"[,，\t]")
UNTIL = re.compile(r"至|到|~|～|—")
DATE = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")


class TableRefused(ValueError):
    """The table cannot be used. ``messages``: one Chinese sentence for each fault, saying what to do."""

    def __init__(self, messages: Iterable[str]):
        self.messages = list(messages)
        super().__init__("\n".join(self.messages))


@dataclass(frozen=True)
class Row:
    """A day and the line it was written on (for messages)."""

    line: int
    day: PublishedDay


def decode(data: bytes) -> str:
    """The text of an uploaded CSV: UTF-8, or GB 18030 as Chinese spreadsheets save it. Raises TableRefused."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TableRefused(["文件不是文本表格，请另存为 CSV（逗号分隔）后再上传。"])


def read_table(text: str) -> list[Row]:
    """Every day of the table, ranges unfolded. All faults are collected before TableRefused is raised."""
    rows: list[Row] = []
    faults: list[str] = []
    seen: dict[date, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in COLUMNS.split(line)]
        if not any(cells) or cells[0] == "日期":
            continue
        try:
            days = _read_line(cells)
        except ValueError as fault:
            faults.append(f"第{number}行：{fault}")
            continue
        for day in days:
            if day.date in seen:
                faults.append(f"第{number}行：{day.date}与第{seen[day.date]}行重复，请只保留一行。")
            else:
                seen[day.date] = number
                rows.append(Row(number, day))
    if faults:
        raise TableRefused(faults)
    return rows


def write_table(days: Iterable[PublishedDay]) -> str:
    """The days as a table read_table reads back, one line for each run of rest days of one name."""
    runs: list[list[PublishedDay]] = []
    for day in sorted(days):
        if runs and _follows(runs[-1][-1], day):
            runs[-1].append(day)
        else:
            runs.append([day])
    return "".join(
        f"{run[0].date}{f'至{run[-1].date}' if len(run) > 1 else ''},{WORDS[run[0].kind]},{run[0].name}\n"
        for run in runs
    )


def weekday(day: date) -> str:
    """周一 … 周日."""
    return f"周{WEEKDAYS[day.weekday()]}"


def _follows(last: PublishedDay, day: PublishedDay) -> bool:
    alike = last.kind == day.kind == REST and last.name == day.name
    return alike and day.date - last.date == timedelta(1)


def _read_line(cells: list[str]) -> list[PublishedDay]:
    if len(cells) != 3:
        raise ValueError(f"应有日期、类型、节日三栏，现有{len(cells)}栏。")
    when, word, name = cells
    if word not in KINDS:
        raise ValueError(f"类型“{word}”不认识，只能写“放假”或“上班”。")
    if not 0 < len(name) <= NAME_LENGTH:
        raise ValueError(f"请写明节日名称（{NAME_LENGTH}字以内）；上班日写因哪个节日调休。")
    ends = [_read_date(part.strip()) for part in UNTIL.split(when)]
    if len(ends) > 2:
        raise ValueError(f"日期“{when}”不止一段，请分行填写。")
    length = (ends[-1] - ends[0]).days + 1
    if not 0 < length <= LONGEST_REST:
        raise ValueError(f"“{when}”的止日应在起日之后，且不超过{LONGEST_REST}天，请核对。")
    return [PublishedDay(ends[0] + timedelta(n), KINDS[word], name) for n in range(length)]


def _read_date(text: str) -> date:
    if match := DATE.fullmatch(text):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            raise ValueError(f"日期“{text}”不存在，请对照日历改正。") from None
    raise ValueError(f"日期“{text}”读不懂，请写成 2026-10-01 或 2026年10月1日。")
