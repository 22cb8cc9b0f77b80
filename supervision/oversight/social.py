"""Social supervisors (社会监督员): appointed by the bureau for a term; what they report (WS14 十一)."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField, Workflow
from hall.people.grant import Grant
from hall.people.roles import Role
from hall.people.user import User
from staff.at_work import bounds

CENTRE = (Role.HALL_OFFICE, Role.BUREAU)


class AppointForm(ActForm):
    """Of good political quality, able and upright (WS14 十一)."""

    person = forms.ModelChoiceField(User.objects.filter(is_active=True), label="受聘人")
    begins_on = forms.DateField(label="聘期首日")
    ends_on = forms.DateField(label="聘期末日")
    qualities = forms.CharField(
        label="政治素质、业务能力、作风", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def check_term(self, cleaned):
        begins_on, ends_on = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", "聘期末日不能早于首日，请核对。")


class SocialSupervisor(Workflow):
    """One term; the right to report begins and ends with it, by a grant of exactly those days."""

    class State(models.TextChoices):
        APPOINTED = "appointed", "已聘请"

    state = StateField(State)
    person = models.ForeignKey("hall.User", models.PROTECT, verbose_name="受聘人", related_name="+")
    begins_on = models.DateField("聘期首日")
    ends_on = models.DateField("聘期末日")
    qualities = models.TextField("政治素质、业务能力、作风")

    class Meta:
        verbose_name = verbose_name_plural = "社会监督员"

    def __str__(self) -> str:
        return f"社会监督员{self.person}"

    @act("聘请社会监督员", NEW, State.APPOINTED, by=Role.BUREAU, form=AppointForm, clauses="WS14-11-1")
    def appoint(self, do):
        for name, value in do.data.items():
            setattr(self, name, value)
        since, until = bounds(self.begins_on, self.ends_on)
        term = {
            "user": self.person_id,
            "role": str(Role.SOCIAL_SUPERVISOR),
            "since": _local(since),
            "until": _local(until),
        }
        do.then(Grant, "give", term, hall=do.hall)


def _local(instant: dt.datetime) -> str:
    return instant.strftime("%Y-%m-%d %H:%M")


class ReportForm(ActForm):
    kind = forms.ChoiceField(label="类别", choices=[("problem", "存在的问题"), ("advice", "改进建议")])
    content = forms.CharField(label="内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    truthful = forms.BooleanField(label="以上反映客观真实")


class AnswerForm(ActForm):
    answer = forms.CharField(label="处理情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class SocialReport(Workflow):
    """What a social supervisor saw, and what came of it."""

    class State(models.TextChoices):
        REPORTED = "reported", "待处理"
        ANSWERED = "answered", "已处理"

    final = frozenset({State.ANSWERED})
    state = StateField(State)
    kind = models.CharField("类别", max_length=10)
    content = models.TextField("内容")
    reported_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="反映人", related_name="+")
    reported_at = models.DateTimeField("反映时间")
    answer = models.TextField("处理情况", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "社会监督反映"

    def __str__(self) -> str:
        return f"第{self.pk}号社会监督反映"

    @act(
        "反映问题、提出建议",
        NEW,
        State.REPORTED,
        by=Role.SOCIAL_SUPERVISOR,
        form=ReportForm,
        clauses="WS14-11-1 WS14-11-2",
    )
    def report(self, do):
        self.kind, self.content = do.data["kind"], do.data["content"]
        self.reported_by, self.reported_at = do.by, do.at
        do.label(str(self))

    @act("处理", State.REPORTED, State.ANSWERED, by=CENTRE, form=AnswerForm, clauses="WS14-11-2")
    def handle(self, do):
        self.answer = do.data["answer"]
