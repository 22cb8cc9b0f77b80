"""A story (演示故事) is one line of steps: ``-28 receive accept review +1 approve``.

``-28`` goes to the 28th working day before today, ``+1`` one working day on, and every word is a step: a public method
of the story. On each day a story begins in the morning and takes some minutes a step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from matters.catalogue.loading.table import Table

from .cast import Cast
from .clockwork import Clockwork, Days, at

MORNING = 9 * 60


class Beat(NamedTuple):
    """One step at its legal instant."""

    at: dt.datetime
    turn: int
    story: Story
    step: str


class Story:
    """Something that happens in a hall over several days. ``options`` are the keys its table may have."""

    options: frozenset[str] = frozenset()

    def __init__(self, cast: Cast, days: Days, table: Table, number: int):
        self.cast, self.days, self.hall, self.number = cast, days, cast.hall, number
        self.where = table.where
        with table:
            self.line = table.take("story")
            self.told = {key: table.take(key) for key in self.options & set(table.data)}

    def beats(self) -> list[Beat]:
        """The steps with their instants. Raises ValueError for a line that cannot be read."""
        day, minute, found = None, 0, []
        start, pace = MORNING + self.number * 17 % 120, 9 + self.number % 7
        for word in self.line.split():
            if word[0] in "+-":
                day = self.days.back(-int(word)) if word[0] == "-" else self.days.after(day, int(word))
                minute = start
            elif day is None or word.startswith("_") or not hasattr(type(self), word):
                raise ValueError(f"{self.where}：“{word}”不是这一类故事的步骤，或者缺少日期。")
            else:
                found.append(Beat(at(day, minute), self.number, self, word))
                minute += pace
        return found


def play(stories: Iterable[Story], clockwork: Clockwork) -> None:
    """All steps of all stories in the order of legal time, with what falls due in between."""
    beats = sorted((beat for story in stories for beat in story.beats()), key=lambda beat: beat[:2])
    for beat in beats:
        clockwork.reach(beat.at)
        try:
            getattr(beat.story, beat.step)()
        except Exception as error:
            error.add_note(f"{beat.story.where}，{beat.at:%Y-%m-%d %H:%M} {beat.step}")
            raise
