"""Course (培训): planned for the year or called in between, by the centre or by a department (DL-23, WS13 三(一)2)."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from staff.at_work import department_of
from staff.registers import stationed

from .attendee import Attendee

ORGANISERS = (Role.HALL_OFFICE, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER)


class State(models.TextChoices):
    PLANNED = "planned", "待举办"
    HELD = "held", "已举办"
    CANCELLED = "cancelled", "已取消"


class Kind(models.TextChoices):
    PRE_POST = "pre_post", "岗前培训"
    REGULAR = "regular", "定期学习培训（年度计划内）"
    EXTRA = "extra", "临时培训"


class InviteForm(ActForm):
    participants = forms.ModelMultipleChoiceField(None, label="参加人员", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participants"].queryset = stationed(self.do.hall)


class PlanForm(InviteForm):
    title = forms.CharField(label="培训名称", max_length=100)
    kind = forms.ChoiceField(label="种类", choices=Kind)
    subjects = forms.MultipleChoiceField(
        label="岗前培训的内容", required=False, help_text="可以作为哪几项岗前培训的记录；不涉及的不选。"
    )
    on = forms.DateField(label="日期")
    begins = forms.TimeField(label="开始时间")
    ends = forms.TimeField(label="结束时间")
    trainer = forms.CharField(label="授课人", max_length=60)
    place = forms.CharField(label="地点", max_length=60)
    field_order = ("title", "kind", "subjects", "on", "begins", "ends", "trainer", "place", "participants")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subjects"].choices = [(one, one) for one in self.do.rule("training.subjects")]

    def check_times(self, cleaned):
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", "结束时间应晚于开始时间，请重新填写。")


class MoveForm(ActForm):
    on = forms.DateField(label="改期到")
    reason = forms.CharField(label="原因", max_length=200)


class ReasonForm(ActForm):
    reason = forms.CharField(label="原因", max_length=200)


@guard()
def course_day_has_come(course, do):
    if do.on < course.on:
        return f"培训定于{course.on:%Y-%m-%d}举办，当日之前不能登记为已举办。"
    return None


class Course(Workflow):
    """One session on one local day; the department of its dossier organises it, without one the centre."""

    State, Kind = State, Kind
    final = frozenset({State.CANCELLED})

    state = StateField(State)
    title = models.CharField("培训名称", max_length=100)
    kind = models.CharField("种类", max_length=10, choices=Kind)
    subjects = models.JSONField("岗前培训的内容", default=list)
    on = models.DateField("日期")
    begins = models.TimeField("开始时间")
    ends = models.TimeField("结束时间")
    trainer = models.CharField("授课人", max_length=60)
    place = models.CharField("地点", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "培训"
        indexes = [models.Index(fields=["on", "state"], name="course_by_day")]

    def __str__(self) -> str:
        return f"{self.title}（{self.on:%Y-%m-%d}）"

    @act(
        "安排培训",
        NEW,
        State.PLANNED,
        by=ORGANISERS,
        form=PlanForm,
        clauses="AH-4.2a DL-3.2c DL-23.1 DL-23.2 EL-4.1h WS13-3.1.2-1",
    )
    def plan(self, do):
        for name in ("title", "kind", "subjects", "on", "begins", "ends", "trainer", "place"):
            setattr(self, name, do.data[name])
        do.label(str(self))
        self._invite(do, do.data["participants"])

    @act("增加参加人员", State.PLANNED, None, by=ORGANISERS, form=InviteForm, clauses="DL-23.2")
    def invite(self, do):
        known = set(Attendee.objects.filter(dossier__parent=self.dossier).values_list("person", flat=True))
        self._invite(do, [one for one in do.data["participants"] if one.pk not in known])

    @act("改期", State.PLANNED, None, by=ORGANISERS, form=MoveForm, clauses="DL-23.1")
    def move(self, do):
        self.on = do.data["on"]
        do.label(str(self))

    @act(
        "登记为已举办",
        State.PLANNED,
        State.HELD,
        by=ORGANISERS,
        guards=[course_day_has_come],
        clauses="DL-23.1",
    )
    def hold(self, do):
        """From now on it counts in the staff files; who did not sign in was not there."""

    @act("取消培训", State.PLANNED, State.CANCELLED, by=ORGANISERS, form=ReasonForm, clauses="DL-23.1")
    def cancel(self, do):
        """The reason stands on the timeline."""

    def _invite(self, do, people) -> None:
        for person in people:
            home = department_of(person, do.hall, do.on)
            do.then(Attendee, "invite", {"person": person.pk}, parent=self, hall=do.hall, department=home)
