"""What the centre records of the people posted to it: daily management, assessment, study (DL-5.2).

Pay and rank stay with the home department; these records are the centre's alone.
"""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm
from hall.people.roles import Role
from hall.people.user import User
from hall.places.department import Department
from hall.registers.register import Register

BY_THE_CENTRE = (Role.HALL_OFFICE,)


def stationed(hall):
    """The people who hold, or held, a role in a hall."""
    return User.objects.filter(grants__hall=hall).distinct().order_by("name")


def _text(label: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": 3}))


class DayForm(ActForm):
    """A record of a day that has come."""

    on = forms.DateField(label="日期")

    def check_day_has_come(self, cleaned):
        if (on := cleaned.get("on")) and on > self.do.on:
            self.add_error("on", "日期不能晚于今天，请核对。")


class PersonForm(DayForm):
    """A record about one person of this hall."""

    person = forms.ModelChoiceField(None, label="人员")
    field_order = ("person", "on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = stationed(self.do.hall)


class DailyForm(PersonForm):
    subject = forms.ChoiceField(
        label="管理事项",
        choices=[
            ("attendance", "考勤"),
            ("conduct", "工作纪律"),
            ("service", "服务规范"),
            ("appearance", "着装仪表"),
            ("other", "其他"),
        ],
    )
    content = _text("情况")
    handling = _text("处理", required=False)


class AssessmentForm(PersonForm):
    period = forms.CharField(label="考核期间", max_length=60)
    result = forms.CharField(label="考核结果", max_length=60)
    opinion = _text("考核意见")


class StudyForm(DayForm):
    topic = forms.CharField(label="学习内容", max_length=200)
    participants = forms.ModelMultipleChoiceField(None, label="参加人员")
    note = _text("备注", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participants"].queryset = stationed(self.do.hall)


class HomeDutyForm(PersonForm):
    """A task of the home unit that somebody posted to the hall was given: a finding against the unit."""

    unit = forms.ModelChoiceField(None, label="安排工作的单位")
    content = _text("安排的工作")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Department.objects.filter(hall=self.do.hall).prefetch_related("names")


DAILY = Register("staff.daily", "派驻人员日常管理台账", BY_THE_CENTRE, DailyForm, "DL-5.2")
ASSESSMENT = Register("staff.assessment", "派驻人员考核台账", BY_THE_CENTRE, AssessmentForm, "DL-5.2")
STUDY = Register("staff.study", "派驻人员学习台账", BY_THE_CENTRE, StudyForm, "DL-5.2")
HOME_DUTY = Register(
    "staff.home_duty", "派驻期间安排原单位工作问题台账", BY_THE_CENTRE, HomeDutyForm, "AH-20.3 DL-5.3"
)
