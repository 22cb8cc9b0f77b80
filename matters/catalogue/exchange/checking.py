"""A list held against the rules and against what the hall has: every fault of every row, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from hall.acts.form import INVISIBLE
from hall.models import Department, Hall
from matters.catalogue.matter import Matter, kinds_offered
from matters.catalogue.version import MatterVersion

from .columns import COLUMNS, DEPARTMENT, HEAD, MATTER, VERSION, Column
from .table import FORMULA, NUMBER

MOST_SHOWN = 200
# What only the procedures of entry and exit may change of a matter that is already on the list.
BY_PROCEDURE = ("entered_on", "withdrawn_on", "department")


@dataclass(frozen=True)
class Fault:
    """What is wrong where; ``row`` as the spreadsheet counts it."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"第{self.row}行{f'“{self.column}”' if self.column else ''}：{self.message}。"


@dataclass
class Plan:
    """What an import would do; nothing of it is done while there are faults."""

    hall: Hall
    new: list[Matter] = field(default_factory=list)
    changed: list[Matter] = field(default_factory=list)
    drafts: list[MatterVersion] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)


def plan(hall: Hall, rows: list[list[str]], on: date) -> Plan:
    """Check a whole list. Never raises for what is in it: every fault is in the plan."""
    checker = Checker(hall, on)
    if not rows or rows[0] != HEAD:
        wanting = "、".join(title for title in HEAD if not rows or title not in rows[0]) or "次序不同"
        said = f"表头应为规定的{len(HEAD)}列（缺少或者不符：{wanting}），请用导出的表格填写"
        checker.plan.faults.append(Fault(1, "", said))
        return checker.plan
    for number, row in enumerate(rows[1:], start=2):
        if any(row):
            checker.take(number, [*row, *[""] * (len(HEAD) - len(row))])
    return checker.plan


class Checker:
    """Reads what the hall has once, then takes row after row."""

    def __init__(self, hall: Hall, on: date):
        self.hall, self.plan = hall, Plan(hall)
        self.offered = set(kinds_offered(hall, on).value)
        active = Department.objects.filter(hall=hall, is_active=True).prefetch_related("names")
        self.departments = {str(one): one for one in active}
        self.matters = {
            one.code: one for one in Matter.objects.filter(hall=hall).select_related("department")
        }
        versions = MatterVersion.objects.filter(matter__hall=hall).select_related("matter")
        self.versions = {(one.matter.code, one.effective_from): one for one in versions}
        self.last: dict[str, date] = {}
        for one in versions:
            if one.published_at:
                self.last[one.matter.code] = max(one.effective_from, self.last.get(one.matter.code, date.min))
        self.seen: dict[str, tuple[int, dict[str, Any], Matter]] = {}
        self.begun: dict[tuple[str, date], int] = {}

    def take(self, number: int, row: list[str]) -> None:
        faults = self.plan.faults
        before = len(faults)
        if len(row) > len(HEAD):
            faults.append(Fault(number, "", f"多出{len(row) - len(HEAD)}列，请核对"))
            return
        texts = dict(zip(HEAD, row, strict=True))
        values = self._read(number, MATTER, texts)
        version = self._read(number, VERSION, texts) if any(texts[c.title] for c in VERSION) else None
        if len(faults) == before and (matter := self._matter(number, values)) and version:
            self._version(number, matter, version)

    def _read(self, number: int, columns: tuple[Column, ...], texts: dict[str, str]) -> dict[str, Any]:
        values = {}
        for column in columns:
            text = texts[column.title]
            try:
                _presentable(text)
                values[column.field] = column.read(text)
            except ValueError as error:
                self.plan.faults.append(Fault(number, column.title, str(error).rstrip("。")))
        name = texts.get(DEPARTMENT, "")
        if "department" in values and (department := self.departments.get(name)):
            values["department"] = department
        elif name and "department" in values:
            self.plan.faults.append(
                Fault(number, DEPARTMENT, f"没有“{name}”这个部门，请先登记部门或者核对名称")
            )
        return values

    def _matter(self, number: int, values: dict[str, Any]) -> Matter | None:
        code, faults = values["code"], self.plan.faults
        if code in self.seen:
            first, before, matter = self.seen[code]
            if values != before:
                faults.append(Fault(number, "实施编码", f"与第{first}行的编码重复而内容不同，请核对"))
                return None
            return matter
        if values["kind"] not in self.offered:
            faults.append(Fault(number, "事项类型", "本大厅的事项目录不设这一类型"))
            return None
        matter = self.matters.get(code) or Matter(hall=self.hall)
        new = matter.pk is None
        moved = [] if new else [name for name in BY_PROCEDURE if getattr(matter, name) != values[name]]
        if moved:
            title = next(column.title for column in COLUMNS if column.field == moved[0])
            faults.append(
                Fault(number, title, "已有的事项须通过进驻、变更、退出程序改变这一项，不能用表格修改")
            )
            return None
        differs = new or any(getattr(matter, name) != value for name, value in values.items())
        for name, value in values.items():
            setattr(matter, name, value)
        self.seen[code] = number, values, matter
        if not self._holds(number, matter):
            return None
        if new or differs:
            (self.plan.new if new else self.plan.changed).append(matter)
        else:
            self.plan.unchanged += 1
        return matter

    def _version(self, number: int, matter: Matter, values: dict[str, Any]) -> None:
        """A draft of the guide's head: after all that is published, one for each first day."""
        begins, faults = values["effective_from"], self.plan.faults
        key = matter.code, begins
        if key in self.begun:
            faults.append(
                Fault(
                    number, "施行日期", f"与第{self.begun[key]}行是同一事项、同一天施行的版本，版本不能重叠"
                )
            )
            return
        self.begun[key] = number
        version = self.versions.get(key)
        if version and all(getattr(version, name) == value for name, value in values.items()):
            return
        if version and version.published_at:
            faults.append(Fault(number, "施行日期", "这一版本已经公布，不能修改，请填以后的施行日期"))
            return
        if begins <= self.last.get(matter.code, date.min):
            faults.append(
                Fault(number, "施行日期", f"须晚于现行版本的{self.last[matter.code]}，版本不能重叠")
            )
            return
        version = version or MatterVersion()
        version.matter = matter
        for name, value in values.items():
            setattr(version, name, value)
        if self._holds(number, version, {"matter", "number"}):
            self.plan.drafts.append(version)

    def _holds(self, number: int, record: Any, leaving: frozenset | set = frozenset()) -> bool:
        """The record's own field rules, told in terms of the table."""
        titles = {column.field: column.title for column in COLUMNS}
        try:
            record.clean_fields(exclude={*leaving, "hall", "department", "initials"})
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                text = "；".join(one.rstrip("。") for one in messages)
                self.plan.faults.append(Fault(number, titles.get(name, name), text))
            return False
        begun, ended = getattr(record, "entered_on", None), getattr(record, "withdrawn_on", None)
        if ended and (begun is None or ended < begun):
            self.plan.faults.append(Fault(number, "取消（退出）日期", "须填写进驻日期且不早于它"))
            return False
        return True


def _presentable(text: str) -> None:
    """What cannot be kept as it is, is refused and never tidied. Raises ValueError."""
    if text.startswith(NUMBER):
        raise ValueError("是数字格式，过长的编码已经失真，请把单元格改为文本格式重新填写")
    if text.startswith(FORMULA):
        raise ValueError("以“=”“+”“-”“@”或者制表符开头，会被表格软件当作公式")
    if text != text.strip():
        raise ValueError("前后有空格或者换行，请删去")
    if INVISIBLE.search(text):
        raise ValueError("含有看不见的控制字符，请删去")
