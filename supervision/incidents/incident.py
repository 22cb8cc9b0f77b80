"""Incident (突发事件): any posted person reports it in one form; whom it reaches follows from its gravity."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.authority import Authority
from hall.people.roles import Role
from hall.people.user import User
from supervision.patrols.people import POSTED
from windows.window import Window

CENTRE = (Role.HALL_OFFICE, Role.HALL_LEADER)


class Kind(models.TextChoices):
    CONFLICT = "conflict", "窗口与群众的矛盾"
    CHILD = "child", "特殊情况报备（携带儿童等）"
    SUDDEN = "sudden", "突发情况、秩序"
    ANOMALY = "anomaly", "异常情况"


class Gravity(models.TextChoices):
    ORDINARY = "ordinary", "一般"
    MAJOR = "major", "重大"


class ReportForm(ActForm):
    """Personal data of citizens stays out of it: what happened is enough."""

    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    gravity = forms.ChoiceField(label="程度", choices=Gravity.choices, initial=Gravity.ORDINARY)
    at = forms.DateTimeField(label="时间", help_text="特殊情况报备填写使用的日期。")
    area = forms.CharField(label="地点、区域", max_length=60)
    window = forms.ModelChoiceField(None, label="窗口", required=False)
    person = forms.ModelChoiceField(None, label="报备人", required=False)
    content = forms.CharField(
        label="情况",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="请勿填写群众的个人信息。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["window"].queryset = Window.objects.filter(dossier__hall=self.do.hall).select_related(
            "place"
        )
        self.fields["person"].queryset = User.objects.filter(grants__hall=self.do.hall).distinct()

    @rule_of_form("WS04-6.5-2")
    def check_told_before(self, cleaned):
        """A special reason is told of before, not afterwards; by whom, must be known."""
        if cleaned.get("kind") != Kind.CHILD:
            if (at := cleaned.get("at")) and at > self.do.at:
                self.add_error("at", "发生时间不能晚于现在，请核对。")
            return
        cleaned["person"] = cleaned.get("person") or self.do.by
        if (at := cleaned.get("at")) and at < self.do.at:
            self.add_error("at", "特殊情况应当事先报备，请填写将来的时间。")


class MeasureForm(ActForm):
    measures = forms.CharField(label="采取的措施", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class OutcomeForm(ActForm):
    outcome = forms.CharField(label="处理结果", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


@guard("WS10-4.2-4 WS05-7.6")
def something_was_done(incident, do):
    if not incident.measures:
        return "请先记录采取的措施，再填写处理结果。"
    return None


class Incident(Workflow):
    """The dossier's department is the one concerned; ``patrol`` where a patrol met it."""

    class State(models.TextChoices):
        OPEN = "open", "处理中"
        CLOSED = "closed", "已办结"

    Kind, Gravity = Kind, Gravity
    final = frozenset({State.CLOSED})
    opening_fields = frozenset({"patrol"})

    state = StateField(State)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    gravity = models.CharField("程度", max_length=10, choices=Gravity)
    at = models.DateTimeField("时间")
    area = models.CharField("地点、区域", max_length=60)
    window = models.ForeignKey(
        "windows.Window", models.PROTECT, verbose_name="窗口", null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="报备人", null=True, blank=True, related_name="+"
    )
    patrol = models.ForeignKey(
        "supervision.Patrol",
        models.PROTECT,
        verbose_name="巡查",
        null=True,
        blank=True,
        related_name="incidents",
    )
    content = models.TextField("情况")
    reported_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="报告人", related_name="+")
    reported_to = models.CharField("报告对象", max_length=60)
    measures = models.TextField("采取的措施", blank=True)
    outcome = models.TextField("处理结果", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "突发事件"

    def __str__(self) -> str:
        return f"第{self.pk}号{self.get_kind_display()}"

    @act(
        "报告",
        NEW,
        State.OPEN,
        by=(*POSTED, *CENTRE),
        form=ReportForm,
        clauses="WS04-2.4-2 WS05-2.4 WS10-3.11 WS10-4.5",
    )
    def report(self, do):
        for name, value in do.data.items():
            setattr(self, name, value)
        self.reported_by = do.by
        told = [*(["首席代表"] if do.department else []), "大厅管理室"]
        self.reported_to = "、".join([*told, "中心领导"] if self.gravity == Gravity.MAJOR else told)
        do.label(str(self))

    @act("采取措施", State.OPEN, None, by=(*POSTED, *CENTRE), form=MeasureForm, clauses="WS10-4.2-4")
    def handle(self, do):
        self.measures = "\n".join(filter(None, [self.measures, do.data["measures"]]))

    @act(
        "办结",
        State.OPEN,
        State.CLOSED,
        by=(Role.FIRST_REPRESENTATIVE, Role.GUIDE, *CENTRE),
        form=OutcomeForm,
        guards=[something_was_done],
        clauses="WS05-7.6",
    )
    def close(self, do):
        self.outcome = do.data["outcome"]


def inbox(authority: Authority) -> models.QuerySet[Incident]:
    """The open incidents a person has to know of: their department's; the office all of its hall, the leaders the major
    ones and what was told of ahead.
    """
    found = models.Q(pk__in=[])
    for grant in authority.grants:
        here = models.Q(dossier__hall=grant.hall_id)
        if grant.role == Role.HALL_OFFICE:
            found |= here
        elif grant.role == Role.HALL_LEADER:
            found |= here & models.Q(gravity=Gravity.MAJOR)
        elif grant.role == Role.FIRST_REPRESENTATIVE and grant.department_id:
            found |= here & models.Q(dossier__department=grant.department_id)
    return Incident.objects.filter(found, state=Incident.State.OPEN).order_by("-pk")
