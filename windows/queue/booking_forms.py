"""What is asked of whoever books: when, what for, and how to be reached."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.validators import RegexValidator
from django.db import models

from hall.acts.form import ActForm, rule_of_form
from hall.calendar import calendar_for
from hall.clocks.computation import SHANGHAI, long_date
from hall.people.user import User
from hall.places.department import Department
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import open_matters
from staff.registers import stationed

from .slots import bookable_days, free_slots

PHONE = RegexValidator(r"^[0-9+()（）\- ]{5,20}$", "请填写能联系到您的电话号码。")


class Channel(models.TextChoices):
    """现场预约、电话预约、网上预约 (XA-15)."""

    ONLINE = "online", "网上"
    PHONE = "phone", "电话"
    DESK = "desk", "现场"


class VisitorForm(ActForm):
    """Name and phone are the booking's, never the timeline's."""

    private = frozenset({"visitor", "phone"})
    visitor = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="电话", max_length=20, validators=[PHONE])


class BookForm(VisitorForm):
    field_order = ("channel", "matter", "on", "time", "visitor", "phone")
    channel = forms.ChoiceField(label="预约渠道", choices=Channel.choices)
    matter = forms.ModelChoiceField(None, label="事项", required=False)
    on = forms.DateField(label="日期")
    time = forms.TimeField(label="时段开始", help_text="如 09:30。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        do = self.do
        self.fields["matter"].queryset = open_matters(do.hall, do.on) if do.hall else Matter.objects.none()

    @rule_of_form("XA-15.2")
    def check_who_answers_the_phone(self, cleaned):
        """Online books only the public page; by phone and at the desk somebody of the hall."""
        online = cleaned.get("channel") == Channel.ONLINE
        if cleaned.get("channel") and online == bool(self.do.by):
            self.add_error("channel", "工作人员代为登记的请选电话或者现场，网上预约由本人在网页办理。")

    def check_day_is_open(self, cleaned):
        on = cleaned.get("on")
        if on and on not in bookable_days(self.do.hall, self.do.on):
            ahead = self.do.rule("appointment.days_ahead")
            self.add_error("on", f"只能预约{ahead}日以内的工作日；公休日请另行申请公休日预约。")

    @rule_of_form("AH-4.9b")
    def check_slot_is_free(self, cleaned):
        """Asked under the line's lock: the last place of a slot is given once."""
        on, time = cleaned.get("on"), cleaned.get("time")
        if not on or not time or self.errors:
            return
        starts = dt.datetime.combine(on, time, SHANGHAI)
        free = free_slots(self.do.obj.line, on, self.do.at)
        if starts not in [slot.starts for slot in free]:
            others = "、".join(str(slot) for slot in free[:6]) or "当日已约满，请改约其他日期"
            self.add_error("time", f"这个时段已约满或者不开放。还可以预约：{others}。")


class RestDayForm(VisitorForm):
    """公休日预约: for a special or urgent need, agreed beforehand (WS04 四（四）)."""

    private = VisitorForm.private | {"reason"}
    field_order = ("channel", "on", "need", "reason", "departments", "visitor", "phone")
    channel = forms.ChoiceField(label="预约渠道", choices=Channel.choices)
    on = forms.DateField(label="公休日")
    need = forms.ChoiceField(label="需要", choices=[("urgent", "紧急"), ("special", "特殊")])
    reason = forms.CharField(
        label="原因", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    departments = forms.ModelMultipleChoiceField(None, label="涉及的部门")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["departments"].queryset = Department.objects.filter(
            hall=self.do.hall, is_active=True
        ).prefetch_related("names")

    @rule_of_form("WS04-4.4-1")
    def check_need_is_explained(self, cleaned):
        if "reason" not in self.errors and not cleaned.get("reason"):
            self.add_error("reason", "公休日办理限于特殊、紧急需要，请写明原因。")

    @rule_of_form("WS04-4.4-1")
    def check_it_is_a_rest_day(self, cleaned):
        on = cleaned.get("on")
        if not on:
            return
        if on <= self.do.on:
            self.add_error("on", "须事先约定，请选今天以后的公休日。")
        elif calendar_for(self.do.hall).is_working(on):
            opening, closing = self.do.rule("hall.opening_time"), self.do.rule("hall.closing_time")
            self.add_error(
                "on",
                f"{long_date(on)}是工作日，{opening:%H:%M}至{closing:%H:%M}正常办公，请直接来办或者预约时段。",
            )


class InvolveForm(ActForm):
    departments = forms.ModelMultipleChoiceField(None, label="还涉及的部门")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = self.do.obj.departments
        found = Department.objects.filter(hall=self.do.hall, is_active=True).exclude(pk__in=known)
        self.fields["departments"].queryset = found.prefetch_related("names")


class AssignForm(ActForm):
    """One person of one department."""

    department = forms.ModelChoiceField(None, label="部门")
    person = forms.ModelChoiceField(None, label="办理人员")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = Department.objects.filter(pk__in=self.do.obj.departments)
        self.fields["department"].queryset = known.prefetch_related("names")
        self.fields["person"].queryset = stationed(self.do.hall)

    def check_person_is_of_the_department(self, cleaned):
        department, person = cleaned.get("department"), cleaned.get("person")
        if department and person and not of_department(person, department).exists():
            self.add_error("person", f"{person}不在{department}派驻，请另选。")


def of_department(person: User, department: Department):
    """The grants a person has for a department."""
    return person.grants.filter(department=department)


class DeclineForm(ActForm):
    reason = forms.CharField(label="不能安排的原因", max_length=200, help_text="将告知预约人。")


class CancelForm(ActForm):
    reason = forms.CharField(label="取消原因", max_length=200, required=False)
