"""Joint meeting (联席会商): centre and departments go over cases; each item has an owner and a day (EL-5.2)."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.db import models

from hall import legal_time
from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty
from hall.people.roles import Role
from hall.places.department import Department
from staff.at_work import department_of
from staff.registers import stationed

from .oversight import Oversight

ITEMS = range(5)  # lines of the form; further items are opened one by one


class MeetingForm(ActForm):
    on = forms.DateField(label="日期")
    units = forms.ModelMultipleChoiceField(None, label="参加单位", widget=forms.CheckboxSelectMultiple)
    content = forms.CharField(
        label="分析的办件和问题", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Department.objects.filter(hall=self.do.hall, is_active=True)
        self.fields["units"].queryset = units.prefetch_related("names")
        people = stationed(self.do.hall)
        for n in ITEMS:
            self.fields[f"item_{n}"] = forms.CharField(
                label=f"议定事项{n + 1}", max_length=500, required=False
            )
            self.fields[f"owner_{n}"] = forms.ModelChoiceField(people, label="责任人", required=False)
            self.fields[f"due_{n}"] = forms.DateField(label="完成期限", required=False)

    def check_day(self, cleaned):
        if (on := cleaned.get("on")) and on > self.do.on:
            self.add_error("on", "会议日期不能晚于今天，请核对。")

    def check_items(self, cleaned):
        for n in ITEMS:
            if not cleaned.get(f"item_{n}"):
                continue
            for name, title in (("owner", "责任人"), ("due", "完成期限")):
                if not cleaned.get(f"{name}_{n}") and f"{name}_{n}" not in self.errors:
                    self.add_error(f"{name}_{n}", f"请填写议定事项{n + 1}的{title}。")

    @property
    def items(self) -> list[tuple]:
        data = self.cleaned_data
        return [(data[f"item_{n}"], data[f"owner_{n}"], data[f"due_{n}"]) for n in ITEMS if data[f"item_{n}"]]


class JointMeeting(Workflow):
    """Its items are tasks below it, each open until done."""

    class State(models.TextChoices):
        HELD = "held", "已召开"

    state = StateField(State)
    on = models.DateField("日期")
    units = models.JSONField("参加单位", default=list)
    content = models.TextField("分析的办件和问题")

    class Meta:
        verbose_name = verbose_name_plural = "联席会商"

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}联席会商"

    @act("登记联席会商", NEW, State.HELD, by=Role.HALL_OFFICE, form=MeetingForm, clauses="EL-5.2")
    def hold(self, do):
        self.on, self.content = do.data["on"], do.data["content"]
        self.units = [one.pk for one in do.data["units"]]
        do.label(str(self))
        for text, owner, due_on in do.form.items:
            task = {
                "kind": "task",
                "subject": "handling",
                "channel": "hall",
                "responsible": owner.pk,
                "fact": f"{self}议定",
                "basis": "EL-5.2",
                "advice": text,
                "due_on": due_on,
            }
            home = department_of(owner, do.hall, do.on)
            do.then(Oversight, "open", task, parent=self, department=home)


@duty("EL-5.2", off=lambda hall, year: [])
def quarters_without(hall, year: int) -> list[int]:
    """The quarters of a year that are over and had no joint meeting."""
    held = {(on.month + 2) // 3 for on in _days(hall, year)}
    today = legal_time.today()
    over = [n for n in range(1, 5) if _ends(year, n) < today]
    return [n for n in over if n not in held]


def _days(hall, year: int):
    return JointMeeting.objects.filter(dossier__hall=hall, on__year=year).values_list("on", flat=True)


def _ends(year: int, quarter: int) -> dt.date:
    first_of_next = dt.date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return first_of_next - dt.timedelta(days=1)
