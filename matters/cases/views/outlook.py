"""What the counter may answer to what has just been ticked, said before anything is stored.

The very guards of the acts are asked, about a case that is not stored yet; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hall.acts.offers import Offer, objections_now
from matters.cases.case import Case
from matters.cases.materials import Checklist, MaterialCheck, Row, Verdict

# The acts that answer an application, the best for the applicant first: what the banner says, its colour, and the
# button beside 收件 with its key.
ANSWERS = {
    "accept": ("可受理", "good", "收件并受理", "a"),
    "accept_tolerantly": ("可容缺受理", "tolerable", "收件，容缺受理", "o"),
    "tell_corrections": ("一次性告知", "told", "收件并告知", "t"),
    "reject": ("不予受理", "bad", "收件，不予受理", "j"),
}


@dataclass(frozen=True)
class Answer:
    """One of the answers, with every reason against it."""

    act: str
    title: str
    tone: str
    button: str
    key: str
    reasons: tuple[str, ...]

    @property
    def possible(self) -> bool:
        return not self.reasons


@dataclass(frozen=True)
class Outlook:
    """All the answers, and which one is due."""

    case: Case
    answers: dict[str, Answer]

    @property
    def due(self) -> Answer | None:
        """Refusing to accept is due only outside the organ's power; None while something stands against the rest."""
        if not self.case.in_scope:
            return self.answers["reject"]
        return next((one for one in self.answers.values() if one.possible and one.act != "reject"), None)

    @property
    def unticked(self) -> list[Row]:
        return self.case.checklist.unticked

    @property
    def defects(self) -> list[Row]:
        return self.case.checklist.defects

    @property
    def looked_at(self) -> int:
        return len(self.case.checklist.rows) - len(self.unticked)


def outlook(offered: Offer, typed: Mapping[str, str]) -> Outlook:
    """The outlook for the intake ``offered``, with verdicts and scope as the page sends them."""
    case = offered.do.obj
    case.in_scope = typed.get("in_scope", "yes") == "yes"
    case.checklist = _ticked(list(case.version.materials.order_by("order")), typed)
    acts = case.acts()
    answers = {}
    for name, words in ANSWERS.items():
        standing = objections_now(case, acts[name], replace(offered.do, act=acts[name], waived=[]))
        answers[name] = Answer(name, *words, tuple(one.reason for one in standing))
    return Outlook(case, answers)


def _ticked(materials: list, typed: Mapping[str, str]) -> Checklist:
    checks = [
        MaterialCheck(
            material=material,
            verdict=verdict,
            fault=typed.get(f"fault_{material.pk}", ""),
            remedy=typed.get(f"remedy_{material.pk}", ""),
        )
        for material in materials
        if (verdict := typed.get(f"verdict_{material.pk}", "")) in Verdict.values
    ]
    return Checklist(materials, checks)
