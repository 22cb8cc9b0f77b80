"""The guide (办事指南) as the counter reads it beside the checklist."""

from __future__ import annotations

from dataclasses import dataclass

from matters.catalogue.codes import Stage
from matters.catalogue.guide import fee_lines, special_lines
from matters.catalogue.material import Material
from matters.catalogue.period import LimitMissing
from matters.catalogue.version import MatterVersion


@dataclass(frozen=True)
class Guide:
    """What a version says, in lines; nothing is worked out here."""

    version: MatterVersion
    statutory: str
    promise: str
    bases: list[str]
    fees: list[str]
    procedures: list[str]
    joint: list[str]
    shared: list[Material]

    @property
    def conditions(self) -> list[str]:
        return self.version.conditions.splitlines()

    @property
    def steps(self) -> list[str]:
        return self.version.procedure.splitlines()


def guide_of(version: MatterVersion) -> Guide:
    return Guide(
        version=version,
        statutory=_limit(version.statutory),
        promise=_limit(version.promise),
        bases=[row.basis for row in version.bases.select_related("statute")],
        fees=fee_lines(version),
        procedures=special_lines(version),
        joint=[str(row) for row in version.joint_departments.prefetch_related("department__names")],
        shared=[material for material in version.materials.order_by("order") if not material.from_applicant],
    )


def _limit(of) -> str:
    """The decision's period in words; a guide that lacks it is refused by the act itself, with its reason."""
    try:
        return str(of(Stage.DECIDE))
    except LimitMissing:
        return "没有规定"
