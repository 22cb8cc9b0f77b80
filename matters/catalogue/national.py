"""The nation's own limits (fixtures/statutes/national.toml): the law every licence has unless its statute differs.

They are read from the file, not from rows: no hall's row and no admin can touch them.
"""

import tomllib
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings

from matters.catalogue.codes import (
    Anchor,
    Approver,
    DefaultEffect,
    JointMode,
    LimitSource,
    Procedure,
    Stage,
    named,
)
from matters.catalogue.period import Period, read_span

FILE = settings.FIXTURES / "statutes" / "national.toml"


def national_procedures() -> tuple[str, ...]:
    """The procedures whose time every licence's limit leaves out, nothing else (行政许可法 45)."""
    return tuple(named(Procedure, label) for label in _law()["excluded"]["procedures"])


def national_limit(stage: str, on: date, joint_mode: str = JointMode.SINGLE) -> Period | None:
    """The nation's limit of a licence's stage in force on ``on``, or None where the law sets none.

    A stage may have a limit of its own for joint handling (行政许可法 42¶2); without one, joint handling has the
    ordinary limit.
    """
    joint = joint_mode == JointMode.JOINT
    rows = [
        (row["joint"], row["effective_from"], period)
        for row, period in _periods()
        if period.stage == stage and row["effective_from"] <= on and (joint or not row["joint"])
    ]
    return max(rows, key=lambda row: row[:2])[2] if rows else None


@lru_cache(maxsize=1)
def _law() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _periods() -> list[tuple[dict[str, Any], Period]]:
    titles = {statute["key"]: statute["title"] for statute in _law()["statute"]}
    return [({"joint": False} | row, _period(row, titles)) for row in _law()["limit"]]


def _period(row: dict[str, Any], titles: dict[str, str]) -> Period:
    return Period(
        stage=named(Stage, row["stage"]),
        anchor=named(Anchor, row["anchor"]),
        span=read_span(row["span"]),
        source=LimitSource.NATIONAL.value,
        basis=f"《{titles[row['statute']]}》{row['article']}",
        extension=read_span(row["extension"]) if "extension" in row else None,
        extension_approver=named(Approver, row["extension_approver"]) if "extension" in row else "",
        excludable=national_procedures() if row.get("excludes_procedures") else (),
        default_effect=named(DefaultEffect, row.get("default_effect", "无")),
    )
