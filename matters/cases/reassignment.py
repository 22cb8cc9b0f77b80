"""Reassignment (工作交接): somebody leaves, and all the open work goes to others at once, each piece with its line."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from hall.people.user import User

from .owning import EXAMINERS, examined_by, holding, owned_by


class ReassignForm(ActForm):
    """One person for the counter's work, one for the back office's; only asked for where there is such work."""

    clerk = forms.ModelChoiceField(None, label="窗口办件由谁接手", required=False)
    examiner = forms.ModelChoiceField(None, label="审查中的办件由谁接手", required=False)
    reason = forms.CharField(label="原因", max_length=200, help_text="如“轮岗离开大厅”。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        do, leaver = self.do, self.do.obj.leaver_id
        self.work = {"clerk": _cases(owned_by, do), "examiner": _cases(examined_by, do)}
        for name, roles in (("clerk", (Role.WINDOW_CLERK,)), ("examiner", EXAMINERS)):
            cases = self.work[name]
            found = {
                user for case in cases for user in holding(do.hall, case.dossier.department, do.at, *roles)
            }
            self.fields[name].queryset = User.objects.filter(
                pk__in=[user.pk for user in found if user.pk != leaver]
            )
            self.fields[name].help_text = f"共{len(cases)}件。"

    @rule_of_form("WS02-08-1")
    def check_nothing_is_left(self, cleaned):
        """Every open case finds somebody who may do the work; else nothing moves."""
        for name, roles in (("clerk", (Role.WINDOW_CLERK,)), ("examiner", EXAMINERS)):
            taker = cleaned.get(name)
            if self.work[name] and taker is None:
                self.add_error(name, "还有办件没有人接手，请选择接手人。")
            elif taker and (left := [c for c in self.work[name] if not _may_take(taker, c, self.do, roles)]):
                names = "、".join(case.number for case in left)
                self.add_error(name, f"接手人没有这些办件所属部门的授权，请先逐件移交：{names}。")


def _cases(find, do) -> list:
    return list(find(do.obj.leaver_id, do.hall).select_related("dossier__department").order_by("pk"))


def _may_take(taker, case, do, roles) -> bool:
    return holding(do.hall, case.dossier.department, do.at, *roles).filter(pk=taker.pk).exists()


@guard("WS02-08-1")
def something_open(reassignment, do):
    if reassignment.leaver_id is None:
        return "请先选择谁的工作要交接。"
    who = reassignment.leaver
    if not (owned_by(who, do.hall).exists() or examined_by(who, do.hall).exists()):
        return f"{who}没有承办或者审查中的办件，不必交接。"


def _every_case(reassignment, do):
    return [*owned_by(reassignment.leaver_id, do.hall), *examined_by(reassignment.leaver_id, do.hall)]


class Reassignment(Workflow):
    """All open cases of one person in one hall, handed on together or not at all."""

    class State(models.TextChoices):
        DONE = "done", "已交接"

    opening_fields = frozenset({"leaver"})

    state = StateField(State)
    leaver = models.ForeignKey("hall.User", models.PROTECT, verbose_name="移交人", related_name="+")
    cases = models.JSONField("交接的办件", default=list)
    reason = models.CharField("原因", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "工作交接"

    def __str__(self) -> str:
        return f"{self.leaver}的工作交接"

    @act(
        "交接全部在办工作",
        NEW,
        State.DONE,
        by=[Role.HALL_OFFICE],
        form=ReassignForm,
        guards=[something_open],
        locks=_every_case,
        clauses="WS02-08-1",
    )
    def reassign(self, do):
        self.reason = do.data["reason"]
        for name, step in (("clerk", "hand_on"), ("examiner", "change_examiner")):
            for case in do.form.work[name]:
                do.then(case, step, {"to": do.data[name].pk, "reason": self.reason})
                self.cases.append(case.number)
        do.label(f"工作交接：{len(self.cases)}件")
