"""Before a rule is changed: what it says now, what it will say, and that no running clock will move."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.dispatch import Signal

from .errors import RuleMissing
from .lookup import Answer, answer, inherited

if TYPE_CHECKING:
    from hall.places.hall import Hall

    from .rows import RuleRow

# Sent with ``hall`` and ``key`` before a change is made. A receiver returns how many running clocks started under
# the answer now in force; each of them keeps it, because a clock freezes its rules when it starts.
count_open_clocks = Signal()


@dataclass(frozen=True)
class Preview:
    """A change before it is made; ``before`` is None where nothing answered yet."""

    row: RuleRow
    before: Answer | None
    after: str
    open_clocks: int | None

    @property
    def sentence(self) -> str:
        since = f"新规定自 {self.row.effective_from:%Y-%m-%d} 起适用于此后开始计算的期限。"
        kept = "每个期限都按开始计时当日的规定计算到底。"
        if self.open_clocks is None:
            return f"{since}此前开始的不受影响：{kept}"
        return f"{since}在办的 {self.open_clocks} 个期限受影响的为 0 个：{kept}"


def preview(row: RuleRow) -> Preview:
    """What an unsaved row would change on its first day. Raises RuleMissing for an undeclared key."""
    before = _or_none(answer, row.hall, row.key, row.effective_from)
    if row.inherits:
        returned = _or_none(inherited, row.hall, row.key, row.effective_from)
        after = returned.text if returned else "无规定"
    else:
        after = row.rule.describe(row.answer)
    return Preview(row, before, after, open_clocks(row.hall, row.key))


def open_clocks(hall: Hall, key: str) -> int | None:
    """The running clocks that started under the hall's present answer; None while nobody counts clocks."""
    counts = [number for _, number in count_open_clocks.send(sender=None, hall=hall, key=key)]
    return sum(counts) if counts else None


def _or_none(look: Any, hall: Hall, key: str, on: dt.date) -> Answer | None:
    try:
        return look(hall, key, on)
    except RuleMissing:
        return None
