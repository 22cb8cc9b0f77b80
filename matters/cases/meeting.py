"""会审会议: called by the centre with the lead department's first representative, where departments have to agree."""

from __future__ import annotations

from django import forms
from django.db import models
from django.utils import timezone

from hall.acts.act import NEW, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role

from . import meeting_papers
from .states import Conclusion
from .states import State as CaseState

LONG = forms.Textarea(attrs={"rows": 3})


class ProposeForm(ActForm):
    topic = forms.CharField(label="会审事由", max_length=300, widget=LONG)


class CallForm(ActForm):
    held_at = forms.DateTimeField(
        label="会议时间", widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    where = forms.CharField(label="会议地点", max_length=80)

    def check_time(self, cleaned):
        if cleaned.get("held_at") and cleaned["held_at"] < self.do.at:
            self.add_error("held_at", "会议时间应晚于现在，请重新填写。")


class MinutesForm(ActForm):
    """Who came of each unit, what was said, what it came to. A unit without a name was absent."""

    conclusion = forms.ChoiceField(label="会审结论", choices=Conclusion.choices)
    minutes = forms.CharField(label="会议记录", max_length=3000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for unit in self.do.obj.units():
            field = forms.CharField(label=f"{unit}参会人", max_length=40, required=False)
            field.help_text = "缺席的留空。"
            self.fields[f"present_{unit.pk}"] = field

    @property
    def attendance(self) -> list[dict]:
        return [
            {"unit": unit.pk, "name": str(unit), "person": self.cleaned_data[f"present_{unit.pk}"]}
            for unit in self.do.obj.units()
        ]

    @rule_of_form("AH-28.5c")
    def check_lead(self, cleaned):
        """The lead department organises it: without it there is no meeting."""
        lead = f"present_{self.do.obj.case.dossier.department_id}"
        if lead in self.fields and not cleaned.get(lead):
            self.add_error(lead, "牵头部门没有参会，不能登记为会审会议。")


class CancelForm(ActForm):
    reason = forms.CharField(label="不召开的理由", max_length=300, widget=LONG)


@guard("AH-28.5b AH-28.5c")
def several_departments(meeting, do):
    if not do.parent.version.joint_departments.exists():
        return "只有两个以上部门联合办理的事项才召开会审会议。"


@guard("AH-28.5c")
def meeting_in_review(meeting, do):
    if (do.parent or meeting.case).state != CaseState.REVIEWING:
        return "只有审批中的办件才召开会审会议。"


class JointMeeting(Workflow):
    """One joint review meeting on a case of several departments."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "已提请"
        CALLED = "called", "已召集"
        HELD = "held", "已召开"
        CANCELLED = "cancelled", "不召开"

    read_along = ("case",)

    state = StateField(State)
    case = models.ForeignKey("cases.Case", models.PROTECT, verbose_name="办件", related_name="meetings")
    topic = models.CharField("会审事由", max_length=300)
    proposed_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="牵头部门首席代表", related_name="+"
    )
    called_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="召集人", null=True, blank=True, related_name="+"
    )
    held_at = models.DateTimeField("会议时间", null=True, blank=True)
    where = models.CharField("会议地点", max_length=80, blank=True)
    attendance = models.JSONField("参会情况", default=list)
    outcome = models.CharField("会审结论", max_length=10, choices=Conclusion, blank=True)
    minutes = models.TextField("会议记录", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "会审会议"

    def __str__(self) -> str:
        return f"{self.case.number} 会审会议"

    def rules_date(self, do):
        return (do.parent or self.case).rules_date(do)

    def units(self) -> list:
        """The lead department, then every other that takes part."""
        rows = self.case.version.joint_departments.select_related("department")
        return [self.case.dossier.department, *(row.department for row in rows)]

    @act(
        "提请召开会审会议",
        NEW,
        State.PROPOSED,
        by=Role.FIRST_REPRESENTATIVE,
        form=ProposeForm,
        guards=[several_departments, meeting_in_review],
        clauses="AH-28.5c",
    )
    def propose(self, do):
        self.case, self.topic, self.proposed_by = do.parent, do.data["topic"], do.by
        do.label(f"{self.case.number} 会审会议")

    @act(
        "召集会审会议",
        [State.PROPOSED, State.CALLED],
        State.CALLED,
        by=[Role.HALL_OFFICE, Role.HALL_LEADER],
        form=CallForm,
        guards=[meeting_in_review],
        clauses="AH-28.5c",
    )
    def call(self, do):
        """The centre calls it, the first representative who asked for it helps; called anew, another time holds."""
        self.called_by, self.held_at, self.where = do.by, do.data["held_at"], do.data["where"]

    @act(
        "登记会审会议记录",
        State.CALLED,
        State.HELD,
        by=[Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE],
        form=MinutesForm,
        guards=[meeting_in_review],
        papers=[meeting_papers.MINUTES],
        clauses="AH-28.5b AH-28.5c",
    )
    def record(self, do):
        self.attendance = do.form.attendance
        self.outcome, self.minutes = do.data["conclusion"], do.data["minutes"]

    @act(
        "不召开会审会议",
        [State.PROPOSED, State.CALLED],
        State.CANCELLED,
        by=[Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE],
        form=CancelForm,
    )
    def cancel(self, do):
        """The departments agreed without it, or the case has ended."""

    @property
    def local_time(self):
        return timezone.localtime(self.held_at)
