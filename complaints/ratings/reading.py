"""Reading what the region's 好差评 system hands over: CSV or JSON, every row checked, every fault named by its row.

The hall does not build a rival platform; what citizens rate there is taken over here and followed up.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from complaints.rules import GRADES
from hall.duty import duty
from hall.failures import LegalFailure
from hall.places.department import Department
from matters.cases.models import Case

from .invitation import Invitation
from .ways import Way

# What the columns are called in the region's interface and on its exported sheets.
COLUMNS = {
    "external": ("评价编号", "assessid", "id"),
    "project": ("办件编号", "projectno"),
    "unit": ("部门", "orgname", "deptname"),
    "grade": ("满意度", "satisfaction", "评价等级"),
    "given_at": ("评价时间", "assesstime"),
    "channel": ("评价渠道", "pf"),
    "said": ("评价内容", "writingevaluation"),
    "phone": ("联系电话", "mobile"),
    "default": ("默认评价", "isdefault"),
}
REQUIRED = ("external", "unit", "grade", "given_at")
MOST = 500  # rows of one file: a whole file is taken over in one transaction
YES = {"1", "是", "true", "y", "yes"}


class Unreadable(LegalFailure, ValueError):
    """The file as a whole cannot be read; nothing of it was looked at."""


@dataclass
class Sheet:
    """What was read: the rows as the acts want them, and the faults, each with its row (1 is the first rating)."""

    rows: list[dict] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def parse(raw: bytes) -> list[dict[str, str]]:
    """The file's rows by our names. Raises Unreadable, saying what is wrong with the file."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError as error:
            raise Unreadable("文件不是文本：请导出为 CSV 或者 JSON（UTF-8 或者 GBK 编码）。") from error
    found = _json(text) if text.lstrip()[:1] in ("[", "{") else list(csv.DictReader(io.StringIO(text)))
    if not found:
        raise Unreadable("文件里没有评价，请核对后重新导出。")
    if len(found) > MOST:
        raise Unreadable(f"一个文件最多{MOST}条评价，此文件有{len(found)}条，请分几个文件导出。")
    given = {str(name).strip().lower() for name in found[0]}
    if missing := [COLUMNS[name][0] for name in REQUIRED if not given & set(COLUMNS[name])]:
        raise Unreadable(f"文件缺少栏目：{'、'.join(missing)}。")
    return [_ours(row) for row in found]


def _json(text: str) -> list[dict]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Unreadable("JSON 格式有误，请重新导出。") from error
    rows = found.get("data", []) if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable("JSON 应当是评价的列表，请核对导出的内容。")
    return rows


def _ours(row: dict) -> dict[str, str]:
    plain = {str(name).strip().lower(): str(value or "").strip() for name, value in row.items() if name}
    return {
        ours: next((plain[one] for one in theirs if one in plain), "") for ours, theirs in COLUMNS.items()
    }


@duty("XA-38.2b", off=lambda hall, rows, known, now: Sheet([{} for _ in rows]))
def check(hall, rows: Iterable[dict[str, str]], known: set[str], now: dt.datetime) -> Sheet:
    """Every row against the hall's records; ``known`` are the ratings taken over before.

    No default rating is ever taken over: where nobody rated, nobody was satisfied.
    """
    sheet, seen, taken = Sheet(), set(), set()
    units = {str(one): one for one in Department.objects.filter(hall=hall).prefetch_related("names")}
    grades = {name: key for key, name in GRADES.items()} | {key: key for key in GRADES}
    rows = list(rows)
    open_ones = _invitations(hall, rows)
    for number, row in enumerate(rows, start=1):
        wrong = [f"缺少“{COLUMNS[name][0]}”" for name in REQUIRED if not row[name]]
        given_at = _instant(row["given_at"])
        if row["grade"] and row["grade"] not in grades:
            wrong.append(f"满意度“{row['grade']}”不是规定的等级")
        if row["given_at"] and given_at is None:
            wrong.append(f"评价时间“{row['given_at']}”读不懂，应如 2026-03-09 10:00")
        elif given_at and given_at > now:
            wrong.append("评价时间晚于现在")
        if row["unit"] and row["unit"] not in units:
            wrong.append(f"本大厅没有部门“{row['unit']}”")
        if row["default"].lower() in YES:
            wrong.append("是系统默认评价，不是办事人的评价，不予导入")
        if row["external"] and row["external"] in known | seen:
            wrong.append(f"评价编号{row['external']}已经导入过或者在文件中重复")
        seen.add(row["external"])
        invited = open_ones.get(row["project"]) if row["project"] else None
        if invited and (invited.rated or invited.pk in taken):
            wrong.append(f"办件{row['project']}的这次服务已经评价过")
        if wrong:
            sheet.faults.append(f"第{number}条：{'；'.join(wrong)}。")
            continue
        if invited:
            taken.add(invited.pk)
        sheet.rows.append(
            {
                "external": row["external"],
                "grade": grades[row["grade"]],
                "given_at": given_at.isoformat(),
                "said": row["said"],
                "phone": row["phone"],
                "way": Way.REGION.value,
                "invitation": invited.pk if invited else None,
                "unit": units[row["unit"]].pk,
            }
        )
    return sheet


def _invitations(hall, rows: list[dict]) -> dict[str, Invitation]:
    """By the number of the case: the latest of its units, the unrated first."""
    numbers = {row["project"] for row in rows if row["project"]}
    cases = dict(Case.objects.filter(number__in=numbers, dossier__hall=hall).values_list("pk", "number"))
    found: dict[str, Invitation] = {}
    invited = Invitation.objects.filter(dossier__in=cases).select_related("rating").order_by("invited_at")
    for one in sorted(invited, key=lambda one: not one.rated):
        found[cases[one.dossier_id]] = one
    return found


def _instant(text: str) -> dt.datetime | None:
    try:
        found = parse_datetime(text.replace("/", "-"))
    except ValueError:
        return None
    if found is None:
        return None
    return found if timezone.is_aware(found) else timezone.make_aware(found)
