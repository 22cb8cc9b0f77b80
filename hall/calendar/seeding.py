"""The arrangements a release brings with it (``fixtures/calendars/*.toml``), published through the same gate as any
other. The hall's own records win: a year already imported is never touched, only compared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from hall.calendar.arrangements import HolidayArrangement
from hall.calendar.publishing import publish
from hall.calendar.table import Row, TableRefused, read_table


def seed_calendar(folder: Path | None = None) -> Iterator[str]:
    """Publish every year of the folder that no national arrangement covers yet; yield a line for each year not idle.

    Raises TableRefused, naming the file, when a file cannot be used.
    """
    for path in sorted((folder or settings.FIXTURES / "calendars").glob("*.toml")):
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
        try:
            yield from _seed(facts, read_table(facts.pop("table")))
        except TableRefused as refused:
            raise TableRefused(f"{path.name}：{message}" for message in refused.messages) from refused


def _seed(facts: dict[str, Any], rows: list[Row]) -> Iterator[str]:
    year = facts["year"]
    recorded = HolidayArrangement.objects.filter(hall=None, scope=HolidayArrangement.Scope.YEAR, year=year)
    if not recorded.exists():
        publish(HolidayArrangement(**facts), rows)
        yield f"{year}年：已导入{len(rows)}天。"
    elif (standing := recorded.standing().first()) and set(standing.document().days) != {
        row.day for row in rows
    }:
        yield f"{year}年：现行安排与随附数据不同，未作改动，请在后台核对。"
