"""Suspected false materials (涉嫌提供虚假材料): recorded, investigated, confirmed or dismissed (行政许可法 31, 78)."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField
from hall.people.roles import Role

from .below import DEPARTMENT, LONG, BelowCase, case_of, case_under_review


class RaiseForm(ActForm):
    what = forms.CharField(label="涉嫌虚假的材料", max_length=300)
    why = forms.CharField(label="怀疑的理由", max_length=1000, widget=LONG)


class FindingForm(ActForm):
    heard = forms.CharField(label="申请人的陈述、申辩", max_length=1000, widget=LONG)
    finding = forms.CharField(label="调查情况和结论", max_length=2000, widget=LONG)
    private = frozenset({"heard"})


class Suspicion(BelowCase):
    """One suspicion. Nobody is refused for it before it is confirmed, and the applicant is heard first."""

    class State(models.TextChoices):
        RAISED = "raised", "调查中"
        CONFIRMED = "confirmed", "属实"
        DISMISSED = "dismissed", "不属实"

    private_fields = frozenset({"heard"})

    state = StateField(State)
    case = case_of("suspicions")
    what = models.CharField("涉嫌虚假的材料", max_length=300)
    why = models.TextField("怀疑的理由")
    heard = models.TextField("申请人的陈述、申辩", blank=True)
    finding = models.TextField("调查结论", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "涉嫌虚假材料"

    @property
    def told(self) -> str:
        return self.what

    @act(
        "登记涉嫌虚假材料",
        NEW,
        State.RAISED,
        by=DEPARTMENT,
        form=RaiseForm,
        guards=[case_under_review],
        clauses="许可法78",
    )
    def suspect(self, do):
        self.what, self.why = do.data["what"], do.data["why"]
        self.open_below(do)

    @act(
        "认定材料虚假",
        State.RAISED,
        State.CONFIRMED,
        by=Role.FIRST_REPRESENTATIVE,
        form=FindingForm,
        guards=[case_under_review],
        clauses="许可法78",
    )
    def confirm(self, do):
        """From here the case can only be refused; what follows for the applicant is decided with the refusal."""
        self._found(do)

    @act(
        "排除虚假嫌疑",
        State.RAISED,
        State.DISMISSED,
        by=DEPARTMENT,
        form=FindingForm,
        guards=[case_under_review],
        clauses="许可法78",
    )
    def dismiss(self, do):
        self._found(do)

    def _found(self, do) -> None:
        self.heard, self.finding = do.data["heard"], do.data["finding"]
