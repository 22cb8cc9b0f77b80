"""Decision by a meeting (会议研究决定): the department holds it and acts on its resolution (DL-12)."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField

from .below import DEPARTMENT, LONG, BelowCase, LinesField, case_of, case_under_review, has_below
from .states import Outcome


class ConveneForm(ActForm):
    name = forms.CharField(label="会议名称", max_length=120, help_text="例如：局长办公会。")
    meets_on = forms.DateField(label="会议日期", widget=forms.DateInput(attrs={"type": "date"}))
    subject = forms.CharField(label="议题", max_length=500, widget=LONG)


class ResolveForm(ActForm):
    """What the meeting resolved. It cannot have met in the future."""

    held_on = forms.DateField(label="实际召开日期", widget=forms.DateInput(attrs={"type": "date"}))
    attended = LinesField(label="出席人员")
    resolves = forms.ChoiceField(label="决议", choices=Outcome.choices, widget=forms.RadioSelect)
    resolution = forms.CharField(label="决议内容", max_length=2000, widget=LONG)
    document = forms.CharField(label="会议纪要文号", max_length=80, required=False)

    def check_held(self, cleaned):
        if cleaned.get("held_on") and cleaned["held_on"] > self.do.on:
            self.add_error("held_on", "会议召开日期不能晚于今天，请核对日期。")


@guard("DL-12")
def no_other_deliberation_open(deliberation, do):
    if (
        has_below(do.parent, do, "deliberation")
        and do.parent.deliberations.filter(state=Deliberation.State.CONVENED).exists()
    ):
        return "已经安排了会议，请先登记会议决议。"


class Deliberation(BelowCase):
    """One meeting on one case. Its latest resolution binds whoever decides."""

    class State(models.TextChoices):
        CONVENED = "convened", "待召开"
        RESOLVED = "resolved", "已有决议"

    state = StateField(State)
    case = case_of("deliberations")
    name = models.CharField("会议名称", max_length=120)
    meets_on = models.DateField("会议日期")
    subject = models.TextField("议题")
    held_on = models.DateField("实际召开日期", null=True, blank=True)
    attended = models.JSONField("出席人员", default=list)
    resolves = models.CharField("决议", max_length=10, choices=Outcome, blank=True)
    resolution = models.TextField("决议内容", blank=True)
    document = models.CharField("会议纪要文号", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "会议研究"

    @property
    def told(self) -> str:
        return f"{self.name}（{self.meets_on}）{self.get_resolves_display()}"

    @act(
        "提请会议研究",
        NEW,
        State.CONVENED,
        by=DEPARTMENT,
        form=ConveneForm,
        guards=[case_under_review, no_other_deliberation_open],
        clauses="DL-12",
    )
    def convene(self, do):
        self.name, self.meets_on = do.data["name"], do.data["meets_on"]
        self.subject = do.data["subject"]
        self.open_below(do)

    @act(
        "登记会议决议",
        State.CONVENED,
        State.RESOLVED,
        by=DEPARTMENT,
        form=ResolveForm,
        guards=[case_under_review],
        clauses="DL-12",
    )
    def resolve(self, do):
        self.held_on, self.attended = do.data["held_on"], do.data["attended"]
        self.resolves, self.resolution = do.data["resolves"], do.data["resolution"]
        self.document = do.data["document"]
