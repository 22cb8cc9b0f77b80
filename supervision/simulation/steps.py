"""One step of one case, and what may go wrong with it: somebody is away, a process dies, a button is pressed twice."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from random import Random

from hall.acts.refusals import Refused
from hall.legal_time import today

from .citizen import Citizen
from .faults import Killed, killed_at
from .model import Pause
from .office import Office

TRIES = 30
NOT_TWICE = frozenset({"accept", "approve", "seal", "reject", "sign"})
ONE_ACT = NOT_TWICE | {"tell", "supply", "opine", "refuse", "bring"}
ONE_ACT |= {"procedure", "end_procedure", "withdraw", "terminate"}
BY_THE_FIRST = frozenset({"approve", "refuse", "ask", "give", "bring", "terminate"})


class Steps:
    """The part of a year that does the steps: ``faults`` in a thousand go wrong."""

    faults: int
    dice: Random
    died: bool
    offices: dict[int, Office]
    counts: Counter
    refusals: Counter
    findings: list[str]

    def step(self, citizen: Citizen, name: str, act: str, state: str) -> bool:
        """One step of a case, perhaps with a fault. False where it is to be tried again."""
        self.died, office = False, self.offices[citizen.matter.department_id]
        if name in BY_THE_FIRST and not citizen.instant and office.is_away:
            self.counts["首席代表不在"] += 1
            return False
        if name == "seal" and not office.may_stamp:
            return self._stamp_without_seal(citizen, office)
        standing = citizen.standing
        deadly = name in ONE_ACT and self.dice.randrange(1000) < self.faults
        try:
            with killed_at(self.dice.randint(1, 40)) if deadly else nullcontext():
                getattr(citizen, name)()
        except Killed:
            return self._after_death(citizen, name, standing)
        except Refused as refused:
            self.refusals[f"{name}：{refused.message}"] += 1
            citizen.slip.refused += 1
            if citizen.slip.refused >= TRIES:
                raise
            return False
        self._write_down(citizen, act, state, office)
        if name in NOT_TWICE and self.dice.randrange(1000) < self.faults:
            self._twice(citizen, name)
        return True

    def _after_death(self, citizen: Citizen, name: str, standing: tuple | None) -> bool:
        self.died = True
        self.counts["办理中途被终止"] += 1
        if citizen.standing != standing:
            self.findings.append(f"{citizen.where}：“{name}”中途被终止，却留下了一半")
        return False

    def _stamp_without_seal(self, citizen: Citizen, office: Office) -> bool:
        """A seal that is away or sealed up: now and then somebody tries."""
        if office.keeper is None and self.dice.randrange(3) == 0:
            self.counts["印章停用时试图用印"] += 1
            try:
                citizen.seal()
                self.findings.append(f"{citizen.where}：印章不在保管状态，却用了印")
            except Refused:
                pass
        return False

    def _twice(self, citizen: Citizen, name: str) -> None:
        self.counts["重复提交"] += 1
        try:
            getattr(citizen, name)()
            self.findings.append(f"{citizen.where}：“{name}”重复提交，却办理了两次")
        except Refused:
            pass

    def _write_down(self, citizen: Citizen, act: str, state: str, office: Office) -> None:
        slip, on = citizen.slip, today()
        slip.did(act, on, state)
        if act in ("approve", "refuse"):
            slip.on["decide"] = on
        elif act == "procedure":
            slip.pauses.append(Pause(on))
        elif act == "end_procedure":
            slip.pauses[-1].last = on
        elif act == "extend":
            slip.added.append((on, citizen.longer.n))
        elif act == "seal":
            slip.stamped_by = office.keeper
        if act in ("seal", "withdraw", "terminate", "reject"):
            slip.closed = on
