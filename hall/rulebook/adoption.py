"""Adopting an edition of a preset: a changed file shows its differences and overwrites nothing until adopted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_save
from django.dispatch import receiver

from .errors import BadValue
from .lookup import Adopted, governing
from .presets import Entry, Preset, from_snapshot, snapshot
from .rows import PresetAdoption
from .rule import RULES

if TYPE_CHECKING:
    from hall.places.hall import Hall


@dataclass(frozen=True)
class Change:
    """One answer that differs between the adopted edition and the shipped file; None: not answered there."""

    key: str
    before: Entry | None
    after: Entry | None

    @property
    def title(self) -> str:
        return RULES[self.key].title if self.key in RULES else self.key

    @property
    def told_before(self) -> str:
        return self._told(self.before)

    @property
    def told_after(self) -> str:
        return self._told(self.after)

    def _told(self, entry: Entry | None) -> str:
        if entry is None:
            return "未规定"
        try:
            value = RULES[self.key].describe(RULES[self.key].parse(entry.raw))
        except (KeyError, BadValue):  # an adopted answer to a question since dropped or asked anew
            value = entry.raw
        return f"{value}（{entry.clause or '大厅自定'}）"

    def __str__(self) -> str:
        return f"{self.title}：{self.told_before} → {self.told_after}"


def pending(hall: Hall) -> list[Change]:
    """What the shipped file of the hall's own preset says differently from the edition it adopted."""
    level = governing(hall)
    made = level.adoption() if isinstance(level, Adopted) else None
    if made is None or made.hall_id != hall.pk:
        return []
    return differences(made.answers, level.preset)


def differences(adopted: dict[str, list], preset: Preset) -> list[Change]:
    """The lasting answers that differ, by key."""
    changes = []
    for key in sorted({*(k for k, history in adopted.items() if history), *preset.entries}):
        before = from_snapshot(adopted.get(key) or [])[-1:]
        after = preset.entries.get(key, ())[-1:]
        if [(e.raw, e.clause) for e in before] != [(e.raw, e.clause) for e in after]:
            changes.append(Change(key, before[0] if before else None, after[0] if after else None))
    return changes


def adopt(
    hall: Hall, *, reason: str, by: Any = None, effective_from: dt.date | None = None
) -> PresetAdoption:
    """Let the shipped edition of the hall's own preset count for it from a date (empty only the first time).

    Raises ValidationError when the hall lives by another hall's preset, or a later adoption names no date.
    """
    level = governing(hall)
    if not isinstance(level, Adopted) or level.hall.pk != hall.pk:
        raise ValidationError(f"“{hall}”没有自己的制度预设，沿用上级大厅或者国家规定，无需采用。")
    if (level.adoption() is None) != (effective_from is None):
        raise ValidationError("首次采用自规章施行之日起算，不填采用日期；以后采用新的内容必须填写采用日期。")
    # Every question known today is recorded, so that one the preset left open stays open until adopted.
    answers = {key: [] for key in RULES} | snapshot(level.preset.entries)
    return PresetAdoption.objects.create(
        hall=hall,
        preset=level.preset.code,
        fingerprint=level.preset.fingerprint,
        answers=answers,
        effective_from=effective_from,
        reason=reason,
        made_by=by,
    )


@receiver(post_save, sender="hall.Hall", dispatch_uid="hall.rulebook.adoption.first")
def adopt_at_once(instance: Hall, raw: bool, **kwargs: Any) -> None:
    """A hall that chose a preset lives by the edition it saw then, not by whatever the file says later."""
    level = None if raw else governing(instance)
    if isinstance(level, Adopted) and level.hall.pk == instance.pk and level.adoption() is None:
        adopt(instance, reason="建立大厅或者选定制度时采用")
