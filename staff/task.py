"""Task (交办事项): what a first representative is given to do, by the department or by the centre (AH-27.3)."""

from __future__ import annotations

from django import forms
from django.db import models
from django.db.models import Q

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Limit, LimitKind, declare
from hall.people.grant import Grant
from hall.people.roles import Role
from hall.people.user import User

ISSUERS = (Role.DEPARTMENT_LEADER, Role.HALL_OFFICE)


def first_representatives(hall, department, at) -> models.QuerySet[User]:
    """The first representatives of a department whose authority is in force at a legal instant."""
    grants = Grant.objects.in_force(at).filter(
        Q(department=department) | Q(department=None), hall=hall, role=Role.FIRST_REPRESENTATIVE
    )
    return User.objects.filter(pk__in=grants.values("user"), is_active=True)


class IssueForm(ActForm):
    receiver = forms.ModelChoiceField(
        None,
        label="首席代表",
        error_messages={"invalid_choice": "只能交办给该部门现任的首席代表，请改选部门或者人员。"},
    )
    title = forms.CharField(label="事项", max_length=100)
    content = forms.CharField(label="内容和要求", widget=forms.Textarea(attrs={"rows": 4}))
    due_on = forms.DateField(label="完成期限", required=False, help_text="没有期限的不填。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = first_representatives(self.do.hall, self.do.department, self.do.at)

    def check_due_in_future(self, cleaned):
        if (due_on := cleaned.get("due_on")) and due_on < self.do.on:
            self.add_error("due_on", "完成期限不能早于今天，请重新填写。")


class ReportForm(ActForm):
    report = forms.CharField(label="完成情况", widget=forms.Textarea(attrs={"rows": 4}))


class RecallForm(ActForm):
    reason = forms.CharField(label="撤回原因", max_length=200)


@guard("AH-28.6a", forbids=True)
def is_the_receiver(task, do):
    """A task is given to a person: nobody signs for it in that person's name."""
    if do.by != task.receiver:
        return f"该事项交办给{task.receiver}，须由本人签收和办理。"
    return None


def _set_limit(task, do) -> list[Limit]:
    """The day set in the single case; a task without one has no clock (WS11-02)."""
    return [Limit(LimitKind.SERVICE, None, "交办时确定的完成期限", until=task.due_on)] if task.due_on else []


CLOCKS = declare(
    "staff.task",
    Clock(
        "task",
        "完成期限",
        starts=("issued",),
        ends=("done", "recalled"),
        limits=_set_limit,
        clauses="WS11-02",
        start_title="交办",
        optional=True,
    ),
)


class State(models.TextChoices):
    ISSUED = "issued", "待签收"
    ACKNOWLEDGED = "acknowledged", "办理中"
    DONE = "done", "已完成"
    RECALLED = "recalled", "已撤回"


class Task(Workflow):
    """One task for one first representative, opened for the ``department`` that person speaks for."""

    State = State
    clocks = CLOCKS

    state = StateField(State)
    receiver = models.ForeignKey("hall.User", models.PROTECT, verbose_name="首席代表", related_name="+")
    title = models.CharField("事项", max_length=100)
    content = models.TextField("内容和要求")
    due_on = models.DateField("完成期限", null=True, blank=True)
    issued_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="交办人", related_name="+")
    issued_at = models.DateTimeField("交办时间")
    acknowledged_at = models.DateTimeField("签收时间", null=True, blank=True)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    report = models.TextField("完成情况", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "交办事项"
        indexes = [models.Index(fields=["receiver", "state"], name="task_receiver_state")]

    def __str__(self) -> str:
        return self.title

    @act("交办", NEW, State.ISSUED, by=ISSUERS, form=IssueForm, events=["issued"], clauses="AH-27.3 AH-28.6a")
    def issue(self, do):
        self.receiver, self.due_on = do.data["receiver"], do.data["due_on"]
        self.title, self.content = do.data["title"], do.data["content"]
        self.issued_by, self.issued_at = do.by, do.at
        do.label(self.title)

    @act(
        "签收",
        State.ISSUED,
        State.ACKNOWLEDGED,
        by=Role.FIRST_REPRESENTATIVE,
        guards=[is_the_receiver],
        clauses="AH-28.6a",
    )
    def acknowledge(self, do):
        self.acknowledged_at = do.at

    @act(
        "报告完成",
        State.ACKNOWLEDGED,
        State.DONE,
        by=Role.FIRST_REPRESENTATIVE,
        form=ReportForm,
        guards=[is_the_receiver],
        events=["done"],
        clauses="AH-28.6a",
    )
    def finish(self, do):
        self.done_at, self.report = do.at, do.data["report"]

    @act(
        "撤回交办",
        [State.ISSUED, State.ACKNOWLEDGED],
        State.RECALLED,
        by=ISSUERS,
        form=RecallForm,
        events=["recalled"],
        clauses="AH-27.3",
    )
    def recall(self, do):
        """No longer wanted, or given to somebody who has left the post."""
