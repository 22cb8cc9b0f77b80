"""Presets: the answers a regulation gives, one TOML file each in ``fixtures/rulebooks/``; ``national`` answers all.

    title = "敖汉旗政务服务大厅管理办法"
    effective = { event = "批准", days_after = 0 }   # or a date
    [case]
    completion_event = { value = "sealed", clause = "AH-31.1" }
    pause_minutes = 15                               # a bare value has no legal source: the hall sets it

``[[earlier]]`` keeps an answer that held until a day (``until``, not included), so that old dates keep old law.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from .errors import PresetInvalid, RulesDateMissing

NATIONAL = "national"
HALL_SET = "无法定依据，由大厅自定"
REQUIRED = ("title", "document", "interpreted_by", "version", "effective")
OPTIONAL = ("regions", "documents", "statutes", "note", "earlier")


@dataclass(frozen=True)
class Entry:
    """One written answer with its clause ("" where no text gives it); in force before ``until``, if it has one."""

    raw: Any
    clause: str = ""
    note: str = ""
    until: dt.date | None = None


@dataclass(frozen=True)
class Effective:
    """In force from a fixed date, or some days after an event (批准, 发布) whose date the hall's profile gives."""

    date: dt.date | None = None
    event: str = ""
    days_after: int = 0


@dataclass(frozen=True)
class Preset:
    """The answers of one regulation, or of national law.

    ``regions``: prefixes of 行政区划 codes it governs without being chosen. ``documents``: clause prefix -> title.
    """

    code: str
    title: str
    document: str
    interpreted_by: str
    version: str
    effective: Effective
    entries: dict[str, tuple[Entry, ...]]
    regions: tuple[str, ...] = ()
    documents: dict[str, str] = field(default_factory=dict)
    statutes: dict[str, str] = field(default_factory=dict)
    note: str = ""

    def entry(self, key: str, on: dt.date) -> Entry | None:
        """The answer as written, in force on local date ``on``."""
        return in_force(self.entries.get(key, ()), on)

    def governs(self, region_code: str) -> bool:
        return any(region_code.startswith(prefix) for prefix in self.regions)

    def effective_from(self, rules_date: dt.date | None) -> dt.date:
        """The first local date it is in force, given the date in the hall's profile. Raises RulesDateMissing."""
        if self.effective.date:
            return self.effective.date
        if rules_date is None:
            raise RulesDateMissing(
                f"《{self.title}》自{self.effective.event}之日起算施行日期，请先在大厅资料中填写"
                "“管理办法批准（发布）日期”。"
            )
        return rules_date + dt.timedelta(days=self.effective.days_after)

    @functools.cached_property
    def fingerprint(self) -> str:
        """A digest of all answers with their clauses; it changes when an answer does, not when a note does."""
        written = json.dumps(snapshot(self.entries), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()[:16]


def in_force(entries: tuple[Entry, ...], on: dt.date) -> Entry | None:
    """The entry in force on ``on``; entries stand in the order they ran out, the lasting one last."""
    return next((one for one in entries if one.until is None or on < one.until), None)


def snapshot(entries: dict[str, tuple[Entry, ...]]) -> dict[str, list[list]]:
    """Answers as plain JSON: key -> [[raw, clause, until], ...]."""
    return {
        key: [[one.raw, one.clause, one.until and one.until.isoformat()] for one in history]
        for key, history in entries.items()
    }


def from_snapshot(history: list[list]) -> tuple[Entry, ...]:
    """The answers of one key, read back from ``snapshot``."""
    return tuple(
        Entry(raw, clause, until=until and dt.date.fromisoformat(until)) for raw, clause, until in history
    )


@functools.cache
def all_presets() -> dict[str, Preset]:
    """Every shipped preset by code, read once per process."""
    return load(settings.FIXTURES / "rulebooks")


def load(folder: Path) -> dict[str, Preset]:
    """Read every preset of a folder. Raises PresetInvalid."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.toml"))}


def read(path: Path) -> Preset:
    """Read one preset file. Raises PresetInvalid."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PresetInvalid(f"{path.name} 不是正确的 TOML：{error}") from error
    if missing := [name for name in REQUIRED if name not in data]:
        raise PresetInvalid(f"{path.name} 缺少 {'、'.join(missing)}，请补上。")
    about = {name: data.pop(name) for name in (*REQUIRED, *OPTIONAL) if name in data}
    earlier = about.pop("earlier", [])
    about["effective"] = _effective(path.name, about["effective"])
    about["regions"] = tuple(about.get("regions", ()))
    lasting = dict(_answers(path.name, data))
    return Preset(code=path.stem, entries=_with_history(path.name, lasting, earlier), **about)


def _effective(name: str, raw: Any) -> Effective:
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        return Effective(date=raw)
    if isinstance(raw, dict) and set(raw) == {"event", "days_after"}:
        return Effective(**raw)
    raise PresetInvalid(f'{name} 的 effective 应为日期，或者 {{ event = "批准", days_after = 0 }}。')


def _answers(name: str, table: dict, prefix: str = "") -> Iterator[tuple[str, Entry]]:
    """Walk nested tables down to the answers; their path is the rule's key."""
    for part, raw in table.items():
        key = f"{prefix}{part}"
        if not isinstance(raw, dict):
            yield key, Entry(raw)
        elif "value" not in raw:
            yield from _answers(name, raw, f"{key}.")
        elif unknown := set(raw) - {"value", "clause", "note"}:
            raise PresetInvalid(f"{name} 的 {key} 有不认识的 {min(unknown)}，只能写 value、clause、note。")
        else:
            yield key, Entry(raw["value"], raw.get("clause", ""), raw.get("note", ""))


def _with_history(name: str, lasting: dict[str, Entry], earlier: list[dict]) -> dict[str, tuple[Entry, ...]]:
    history: dict[str, list[Entry]] = {}
    for one in earlier:
        if not {"key", "value", "until"} <= set(one) <= {"key", "value", "until", "clause", "note"}:
            raise PresetInvalid(f"{name} 的 [[earlier]] 应有 key、value、until，可有 clause、note。")
        entry = Entry(one["value"], one.get("clause", ""), one.get("note", ""), one["until"])
        history.setdefault(one["key"], []).append(entry)
    found = {key: (entry,) for key, entry in lasting.items()}
    for key, entries in history.items():
        if key not in lasting:
            raise PresetInvalid(f"{name} 的 [[earlier]] {key} 没有现行的答案。")
        found[key] = (*sorted(entries, key=lambda one: one.until), lasting[key])
    return found
