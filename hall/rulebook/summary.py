"""What the public rulebook page says: which regulation, in which version, since when, interpreted by whom (WS01-07)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hall.duty import duty
from hall.reading import reading

from . import store
from .errors import RuleMissing
from .lookup import Adopted, Answer, Rows, answer, inherited, layers
from .rule import RULES

if TYPE_CHECKING:
    from hall.places.hall import Hall

    from .rows import RuleRow


@dataclass(frozen=True)
class Override:
    """A row that says otherwise than what the hall would inherit (WS01-00)."""

    row: RuleRow
    inherited: Answer

    @property
    def text(self) -> str:
        return self.row.rule.describe(self.row.answer)


@dataclass(frozen=True)
class RulebookSummary:
    """The head of a hall's rulebook on a day; ``holder`` is the hall it is taken over from, None if its own."""

    title: str
    document: str
    version: str
    effective_from: dt.date
    interpreted_by: str
    note: str
    edition: str
    holder: Hall | None
    overrides: tuple[Override, ...]


def rulebook_summary(hall: Hall, on: dt.date) -> RulebookSummary:
    """Describe the rulebook in force for a hall on a local date. Raises RuleMissing where none is yet in force.

    ``version`` counts the hall's own rows and later adoptions in force, so that every new version shows.
    """
    regulations = (one for one in layers(hall) if not isinstance(one, Rows))
    level = next((one for one in regulations if one.starts() <= on), None)
    if level is None:
        raise RuleMissing(f"“{hall}”在 {on} 尚无任何有效的制度，请核对日期。")
    preset = level.preset
    made = level.adoption(on) if isinstance(level, Adopted) else None
    revisions = sum(row.effective_from <= on for row in _rows(hall)) + bool(made and made.effective_from)
    return RulebookSummary(
        title=preset.title,
        document=preset.document,
        version=f"{preset.version}（第{revisions}次调整）" if revisions else preset.version,
        effective_from=level.starts(),
        interpreted_by=preset.interpreted_by,
        note=preset.note,
        edition=f"{preset.code}/{made.fingerprint if made else preset.fingerprint}",
        holder=level.hall if isinstance(level, Adopted) and level.hall.pk != hall.pk else None,
        overrides=overrides(hall, on),
    )


@duty("WS01-00", off=lambda hall, on: ())
def overrides(hall: Hall, on: dt.date) -> tuple[Override, ...]:
    """The hall's own rows in force on a date beside what they replace, by key."""
    keys = sorted({row.key for row in _rows(hall)} & RULES.keys())
    rows = (Rows(hall).row(key, on) for key in keys)
    return tuple(Override(row, inherited(hall, row.key, on)) for row in rows if row is not None)


def all_answers(hall: Hall, on: dt.date) -> list[Answer]:
    """Every answer in force for a hall on a date, by key. Raises RuleMissing."""
    with reading():
        return [answer(hall, key, on) for key in sorted(RULES)]


def _rows(hall: Hall) -> list[RuleRow]:
    return [row for (hall_id, _), rows in store.shelf().rows.items() if hall_id == hall.pk for row in rows]
