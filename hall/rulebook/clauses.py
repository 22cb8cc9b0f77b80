"""Clauses: what an answer rests on – an id of the register ("AH-31.1"), an article ("许可法42-1"), or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .presets import HALL_SET, Preset


def malformed(clause: str, presets: Iterable[Preset]) -> str:
    """The first id of a space-separated list that no preset's documents or statutes can read; "" if all can."""
    return next((one for one in clause.split() if not _title(one, presets)), "")


def cite(clause: str, presets: Iterable[Preset]) -> str:
    """The clause in Chinese: 《行政许可法》第42条第1款, 《…管理办法》（AH-31.1）, or that there is none."""
    return "、".join(_cite_one(one, presets) for one in clause.split()) or HALL_SET


def _cite_one(clause: str, presets: Iterable[Preset]) -> str:
    title = _title(clause, presets)
    if not title:
        return clause
    if "-" in clause and clause.partition("-")[0].isascii():
        return f"《{title}》（{clause}）"
    numbers = re.search(r"\d[\d-]*$", clause)[0].split("-")
    parts = ("第{}条", "第{}款", "第{}项")
    return f"《{title}》" + "".join(part.format(n) for part, n in zip(parts, numbers, strict=False))


def _title(clause: str, presets: Iterable[Preset]) -> str:
    """The title of the text a well-formed clause belongs to, else nothing."""
    regulation = re.fullmatch(r"([A-Z]{2}\d{0,2})-[0-9A-Za-z]+([.-][0-9A-Za-z]+)*", clause)
    statute = re.fullmatch(r"(\D+)\d+(-\d+){0,2}", clause)
    for preset in presets:
        if regulation and regulation[1] in preset.documents:
            return preset.documents[regulation[1]]
        if statute and statute[1] in preset.statutes:
            return preset.statutes[statute[1]]
    return ""
