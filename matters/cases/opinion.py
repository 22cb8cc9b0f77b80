"""Joint approval: each countersigning department's opinion (会签意见) is a child of the lead department's case."""

from __future__ import annotations

from django import forms
from django.db import models
from django_fsm import RETURN_VALUE

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.people.roles import Role
from matters.catalogue.codes import Stage

from .states import State as CaseState


class GiveForm(ActForm):
    agrees = forms.TypedChoiceField(
        label="意见",
        choices=[("yes", "同意"), ("no", "不同意")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label="会签意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class PressForm(ActForm):
    text = forms.CharField(label="催办内容", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


@guard("AH-28.5a AH-28.5c", forbids=True)
def represented_by_first(opinion, do):
    """Where the rulebook leaves joint approval to the first representatives, nobody else asks or signs."""
    if do.rule("joint.by") == "first_representative" and do.role != Role.FIRST_REPRESENTATIVE:
        return "联合办理的会签由首席代表组织和签署。"


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


def _limits(opinion, do) -> list[Limit]:
    """The statute's days to reply where the matter has its own (校车: three); else what the hall allows."""
    version = opinion.case.version
    if version.has_statutory(Stage.REPLY):
        law = version.statutory(Stage.REPLY)
        return [Limit(LimitKind.STATUTORY, law.span, law.basis)]
    own = do.answer("joint.opinion_limit")
    return [Limit(LimitKind.SERVICE, own.value, own.basis)] if own.value else []


OPINION_CLOCKS = declare(
    "cases.opinion",
    Clock(
        "opinion",
        "会签期限",
        starts=("asked",),
        ends=("given", "silent"),
        limits=_limits,
        effects=(Effect(LimitKind.STATUTORY, "fall_silent"), Effect(LimitKind.SERVICE, "fall_silent")),
        clauses="EL-3.2c",
        start_title="请会签",
        optional=True,
    ),
)


class Opinion(Workflow):
    """One department's countersignature, asked by the lead department."""

    clocks = OPINION_CLOCKS

    class State(models.TextChoices):
        ASKED = "asked", "待会签"
        GIVEN = "given", "已会签"
        SILENT = "silent", "逾期视为同意"

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
    late_since = models.DateTimeField("逾期未回复", null=True, blank=True)

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
        """Asked and pressed by the case's own department, though the opinion belongs to another."""
        if act.creates:
            return do.parent.dossier.department
        return self.case.dossier.department if act.name == "press" else do.department

    @act(
        "请部门会签",
        NEW,
        State.ASKED,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        guards=[represented_by_first, opinion_in_review, department_takes_part, asked_once],
        events=["asked"],
        clauses="EL-3.2c AH-28.5c",
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
        guards=[represented_by_first, opinion_in_review],
        events=["given"],
        clauses="AH-28.5a AH-28.4c",
    )
    def give(self, do):
        self.agrees, self.text, self.given_by = do.data["agrees"], do.data["text"], do.by

    @act(
        "催办会签",
        State.ASKED,
        None,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        form=PressForm,
        clauses="EL-3.2c",
    )
    def press(self, do):
        """The lead department coordinates, and presses whoever has not answered yet."""

    @act(
        "逾期未会签",
        State.ASKED,
        RETURN_VALUE(State.ASKED, State.SILENT),
        by=SYSTEM,
        hidden=True,
        clauses="EL-3.2c",
    )
    def fall_silent(self, do):
        """Silence is consent only where the rulebook says so; elsewhere it is shown, and waited for."""
        self.late_since = do.at
        if do.rule("joint.silence") == "agreed":
            self.agrees, self.text = True, "逾期未回复，依规定视为同意。"
            do.happened("silent")
            return self.State.SILENT
        self.dossier.attention = f"{self.department}逾期没有回复会签意见，请催办。"
        return self.State.ASKED
