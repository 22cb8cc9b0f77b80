"""The columns of the list: heading, where the value lives, and how it is written and read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from hall.places.place import Place
from matters.catalogue.codes import ApplicantKind, CaseType, Channel, Level, MatterKind, PowerSource, named

SEPARATOR = "、"


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"“{text}”不是日期，请写成2026-03-09") from error


def _yes(text: str) -> bool:
    if text not in ("是", "否"):
        raise ValueError(f"“{text}”应为“是”或者“否”")
    return text == "是"


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 3:
        raise ValueError(f"“{text}”应为不超过三位的整数")
    return int(text)


def _code(of: type[models.TextChoices]) -> tuple[Callable, Callable]:
    return lambda text: named(of, text), lambda value: str(of(value).label)


def _codes(of: type[models.TextChoices]) -> tuple[Callable, Callable]:
    def read(text: str) -> list[str]:
        found = [named(of, label) for label in text.split(SEPARATOR)]
        if len(set(found)) != len(found):
            raise ValueError(f"“{text}”有重复")
        return found

    return read, lambda values: SEPARATOR.join(str(of(value).label) for value in values)


PLAIN = (str, str)
DAY = (_day, lambda value: value.isoformat() if value else "")


@dataclass(frozen=True)
class Column:
    """One column. ``of_version`` tells the guide's head from the list itself; ``must`` may not stay empty."""

    title: str
    field: str
    way: tuple[Callable[[str], Any], Callable[[Any], str]] = PLAIN
    must: bool = False
    of_version: bool = False

    def read(self, text: str) -> Any:
        """Raises ValueError in Chinese."""
        if self.must and not text:
            raise ValueError("不能为空")
        return self.way[0](text)

    def write(self, record: Any) -> str:
        return self.way[1](getattr(record, self.field))


CODE, DEPARTMENT, FIRST_DAY = "实施编码", "实施主体", "施行日期"
MATTER = (
    Column(CODE, "code", must=True),
    Column("国家基本编码", "national_code"),
    Column("事项名称", "name", must=True),
    Column("子项名称", "sub_item"),
    Column("事项类型", "kind", _code(MatterKind), must=True),
    Column(DEPARTMENT, "department", must=True),
    Column("服务对象", "applicant_kinds", _codes(ApplicantKind), must=True),
    Column("权力来源", "power_source", _code(PowerSource), must=True),
    Column("行使层级", "level", _code(Level), must=True),
    Column("综合窗口受理", "one_window", (_yes, lambda value: "是" if value else "否"), must=True),
    Column("进驻日期", "entered_on", DAY),
    Column("取消（退出）日期", "withdrawn_on", DAY),
)
VERSION = (
    Column(FIRST_DAY, "effective_from", DAY, must=True, of_version=True),
    Column("办件类型", "case_type", _code(CaseType), must=True, of_version=True),
    Column("办理形式", "channels", _codes(Channel), must=True, of_version=True),
    Column("到现场次数", "visits", (_count, str), must=True, of_version=True),
    Column("可受理窗口", "window_kinds", _codes(Place.Kind), must=True, of_version=True),
    Column("受理条件", "conditions", of_version=True),
    Column("办理流程", "procedure", of_version=True),
    Column("办理结果", "result_name", must=True, of_version=True),
    Column("数量限制", "quantity_limit", of_version=True),
)
COLUMNS = (*MATTER, *VERSION)
HEAD = [column.title for column in COLUMNS]
