"""The year as a layman would keep it: a set of days off, and a slip of paper for each case.

It imports nothing of the hall. Dates are found by walking from day to day; what is not on the slip did not happen.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

ONE_DAY = dt.timedelta(days=1)
# The acts that come with a paper, and its kind.
PAPERS = {
    "receive": "receipt",
    "accept": "acceptance",
    "deem_accepted": "acceptance",
    "tell": "correction",
    "reject": "rejection",
    "withdraw": "termination",
    "terminate": "termination",
    "lapse": "termination",
    "procedure": "special_procedure",
    "extend": "extension",
    "approve": "approval",
    "refuse": "refusal",
}
# The act from which each period counts.
COUNTS_FROM = {
    "acceptance": "receive",
    "correction": "tell",
    "decision": "accept",
    "step": "accept",
    "handover": "accept",
    "review": "sign",
    "delivery": "decide",
    "return": "decide",
    "telling": "decide",
    "collection": "bring",
    "mailing": "bring",
    "tolerance": "accept",
}
STANDS_STILL = {"decision", "step", "review"}  # while a special procedure runs
GROWS = {"decision", "step"}  # with an extension


class Days:
    """Working days: Monday to Friday, but for what was published. A later word on a day replaces an earlier one."""

    def __init__(self, published: dict[dt.date, bool] | None = None):
        self.published = published or {}

    @classmethod
    def of_tables(cls, folder: Path) -> Days:
        """The year tables of a release, read line by line: ``2026-01-01至2026-01-03,放假,元旦``."""
        days = cls()
        for path in sorted(folder.glob("*.toml")):
            for line in tomllib.loads(path.read_text(encoding="utf-8"))["table"].split():
                span, kind, *_ = line.split(",")
                first, _, last = span.partition("至")
                days = days.with_(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first), kind)
        return days

    def with_(self, first: dt.date, last: dt.date, kind: str) -> Days:
        """The same with a range of days spoken of anew: 放假 or 上班."""
        spoken = {first + n * ONE_DAY: kind == "上班" for n in range((last - first).days + 1)}
        return Days(self.published | spoken)

    def works(self, day: dt.date) -> bool:
        return self.published.get(day, day.weekday() < 5)

    def later(self, day: dt.date, n: int) -> dt.date:
        """The n-th working day after a day; with n = 0 the day itself, if it works, else the next that does."""
        while n or not self.works(day):
            day += ONE_DAY
            n -= bool(n) and self.works(day)
        return day


@dataclass
class Pause:
    first: dt.date
    last: dt.date | None = None


def walk(
    days: Days, start: dt.date, n: int, pauses: Iterable[Pause], added: Iterable[tuple]
) -> dt.date | None:
    """The last of n working days after a day, those of a pause not counted; None while a pause in time runs on.

    ``added`` are (day, n) of extensions; pauses and extensions count only where they came before the last day passed.
    """
    day = last = start
    left, waiting = n, sorted(added)
    while True:
        until = day if left else last
        while waiting and waiting[0][0] <= until:
            left += waiting.pop(0)[1]
        begun = [pause for pause in pauses if pause.first <= (day if left else last)]
        if any(pause.last is None for pause in begun):
            return None
        if not left and not any(day < pause.last for pause in begun):
            return last
        day += ONE_DAY
        if days.works(day):
            last = day
            left -= bool(left) and not any(pause.first < day <= pause.last for pause in begun)


def civil(days: Days, start: dt.date, n: int, unit: str) -> dt.date:
    """The last day of a period in days, months or years, moved on to a working day."""
    day = start
    if unit == "day":
        day += n * ONE_DAY
    else:
        for _ in range(n * (12 if unit == "year" else 1)):
            day = (day.replace(day=1) + 32 * ONE_DAY).replace(day=1)
        while day.day < start.day and (day + ONE_DAY).month == day.month:
            day += ONE_DAY
    return days.later(day, 0)


@dataclass
class Slip:
    """What is known of one case: on which day each act was done, and how often."""

    number: int
    state: str = "new"
    on: dict[str, dt.date] = field(default_factory=dict)
    done: Counter = field(default_factory=Counter)
    pauses: list[Pause] = field(default_factory=list)
    added: list[tuple[dt.date, int]] = field(default_factory=list)
    refused: int = 0
    stamped_by: int | None = None
    closed: dt.date | None = None

    def did(self, act: str, on: dt.date, state: str = "") -> None:
        self.done[act] += 1
        self.on[act] = on
        self.state = state or self.state

    def papers(self) -> Counter:
        """How many papers of each kind there must be – no more and no fewer."""
        due: Counter = Counter()
        for act, kind in PAPERS.items():
            due[kind] += self.done[act]
        return +due

    def due(
        self, clock: str, n: int, unit: str, days: Days, *, since_receipt: bool, grows: bool
    ) -> dt.date | None:
        """The last day of a period of this case. Raises KeyError for one that cannot have begun."""
        start = self.on["receive" if since_receipt else COUNTS_FROM[clock]]
        pauses = self.pauses if clock in STANDS_STILL else []
        added = self.added if clock in GROWS and grows else []
        if unit == "same_day":
            return start
        if unit == "working_day":
            return walk(days, start, n, pauses, added)
        if pauses or added:
            raise KeyError(f"{clock}: {unit} with pauses")
        return civil(days, start, n, unit)
