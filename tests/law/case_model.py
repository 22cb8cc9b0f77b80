"""A case as a layman would keep it on a slip of paper: its state, what is open, its days. Knows nothing of the product.

Read off the law and 敖汉's regulation: what may be done next, what follows, which paper comes with it. Its dates are
found by walking from day to day over the published calendar of 2026.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

LAW, PROMISE, TELL, MORE = 20, 5, 5, 10  # working days: to decide, promised, to tell, one extension
ONE_DAY = dt.timedelta(days=1)
OFF = {(4, 4, 6), (5, 1, 5), (6, 19, 21), (9, 25, 27), (10, 1, 7)}  # month, first and last day of rest
MAKE_UP = {(5, 9), (9, 20), (10, 10)}

# The paper that comes with an act, or no act at all.
PAPERS = {
    "receive": "receipt",
    "accept": "acceptance",
    "deem_accepted": "acceptance",
    "tell_corrections": "correction",
    "reject": "rejection",
    "withdraw": "termination",
    "terminate": "termination",
    "send": "handover",
    "start": "special_procedure",
    "grant": "extension",
    "approve": "approval",
    "refuse": "refusal",
    "hand_out": "delivery_record",
}
ENDED = {"not_accepted", "withdrawn", "terminated"}
UNDECIDED = {"received", "correcting", "accepted", "reviewing"}
IN_HAND = {"accepted", "reviewing"}
LATER = {"decided", "sealed", "at_window", "delivered"}


def works(day: dt.date) -> bool:
    if (day.month, day.day) in MAKE_UP:
        return True
    rest = any(month == day.month and first <= day.day <= last for month, first, last in OFF)
    return day.weekday() < 5 and not rest


@dataclass
class Pause:
    first: dt.date
    last: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        return self.first < day and (self.last is None or day <= self.last)


def walk(start: dt.date, n: int, pauses: list[Pause] = (), extended: dt.date | None = None) -> dt.date | None:
    """The last of n working days after a day, those in a pause not counted; None while a pause in time runs on."""
    day = last = start
    left = n
    while True:
        if left == 0 and extended and extended <= last:
            left, extended = MORE, None
        begun = [pause for pause in pauses if pause.first <= (day if left else last)]
        if any(pause.last is None for pause in begun):
            return None
        if left == 0 and not any(day < pause.last for pause in begun):
            return last
        day += ONE_DAY
        if works(day):
            last = day
            left -= not any(pause.covers(day) for pause in begun)


@dataclass
class Slip:
    """What is known of one case. ``may`` says whether an act is lawful now; ``did`` writes down that it was done."""

    today: dt.date
    lacking: bool
    state: str = "received"
    received: dt.date = None
    accepted: dt.date | None = None
    finished: dt.date | None = None
    explained: dt.date | None = None
    extended: dt.date | None = None
    supplied: bool = False
    sent: bool = False
    examining: bool = False
    asking: bool = False
    pauses: list[Pause] = field(default_factory=list)
    to_serve: set[str] = field(default_factory=lambda: {"receipt"})

    def __post_init__(self):
        self.received = self.today

    @property
    def clock_runs(self) -> bool:
        """敖汉: from acceptance until the seal."""
        return self.accepted is not None and self.finished is None

    @property
    def dues(self) -> dict[str, dt.date | None]:
        return {
            "statutory": walk(self.accepted, LAW, self.pauses, self.extended),
            "promise": walk(self.accepted, PROMISE, self.pauses),
        }

    @property
    def unexplained(self) -> bool:
        if self.accepted is None:
            return False
        missed = [due for due in self.dues.values() if due and (self.finished or self.today) > due]
        return any(self.explained is None or self.explained <= due for due in missed)

    @property
    def may_extend(self) -> bool:
        due = self.dues["statutory"] if self.state in IN_HAND else None
        return due is not None and self.today <= due

    def may(self, act: str) -> bool:
        open_case, answerable = self.state in UNDECIDED, self.state == "correcting" and not self.supplied
        received, reviewing = self.state == "received", self.state == "reviewing"
        return {
            "accept": (received and not self.lacking) or (self.state == "correcting" and self.supplied),
            "tell_corrections": received and self.lacking,
            "supply": answerable,
            "reject": received or answerable,
            "withdraw": open_case,
            "terminate": open_case,
            "send": self.state == "accepted" and "acceptance" not in self.to_serve and not self.sent,
            "sign": self.state == "accepted" and self.sent,
            "give_back": self.sent,
            "start": reviewing and not self.examining,
            "end": self.examining,
            "ask": self.may_extend and not self.extended and not self.asking,
            "grant": self.asking and self.may_extend,
            "decline": self.asking,
            "approve": reviewing and not self.examining and not self.asking,
            "refuse": reviewing and not self.examining and not self.asking,
            "seal": self.state == "decided",
            "bring_to_window": self.state == "sealed",
            "hand_out": self.state == "at_window",
            "explain_delay": self.state in IN_HAND | LATER and self.unexplained,
            "archive": not self.to_serve
            and (self.state in ENDED or (self.state == "delivered" and not self.unexplained)),
        }[act]

    def did(self, act: str) -> None:
        moves = {
            "accept": "accepted",
            "deem_accepted": "accepted",
            "tell_corrections": "correcting",
            "reject": "not_accepted",
            "withdraw": "withdrawn",
            "terminate": "terminated",
            "sign": "reviewing",
            "approve": "decided",
            "refuse": "decided",
            "seal": "sealed",
            "bring_to_window": "at_window",
            "hand_out": "delivered",
            "archive": "archived",
        }
        self.state = moves.get(act, self.state)
        if act in ("accept", "tell_corrections", "reject", "withdraw", "terminate", "deem_accepted"):
            self.to_serve.add(PAPERS[act])
        match act:
            case "accept":
                self.accepted = self.today
            case "deem_accepted":
                self.accepted = self.received
            case "supply":
                self.supplied = True
            case "send":
                self.sent = True
            case "sign" | "give_back":
                self.sent = False
            case "start":
                self.examining = True
                self.pauses.append(Pause(self.today))
            case "end":
                self.examining = False
                if self.finished is None:
                    self.pauses[-1].last = self.today
            case "ask":
                self.asking = True
            case "grant":
                self.asking, self.extended = False, self.today
            case "decline":
                self.asking = False
            case "explain_delay":
                self.explained = self.today
        if act in ("seal", "withdraw", "terminate") and self.accepted:
            self.finished = self.today

    def serve(self) -> None:
        self.to_serve.clear()

    def wait(self, days: int) -> None:
        """Time passes; whoever was told nothing in time is accepted since the day of receipt (行政许可法 32)."""
        self.today += dt.timedelta(days)
        if self.state == "received" and self.today > walk(self.received, TELL):
            self.did("deem_accepted")
