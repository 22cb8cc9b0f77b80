"""The ledger as one deed uses it: what stands open is read once, what changed is written a statement a table."""

from __future__ import annotations

from dataclasses import dataclass, field

from .ledger import ClockLimit, ClockLine, ClockRun

Kind = ClockLine.Kind
DATED = ("due_on", "due_at", "near_at", "provisional", "sentence", "generation", "next_at", "next_rung")


@dataclass
class Change:
    """One run touched by one happening, kept in memory until the entry exists."""

    run: ClockRun
    line: ClockLine
    limits: list[ClockLimit]
    moved: dict[str, list] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """Why it happened, where the dates alone do not say."""
        return self.line.facts.get("reason", "")

    def as_json(self) -> dict:
        """For the timeline entry: which clock, what happened, each limit's date and sentence."""
        return {
            "clock": self.run.clock,
            "title": self.run.title,
            "kind": self.line.kind,
            "at": self.line.at.isoformat(),
            "limits": [
                {"kind": x.kind, "due": x.due_on and x.due_on.isoformat(), "sentence": x.sentence}
                for x in self.limits
            ],
            "moved": self.moved,
        }


def limits_standing(dossier) -> dict[str, list[ClockLimit]]:
    """The limits of a dossier's open runs by clock, one run shared by each list; one statement."""
    found: dict[str, list[ClockLimit]] = {}
    limits = ClockLimit.objects.filter(run__dossier=dossier, run__ended_at=None)
    for limit in limits.select_related("run").order_by("pk"):
        mates = found.setdefault(limit.run.clock, [])
        mates.append(limit)
        limit.run = mates[0].run
        limit.run.dossier = dossier
    return found


def store(deed, entry) -> None:
    """Write what the deed did to the clocks, now that the entry that caused it exists."""
    fresh = [change for change in deed.clocks if change.run.pk is None and change.line.kind == Kind.START]
    for change in deed.clocks:
        if change.run.pk is not None:
            _update(change)
    ClockRun.objects.bulk_create([change.run for change in fresh])
    ClockLimit.objects.bulk_create([limit for change in fresh for limit in change.limits])
    for change in deed.clocks:
        change.line.run, change.line.entry = change.run, entry
    ClockLine.objects.bulk_create([change.line for change in deed.clocks])


def _update(change: Change) -> None:
    """Bring a stored run and its limits to where one change leaves them."""
    run, limits = change.run, change.limits
    if change.line.kind == Kind.END:
        run.save(update_fields=["ended_at"])
        run.limits.update(closed_at=run.ended_at, next_at=None, next_rung="")
    else:
        run.save(update_fields=["edition"])
        ClockLimit.objects.bulk_update(limits, DATED)
