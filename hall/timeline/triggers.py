"""What the database itself refuses, on PostgreSQL and SQLite alike (``installing`` puts it there).

* A workflow object's row changes only beside its timeline entry: an entry one past the head, naming the new state,
  exists only inside the transaction of an act.
* An entry only continues its dossier's chain, and a dossier's head only follows its next entry.
* Append-only tables refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE.
* Write-once columns (an issued paper's facts, a clock's start) refuse to change once set.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps

APPEND_ONLY: set[str] = set()
WRITE_ONCE: dict[str, tuple[str, ...]] = {}


def append_only(model):
    """Class decorator: rows of this model are written once and stay."""
    APPEND_ONLY.add(model._meta.label)
    return model


def write_once(*fields: str):
    """Class decorator: these columns keep their first non-null value; rows are never deleted."""

    def mark(model):
        WRITE_ONCE[model._meta.label] = fields
        return model

    return mark


@dataclass(frozen=True)
class Trigger:
    """One event on one table, refused with a message where an SQL condition on NEW and OLD holds."""

    table: str
    rule: str
    event: str
    message: str
    condition: str = "1 = 1"

    @property
    def name(self) -> str:
        return f"keep_{self.table}_{self.rule}_{self.event.lower()}"


def wanted(vendor: str) -> Iterator[Trigger]:
    """Every trigger the models of this project ask of one kind of database."""
    from hall.acts.workflow import Workflow

    for model in apps.get_models():
        table, label = model._meta.db_table, model._meta.label
        if issubclass(model, Workflow):
            yield from _beside_entry(table)
        if label in APPEND_ONLY:
            yield from _forbidden(table, "UPDATE", "DELETE", "TRUNCATE")
        if label in WRITE_ONCE:
            yield from _write_once(table, [model._meta.get_field(name).column for name in WRITE_ONCE[label]])
    yield from _entry(vendor)
    yield from _dossier()


def _forbidden(table: str, *events: str) -> Iterator[Trigger]:
    for event in events:
        yield Trigger(table, "rows", event, f"{table} 只增不改")


# The entry of the act now being done: appended, not yet the head. No such entry is ever committed.
PENDING = """EXISTS (SELECT 1 FROM hall_entry e JOIN hall_dossier d ON d.id = e.dossier_id
    WHERE d.id = NEW.dossier_id AND e.seq = d.head_seq + 1 AND e.kind = 'act' AND e.state_to = NEW.state)"""


def _beside_entry(table: str) -> Iterator[Trigger]:
    message, moved = f"{table} 只能随留痕变更", "NEW.dossier_id <> OLD.dossier_id"
    yield Trigger(table, "act", "INSERT", message, f"NOT {PENDING}")
    yield Trigger(table, "act", "UPDATE", message, f"{moved} OR NOT {PENDING}")
    yield from _forbidden(table, "DELETE", "TRUNCATE")


def _write_once(table: str, columns: list[str]) -> Iterator[Trigger]:
    changed = " OR ".join(
        f'(OLD."{c}" IS NOT NULL AND NEW."{c}" IS DISTINCT FROM OLD."{c}")' for c in columns
    )
    yield Trigger(table, "once", "UPDATE", f"{table} 的已定内容不得更改", changed)
    yield from _forbidden(table, "DELETE", "TRUNCATE")


SECONDS_OFF = {
    "postgresql": "abs(extract(epoch FROM NEW.recorded_at - clock_timestamp()))",
    "sqlite": "abs(julianday(NEW.recorded_at) - julianday('now')) * 86400",
}


def _entry(vendor: str) -> Iterator[Trigger]:
    continues = """EXISTS (SELECT 1 FROM hall_dossier d WHERE d.id = NEW.dossier_id
        AND NEW.seq = d.head_seq + 1 AND NEW.prev_hash = d.head_hash)"""
    late = f"{SECONDS_OFF[vendor]} > 300"
    yield Trigger("hall_entry", "chain", "INSERT", "留痕只能接在链首之后", f"NOT {continues}")
    yield Trigger("hall_entry", "clock", "INSERT", "记录时间只能取自数据库时钟", late)
    yield from _forbidden("hall_entry", "UPDATE", "DELETE", "TRUNCATE")


def _dossier() -> Iterator[Trigger]:
    own = ("kind", "hall_id", "parent_id", "root_id", "opened_at")
    changed = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in own)
    moved = " OR ".join(f"NEW.{c} <> OLD.{c}" for c in ("head_seq", "head_hash", "version"))
    follows = """EXISTS (SELECT 1 FROM hall_entry e WHERE e.dossier_id = NEW.id
        AND e.seq = NEW.head_seq AND e.hash = NEW.head_hash AND NEW.head_seq = OLD.head_seq + 1
        AND NEW.version = OLD.version + CASE e.kind WHEN 'act' THEN 1 ELSE 0 END)"""
    yield Trigger("hall_dossier", "own", "UPDATE", "案卷的归属不得更改", changed)
    yield Trigger(
        "hall_dossier", "head", "UPDATE", "链首只能随下一行留痕前移", f"({moved}) AND NOT {follows}"
    )
    yield from _forbidden("hall_dossier", "DELETE", "TRUNCATE")
