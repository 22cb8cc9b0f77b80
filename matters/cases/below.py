"""What is opened below a case while it is examined: survey, argument, doubt, meeting, public notice, hearing.

Each is a dossier of its own. None stops the clock of the case but what 行政许可法 45 names.
"""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.guards import guard
from hall.acts.workflow import Workflow
from hall.people.roles import Role

from .states import State as CaseState

DEPARTMENT = [Role.REVIEWER, Role.FIRST_REPRESENTATIVE]
LONG = forms.Textarea(attrs={"rows": 3})


def case_of(related: str) -> models.ForeignKey:
    """The case a procedure belongs to."""
    return models.ForeignKey("cases.Case", models.PROTECT, verbose_name="办件", related_name=related)


def _kinds(case) -> set[str]:
    return set(case.dossier.children.values_list("kind", flat=True))


def has_below(case, do, *kinds: str) -> bool:
    """Whether anything of these kinds was ever opened below the case: only then is it looked at more closely. One
    question for all the guards of an act, and of all the acts of a page.
    """
    return case is not None and any(f"cases.{kind}" in do.read(_kinds, case) for kind in kinds)


class BelowCase(Workflow):
    """A procedure below a case: it lives by the rules the case was accepted under."""

    opening_fields = frozenset()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.case.number} {self._meta.verbose_name}"

    @property
    def title(self) -> str:
        """What it is, for lists."""
        return str(self._meta.verbose_name)

    @property
    def told(self) -> str:
        """What it is about in one line, without personal data."""
        return ""

    def rules_date(self, do):
        return (do.parent or self.case).rules_date(do)

    def open_below(self, do) -> None:
        """Take over the case and name the dossier after it."""
        self.case = do.parent
        do.label(str(self))


@guard("AH-3.2 XA-13")
def case_under_review(below, do):
    """The department examines what it has signed for, and nothing after it has decided."""
    case = do.parent or below.case
    if case.state != CaseState.REVIEWING:
        return f"办件现在是“{case.get_state_display()}”，只有审批中的办件才能办理。"


class LinesField(forms.CharField):
    """Several names, one a line, each once."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "一行一人。")
        super().__init__(max_length=600, widget=LONG, **kwargs)

    def to_python(self, value) -> list[str]:
        lines = [" ".join(line.split()) for line in super().to_python(value).splitlines()]
        return list(dict.fromkeys(line for line in lines if line))
