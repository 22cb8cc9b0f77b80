"""Consultation (请示、会商): what touches several windows, is ruled unclearly or is special the clerk asks about,
not the applicant; and the applicant is told what came of it (WS02-09).
"""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role

ASKERS = (Role.WINDOW_CLERK, Role.REVIEWER, Role.FIRST_REPRESENTATIVE)
LONG = forms.Textarea(attrs={"rows": 3})


class Reason(models.TextChoices):
    WINDOWS = "windows", "涉及多个窗口"
    UNCLEAR = "unclear", "规定不明确"
    SPECIAL = "special", "情况比较特殊"


class OpenForm(ActForm):
    reason = forms.ChoiceField(label="原因", choices=Reason.choices)
    question = forms.CharField(label="请示、会商的问题", max_length=1000, widget=LONG)
    asked = forms.CharField(label="向谁请示、与谁会商", max_length=120)


class TellForm(ActForm):
    result = forms.CharField(label="结果", max_length=1000, widget=LONG)
    told_at = forms.DateTimeField(label="告知服务对象的时间", help_text="例如 2026-03-09 15:20。")

    @rule_of_form("WS02-09")
    def check_told(self, cleaned):
        told = cleaned.get("told_at")
        if told and told > self.do.at:
            self.add_error("told_at", "告知的时间不能晚于现在，请核对。")
        if told and told < self.do.obj.opened_at:
            self.add_error("told_at", "告知的时间不能早于请示的时间，请核对。")


class Consultation(Workflow):
    """Open until there is a result and the applicant has been told."""

    class State(models.TextChoices):
        OPEN = "open", "请示、会商中"
        TOLD = "told", "已告知结果"

    Reason = Reason
    final = frozenset({State.TOLD})

    state = StateField(State)
    reason = models.CharField("原因", max_length=8, choices=Reason)
    question = models.TextField("问题")
    asked = models.CharField("请示、会商对象", max_length=120)
    opened_at = models.DateTimeField("请示时间")
    result = models.TextField("结果", blank=True)
    told_at = models.DateTimeField("告知时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "请示会商"

    def __str__(self) -> str:
        return f"请示会商（{self.get_reason_display()}）"

    @act("请示、会商", NEW, State.OPEN, by=ASKERS, form=OpenForm, clauses="WS02-09")
    def begin(self, do):
        self.reason, self.question, self.asked = (do.data[one] for one in ("reason", "question", "asked"))
        self.opened_at = do.at.replace(second=0, microsecond=0)
        do.label(str(self))

    @act("登记结果和告知", State.OPEN, State.TOLD, by=ASKERS, form=TellForm, clauses="WS02-09")
    def tell(self, do):
        self.result, self.told_at = do.data["result"], do.data["told_at"]
