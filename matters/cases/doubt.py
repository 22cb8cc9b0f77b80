"""Doubt about the papers (疑义核实): the applicant is told and explains, or the department finds out itself (DL-11).
The clock runs on, and no new material may be demanded by this way.
"""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField
from hall.people.roles import Role

from . import review_papers as papers
from .below import DEPARTMENT, LONG, BelowCase, case_of, case_under_review


class AskForm(ActForm):
    question = forms.CharField(label="需要说明、核实的问题", max_length=1000, widget=LONG)
    until = forms.DateField(
        label="请在何时之前说明", widget=forms.DateInput(attrs={"type": "date"}), help_text="含当日。"
    )

    def check_until(self, cleaned):
        if cleaned.get("until") and cleaned["until"] < self.do.on:
            self.add_error("until", "说明的期限不能早于今天，请核对日期。")


class ExplainForm(ActForm):
    private = frozenset({"explanation"})
    explanation = forms.CharField(label="申请人的说明", max_length=2000, widget=LONG)


class SettleForm(ActForm):
    finding = forms.CharField(label="核实的结果", max_length=1000, widget=LONG)


@guard("DL-11")
def applicant_was_told(doubt, do):
    """The applicant hears of a doubt before it is settled against or for them."""
    if doubt.dossier.papers.filter(kind="explanation_notice", voided_at=None, served_at=None).exists():
        return "说明情况通知书还没有交付申请人：请先登记签收，再写核实结果。"


class Doubt(BelowCase):
    """One doubt: what was asked and when, what the applicant said, what was found."""

    class State(models.TextChoices):
        ASKED = "asked", "待说明、核实"
        EXPLAINED = "explained", "申请人已说明"
        SETTLED = "settled", "已核实"

    private_fields = frozenset({"explanation"})

    state = StateField(State)
    case = case_of("doubts")
    question = models.TextField("疑义")
    until = models.DateField("说明期限")
    told_at = models.DateTimeField("通知时间")
    explanation = models.TextField("申请人的说明", blank=True)
    finding = models.TextField("核实结果", blank=True)
    settled_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="核实人", null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "疑义核实"

    @property
    def told(self) -> str:
        return self.question

    @act(
        "通知申请人说明情况",
        NEW,
        State.ASKED,
        by=DEPARTMENT,
        form=AskForm,
        guards=[case_under_review],
        papers=[papers.EXPLANATION_NOTICE],
        clauses="DL-11",
    )
    def ask(self, do):
        self.question, self.until, self.told_at = do.data["question"], do.data["until"], do.at
        self.open_below(do)

    @act(
        "登记申请人说明",
        State.ASKED,
        State.EXPLAINED,
        by=[Role.WINDOW_CLERK, *DEPARTMENT],
        form=ExplainForm,
        clauses="DL-11",
    )
    def explain(self, do):
        self.explanation = do.data["explanation"]

    @act(
        "写明核实结果",
        [State.ASKED, State.EXPLAINED],
        State.SETTLED,
        by=DEPARTMENT,
        form=SettleForm,
        guards=[case_under_review, applicant_was_told],
        clauses="DL-11",
    )
    def settle(self, do):
        self.finding, self.settled_by = do.data["finding"], do.by
