"""Reading the clock device's CSV: every line, or a sentence for each line that cannot be read."""

from __future__ import annotations

import csv
import datetime as dt
import io

from hall import legal_time
from hall.people.user import User
from staff.registers import stationed

WHO, WHEN = "用户名", "时间"
SHOWN = 10  # faults named in one message


class Unreadable(ValueError):
    """The file cannot be taken as it is; the text says what to put right."""


def read(raw: bytes, hall, now: dt.datetime) -> list[tuple[User, dt.datetime]]:
    """Who came by when, in the file's order and each time once. Raises Unreadable; then nothing is taken."""
    rows = csv.DictReader(io.StringIO(_text(raw)))
    if missing := {WHO, WHEN} - set(rows.fieldnames or ()):
        raise Unreadable(f"文件缺少栏目：{'、'.join(sorted(missing))}。请从考勤机按“用户名、时间”两栏导出。")
    people = {user.username: user for user in stationed(hall)}
    found, faults = {}, []
    for number, row in enumerate(rows, start=2):
        try:
            user, at = _line(row, people, now)
            found[user.pk, at] = (user, at)
        except Unreadable as error:
            faults.append(f"第{number}行：{error}")
    if faults:
        more = f"另有{len(faults) - SHOWN}行有同类问题。" if len(faults) > SHOWN else ""
        raise Unreadable("；".join(faults[:SHOWN]) + f"。{more}没有导入任何记录，请改正后重新上传。")
    if not found:
        raise Unreadable("文件里没有打卡记录，请核对导出的日期范围。")
    return list(found.values())


def _line(row: dict[str, str | None], people: dict[str, User], now: dt.datetime) -> tuple[User, dt.datetime]:
    name, when = (row[WHO] or "").strip(), (row[WHEN] or "").strip()
    if name not in people:
        raise Unreadable(f"本大厅没有用户名为“{name}”的人员")
    try:
        at = legal_time.read_instant(when[:16])
    except ValueError as error:
        raise Unreadable(f"“{when}”不是时间，应写成 2026-03-02 08:21") from error
    if at > now:
        raise Unreadable(f"“{when}”还没有到，请核对考勤机的时钟")
    return people[name], at


def _text(raw: bytes) -> str:
    """The devices write UTF-8 or GB18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文件的编码认不出来，请另存为 UTF-8 编码的 CSV 后重新上传。")
