"""Guidance (业务指导): the centre's dated note on a department's case; the department signs for it (WS14 六)."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role

UNIT = (
    Role.FIRST_REPRESENTATIVE,
    Role.DEPARTMENT_LEADER,
    Role.REVIEWER,
    Role.WINDOW_CLERK,
)


class GuidanceForm(ActForm):
    content = forms.CharField(
        label="指导、监督意见",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="请勿填写申请人的姓名、证件号码、电话。",
    )


class Guidance(Workflow):
    """Below a case, in the department's dossier. Nobody edits it; the department only signs."""

    class State(models.TextChoices):
        GIVEN = "given", "待签收"
        SIGNED = "signed", "已签收"

    final = frozenset({State.SIGNED})
    state = StateField(State)
    content = models.TextField("指导、监督意见")
    on = models.DateField("日期")
    signed_at = models.DateTimeField("签收时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "业务指导"

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}业务指导"

    @act(
        "提出业务指导意见",
        NEW,
        State.GIVEN,
        by=Role.HALL_OFFICE,
        form=GuidanceForm,
        clauses="WS14-06-1b",
    )
    def give(self, do):
        self.content, self.on = do.data["content"], do.on
        do.label(str(self))

    @act("签收", State.GIVEN, State.SIGNED, by=UNIT, clauses="WS14-06-1b")
    def sign(self, do):
        self.signed_at = do.at
