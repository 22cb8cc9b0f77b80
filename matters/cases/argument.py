"""Professional argument (论证): specialists examine what the department cannot, and give an opinion (DL-10.2, DL-13.3).
It is none of the eight of 行政许可法 45, so the clock of the case runs on; 专家评审 is, and is a special procedure.
"""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField

from . import review_papers as papers
from .below import DEPARTMENT, LONG, BelowCase, LinesField, case_of, case_under_review


class AskForm(ActForm):
    body = forms.CharField(label="论证机构", max_length=80)
    question = forms.CharField(label="论证的问题", max_length=1000, widget=LONG)


class StudyForm(ActForm):
    """The opinion of those who studied the question: who they are, what they say, whether it speaks for the case."""

    held_on = forms.DateField(label="论证（评审）日期", widget=forms.DateInput(attrs={"type": "date"}))
    experts = LinesField(label="参加的专家、专业人员")
    opinion = forms.CharField(label="论证（评审）意见", max_length=2000, widget=LONG)

    def check_held(self, cleaned):
        if cleaned.get("held_on") and cleaned["held_on"] > self.do.on:
            self.add_error("held_on", "日期不能晚于今天，请核对日期。")


class Argument(BelowCase):
    """One question put to specialists."""

    class State(models.TextChoices):
        ASKED = "asked", "论证中"
        GIVEN = "given", "已有论证意见"

    state = StateField(State)
    case = case_of("arguments")
    body = models.CharField("论证机构", max_length=80)
    question = models.TextField("论证的问题")
    held_on = models.DateField("论证日期", null=True, blank=True)
    experts = models.JSONField("参加的专家、专业人员", default=list)
    opinion = models.TextField("论证意见", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "专业论证"

    @property
    def told(self) -> str:
        return f"{self.body}：{self.question}"

    @act(
        "组织专业论证",
        NEW,
        State.ASKED,
        by=DEPARTMENT,
        form=AskForm,
        guards=[case_under_review],
        clauses="DL-10.2 DL-13.3",
    )
    def ask(self, do):
        self.body, self.question = do.data["body"], do.data["question"]
        self.open_below(do)

    @act(
        "形成论证意见",
        State.ASKED,
        State.GIVEN,
        by=DEPARTMENT,
        form=StudyForm,
        guards=[case_under_review],
        papers=[papers.ARGUMENT_OPINION],
        clauses="DL-10.2 DL-13.3",
    )
    def give(self, do):
        self.held_on, self.experts, self.opinion = do.data["held_on"], do.data["experts"], do.data["opinion"]
