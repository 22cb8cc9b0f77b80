"""Joint approval: each countersigning department's opinion (会签意见) is a child of the lead department's case."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role

from .states import State as CaseState


class GiveForm(ActForm):
    agrees = forms.TypedChoiceField(
        label="意见",
        choices=[("yes", "同意"), ("no", "不同意")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label="会签意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


@guard("AH-28.5a EL-3.2c")
def department_takes_part(opinion, do):
    """Only the departments the guide names as joint are asked."""
    joint = do.parent.version.joint_departments.values_list("department_id", flat=True)
    if do.department is None or do.department.pk not in set(joint):
        return "该部门不是本事项的联办部门，请在事项目录中核对。"


@guard("EL-3.2c")
def asked_once(opinion, do):
    if Opinion.objects.filter(case=do.parent, department=do.department).exists():
        return "已经请该部门会签，不必重复。"


@guard("EL-3.2c")
def opinion_in_review(opinion, do):
    if (do.parent or opinion.case).state != CaseState.REVIEWING:
        return "只有审批中的办件才能会签。"


class Opinion(Workflow):
    """One department's countersignature, asked by the lead department."""

    class State(models.TextChoices):
        ASKED = "asked", "待会签"
        GIVEN = "given", "已会签"

    state = StateField(State)
    case = models.ForeignKey("cases.Case", models.PROTECT, verbose_name="办件", related_name="opinions")
    department = models.ForeignKey(
        "hall.Department", models.PROTECT, verbose_name="会签部门", related_name="+"
    )
    agrees = models.BooleanField("同意", null=True, blank=True)
    text = models.TextField("意见", blank=True)
    given_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="会签人", null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "会签意见"
        constraints = [
            models.UniqueConstraint(fields=["case", "department"], name="one_opinion_per_department")
        ]

    def __str__(self) -> str:
        return f"{self.case.number} {self.department}会签"

    def rules_date(self, do):
        return (do.parent or self.case).rules_date(do)

    def authorising_department(self, act, do):
        """Asked by the case's own department, though the opinion belongs to another."""
        return do.parent.dossier.department if act.creates else do.department

    @act(
        "请部门会签",
        NEW,
        State.ASKED,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        guards=[opinion_in_review, department_takes_part, asked_once],
        clauses="EL-3.2c AH-28.5b",
    )
    def ask(self, do):
        self.case, self.department = do.parent, do.department
        do.label(f"{self.case.number} {self.department}会签")

    @act(
        "签署会签意见",
        State.ASKED,
        State.GIVEN,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        form=GiveForm,
        guards=[opinion_in_review],
        clauses="AH-28.5a",
    )
    def give(self, do):
        self.agrees, self.text, self.given_by = do.data["agrees"], do.data["text"], do.by
