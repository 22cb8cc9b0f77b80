"""Special procedure (特别程序): one of the eight of 行政许可法 45, or what the matter's own statute names. It pauses
the decision clock; site survey, publicity and opinion-seeking never do.
"""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.validators import MinValueValidator
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.calendar import calendar_for
from hall.duty import duty
from hall.people.roles import Role
from matters.catalogue.codes import Procedure

from . import papers
from .below import LONG, LinesField, has_below
from .review_papers import REVIEW_OPINION
from .states import State as CaseState


@duty("行政许可法45", off=lambda case: tuple(Procedure))
def excludable(case) -> tuple[str, ...]:
    """The procedures whose time the law takes out of the limit of this case's matter."""
    return case.version.statutory(case.deciding_stage).excludable


class StartForm(ActForm):
    """Only what the law takes out of the limit is on the list. A hearing has its own road (see ``hearing``)."""

    procedure = forms.ChoiceField(label="程序种类")
    body = forms.CharField(label="实施单位", max_length=80)
    days = forms.IntegerField(label="所需时间（工作日）", min_value=1, max_value=250)
    reason = forms.CharField(label="启动理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = [kind for kind in excludable(self.do.parent) if kind != Procedure.HEARING]
        self.fields["procedure"].choices = [(kind, Procedure(kind).label) for kind in allowed]

    def check_excludable(self, cleaned):
        """The choice itself is the guard; an empty list says why."""
        if not self.fields["procedure"].choices:
            raise forms.ValidationError("本事项没有可以不计入办理期限的程序，所需时间照常计算。")


class EndForm(ActForm):
    """The result; of a review by experts also who they were, for it ends in their written opinion (DL-13.3)."""

    result = forms.CharField(label="结果（评审意见）", max_length=500, widget=LONG)
    experts = LinesField(label="参加评审的专家", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.do.obj.procedure != Procedure.EXPERT_REVIEW:
            del self.fields["experts"]

    @rule_of_form("DL-13.3")
    def check_experts(self, cleaned):
        if "experts" in self.fields and not cleaned.get("experts"):
            self.add_error("experts", "评审意见由专家形成，请填写参加评审的专家，一行一人。")


@guard("行政许可法45")
def procedure_in_review(procedure, do):
    case = do.parent or procedure.case
    if case.state != CaseState.REVIEWING:
        return "只有审批中的办件才能启动特别程序。"


@guard("行政许可法45")
def none_of_this_running(procedure, do):
    running = SpecialProcedure.objects.filter(case=do.parent, state=SpecialProcedure.State.RUNNING)
    if has_below(do.parent, do, "specialprocedure") and running.exists():
        return "已有特别程序正在进行，请先结束。"


class SpecialProcedure(Workflow):
    """One run of a special procedure. From its start to its end the case's decision clock stands."""

    class State(models.TextChoices):
        RUNNING = "running", "进行中"
        ENDED = "ended", "已结束"

    opening_fields = frozenset()

    state = StateField(State)
    case = models.ForeignKey("cases.Case", models.PROTECT, verbose_name="办件", related_name="procedures")
    procedure = models.CharField("程序种类", max_length=16, choices=Procedure)
    body = models.CharField("实施单位", max_length=80)
    days = models.PositiveSmallIntegerField("所需工作日", validators=[MinValueValidator(1)])
    started_on = models.DateField("开始日期")
    ends_by = models.DateField("预计结束日期")
    result = models.TextField("结果", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "特别程序"

    def __str__(self) -> str:
        return f"{self.case.number} {self.get_procedure_display()}"

    def rules_date(self, do):
        return (do.parent or self.case).rules_date(do)

    def expected_due(self, before: dt.date) -> dt.date:
        """The new last day if the procedure takes just its announced working days."""
        return calendar_for(self.case.dossier.hall).add(before, self.days)

    @act(
        "启动特别程序",
        NEW,
        State.RUNNING,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        form=StartForm,
        guards=[procedure_in_review, none_of_this_running],
        papers=[papers.SPECIAL],
        clauses="行政许可法45",
    )
    def start(self, do):
        self.case, self.procedure, self.body = do.parent, do.data["procedure"], do.data["body"]
        self.days, self.started_on = do.data["days"], do.on
        self.ends_by = calendar_for(do.hall).add(do.on, self.days)
        do.label(f"{self.case.number} {self.get_procedure_display()}")
        do.happened("procedure_started", key=self.dossier.pk, title=self.get_procedure_display())

    @act(
        "结束特别程序",
        State.RUNNING,
        State.ENDED,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        form=EndForm,
        clauses="行政许可法45 DL-13.3",
    )
    def end(self, do):
        self.result = do.data["result"]
        do.happened("procedure_ended", key=self.dossier.pk)
        if self.procedure == Procedure.EXPERT_REVIEW:
            do.issue(REVIEW_OPINION)
