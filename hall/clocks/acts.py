"""The acts every workflow inherits for its clocks. Only the system does them."""

from __future__ import annotations

import datetime as dt

from django import forms

from hall.acts.act import SYSTEM, Act, act
from hall.acts.form import ActForm
from hall.acts.offers import objections_now
from hall.acts.refusals import Skip

from .clock import Rung
from .ledger import ClockFiring, ClockLimit

ASK_AGAIN = dt.timedelta(days=1)


class RungForm(ActForm):
    limit = forms.IntegerField(label="时限")


class RecomputeForm(ActForm):
    reason = forms.CharField(label="原因")


class ClockActs:
    """A rung of a limit is reached; the calendar has changed."""

    @act("期限提示", "*", None, by=SYSTEM, form=RungForm, hidden=True, clauses="AH-13.2b")
    def reach_rung(self, do):
        """Act on the next rung of one limit – if, under the lock, it is still there and its time has come.

        An effect that a guard forbids is held back: its reasons stand on the timeline and the object needs attention.
        The next day it is asked for again, so it follows once nothing stands against it any more.
        """
        limits = ClockLimit.objects.select_related("run__dossier").filter(run__dossier=self.pk)
        limit = limits.filter(pk=do.data["limit"], next_at__lte=do.at).first()
        if limit is None:
            raise Skip
        rung = Rung(limit.next_rung)
        do.note(clock=limit.run.clock, limit=limit.kind, rung=str(rung), due=limit.due_on.isoformat())
        effect = self.acts()[limit.effect] if rung == Rung.DUE and limit.effect else None
        if effect and (reasons := _held_back(self, effect, do)):
            do.note(reasons=reasons)
            self.dossier.attention = f"期限已届满，但不能办理“{effect.title}”：{'；'.join(reasons)}"
            limit.next_at = do.at + ASK_AGAIN
            limit.save(update_fields=["next_at"])
            return
        do.add(
            lambda entry: ClockFiring(
                limit=limit, rung=rung, generation=limit.generation, at=do.at, entry=entry
            )
        )
        _climb(limit, rung)
        if effect:
            do.then(self, effect.name)

    @act("重新计算期限", "*", None, by=SYSTEM, form=RecomputeForm, hidden=True)
    def recompute_clocks(self, do):
        """Compute every open run anew under the calendar now in force; a printed date that moved gets a notice."""
        from .engine import recompute

        if not recompute(do, do.data["reason"]):  # another worker was first
            raise Skip


def _held_back(obj, effect: Act, do) -> list[str]:
    """Why the effect of a passed limit cannot follow now; empty when nothing stands against it."""
    if not obj.knows(effect):
        return [f"当前状态是“{obj.get_state_display()}”"]
    return [one.reason for one in objections_now(obj, effect, do)]


def _climb(limit: ClockLimit, rung: Rung) -> None:
    """Point the sweep at what comes next: after the yellow, the day after the due instant; after that, nothing."""
    if rung == Rung.NEAR:
        limit.await_due()
    else:
        limit.next_rung, limit.next_at = "", None
    limit.save(update_fields=["next_rung", "next_at"])
