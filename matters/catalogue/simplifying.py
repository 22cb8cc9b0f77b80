"""Simplification (精简材料、环节、时限): what got shorter or fewer from one version to the next, summed by year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hall.duty import duty
from hall.span import Unit
from matters.catalogue.codes import Stage
from matters.catalogue.period import LimitMissing
from matters.catalogue.selectors import versions_on
from matters.catalogue.version import MatterVersion

LABELS = {"materials": "材料", "steps": "环节", "days": "承诺工作日", "visits": "到现场次数"}


@dataclass(frozen=True)
class Shape:
    """A guide in four numbers. ``days`` is the promise in working days, None where it is told in another unit."""

    materials: int
    steps: int
    days: int | None
    visits: int


@dataclass(frozen=True)
class Step:
    """From one version to the next."""

    version: MatterVersion
    old: Shape
    new: Shape

    def cuts(self) -> dict[str, int]:
        """How much less of each; negative where it got more. Days count only where both are told in them."""
        both = {
            name: (getattr(self.old, name), getattr(self.new, name))
            for name in LABELS
            if None not in (getattr(self.old, name), getattr(self.new, name))
        }
        return {name: before - after for name, (before, after) in both.items()}

    def lines(self) -> list[str]:
        """“材料6 → 4” for whatever changed."""
        return [
            f"{label}{getattr(self.old, name)} → {getattr(self.new, name)}"
            for name, label in LABELS.items()
            if self.cuts().get(name)
        ]


def shape_of(version: MatterVersion) -> Shape:
    return Shape(
        version.materials.count(), len(version.procedure.splitlines()), _days(version), version.visits
    )


def _days(version: MatterVersion) -> int | None:
    try:
        span = version.promise(Stage.DECIDE).span
    except LimitMissing:
        return None
    return span.n if span.unit in (Unit.WORKING_DAY, Unit.SAME_DAY) else None


def history_of(matter) -> list[Step | MatterVersion]:
    """The published versions of a matter, the newest first: each as the step from its predecessor, the first alone."""
    versions = list(matter.versions.filter(published_at__isnull=False).order_by("effective_from"))
    steps: list[Step | MatterVersion] = [*versions[:1]]
    for old, new in pairwise(versions):
        steps.append(Step(new, shape_of(old), shape_of(new)))
    return steps[::-1]


@duty("DL-19.2 XA-20.1 EL-1.4 WS14-07-2", off=lambda hall, year: {})
def cuts_of(hall, year: int) -> dict[str, dict[str, int]]:
    """Per department what the versions of a year cut, in words ready for the report."""
    new = MatterVersion.objects.filter(
        matter__hall=hall, published_at__isnull=False, effective_from__year=year
    )
    summed: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(LABELS, 0))
    for version in new.select_related("matter__department").order_by("matter__department", "effective_from"):
        before = version.matter.versions.filter(
            published_at__isnull=False, effective_from__lt=version.effective_from
        )
        if old := before.order_by("effective_from").last():
            for name, cut in Step(version, shape_of(old), shape_of(version)).cuts().items():
                summed[str(version.matter.department)][name] += cut
    return dict(summed)


@duty("EL-1.4", off=lambda hall, on: (0, 0))
def at_most_one_visit(hall, on: date) -> tuple[int, int]:
    """How many of the matters in force need at most one visit, and of how many."""
    guides = versions_on(hall, on)
    return guides.filter(visits__lte=1).count(), guides.count()
