"""The people behind the counters over a year: who is away, and in whose hands each approval seal lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

from hall.acts.door import perform
from hall.legal_time import today
from hall.models import Department, User
from hall.people.roles import Role
from staff.models import Leave
from supervision.demo.cast import Cast
from windows.models import Seal
from windows.seals.custody import approval_seal


class Office:
    """One department: its first representative takes leave now and then, and its seal is checked once.

    ``keeper`` is who holds the seal by this book, ``kept`` every (seal, person) who ever did.
    """

    def __init__(self, cast: Cast, department: Department, dice: Random):
        self.cast, self.department, self.dice = cast, department, dice
        self.first: User = cast.person(Role.FIRST_REPRESENTATIVE, department)
        self.seal_id = approval_seal(department).pk
        self.keeper: int | None = self.first.pk
        self.away_until: dt.date | None = None
        self.leaves = self.checks = 0

    @property
    def may_stamp(self) -> bool:
        return self.keeper == self.first.pk and not self.is_away

    @property
    def is_away(self) -> bool:
        return self.away_until is not None and today() <= self.away_until

    def life(self, check_after: int) -> Iterator[int]:
        """A year: leave every six weeks or so, the seal's check once, after so many working days."""
        passed, checked = 0, False
        while True:
            pause = self.dice.randint(20, 40)
            passed += pause
            yield pause
            if not checked and passed >= check_after:
                checked = True
                yield from self._check()
            else:
                yield from self._leave()

    def _leave(self) -> Iterator[int]:
        """Asked for in the morning, approved by whom the rulebook names, reported back from."""
        last = today() + dt.timedelta(days=self.dice.randint(0, 3))
        data = {"kind": "公事出差", "begins_on": today(), "ends_on": last, "reason": "参加培训（示例）"}
        scope = {"hall": self.cast.hall, "department": self.department}
        leave = perform(Leave, "ask", data, by=self.first, **scope)
        role = Role(leave.chain[leave.chain_step])
        perform(leave, "approve", by=self.cast.person(role))
        self.away_until, self.leaves = last, self.leaves + 1
        while self.is_away:
            yield 1
        perform(Leave.objects.get(pk=leave.pk), "report_back", by=self.first)

    def _check(self) -> Iterator[int]:
        """The yearly check: sealed up, looked at for two days, given back from hand to hand."""
        seal = Seal.objects.get(pk=self.seal_id)
        letter = seal.letter or "授（示例）2号"
        perform(seal, "suspend", {"reason": "年度查验"}, by=self.cast.office)
        self.keeper, self.checks = None, self.checks + 1
        yield 2
        given = {"receiver": self.first.pk, "document": letter}
        perform(self._seal(), "hand_over", given, by=self.cast.office)
        yield 1
        while self.is_away:
            yield 1
        perform(self._seal(), "take_over", by=self.first)
        self.keeper = self.first.pk

    def _seal(self) -> Seal:
        return Seal.objects.get(pk=self.seal_id)
