"""Green channel (绿色通道): major investment projects and what needs special handling go ahead of the queue (AH-40.1).

Nothing lawful is skipped: limits, papers and decisions stay what they are.
"""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.duty import duty
from hall.people.roles import Role

from .states import UNDECIDED


class Ground(models.TextChoices):
    INVESTMENT = "investment", "重大招商引资项目"
    SPECIAL = "special", "特事特办"


class GreenForm(ActForm):
    ground = forms.ChoiceField(label="进入绿色通道的理由", choices=Ground.choices)
    document = forms.CharField(label="依据文件或者说明", max_length=200)


@guard("AH-40.1")
def not_green_yet(case, do):
    if case.green_ground:
        return "本件已经进入绿色通道。"


class GreenActs:
    @act(
        "进入绿色通道",
        UNDECIDED,
        None,
        by=[Role.HALL_OFFICE, Role.HALL_LEADER],
        form=GreenForm,
        guards=[not_green_yet],
        clauses="AH-40.1",
    )
    def go_green(self, do):
        self.green_ground, self.green_document = do.data["ground"], do.data["document"]


@duty("AH-40.1", off=lambda cases: cases.none())
def green(cases: models.QuerySet) -> models.QuerySet:
    """Of some cases those of the green channel that are not decided yet."""
    return cases.exclude(green_ground="").filter(state__in=UNDECIDED)
