"""Registers of daily life: attendance corrections, meetings, guide posts, enquiries, who is shown to the public."""

from __future__ import annotations

from django import forms
from django.db.models import Q

from hall.acts.form import ActForm, rule_of_form
from hall.people.roles import Role
from hall.places.department import Department
from hall.places.place import Place
from hall.registers.register import Register
from matters.catalogue.selectors import open_matters

from .attendance.day import Standing
from .registers import DayForm, PersonForm, _text, stationed
from .rules import GROUNDS
from .training.selectors import missing_subjects

OFFICE, GUIDE = Role.HALL_OFFICE, Role.GUIDE
UNIT = (Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER)
HALVES = [("am", "上午"), ("pm", "下午")]
FOUND = ("first_asked", "told_once", "complaint", "patrol", "inspection", "circular", "praise")
CORRECTABLE = (Standing.PRESENT, Standing.LATE, Standing.EARLY, Standing.ABSENT)


def posts_of(hall) -> list[str]:
    """Where guides stand: the enquiry desks, and each zone of the hall (WS05 六(一))."""
    places = Place.objects.filter(hall=hall, is_active=True)
    desks = places.filter(kind=Place.Kind.ENQUIRY_DESK).order_by("code").values_list("name", flat=True)
    zones = places.filter(~Q(zone="")).order_by("zone").values_list("zone", flat=True).distinct()
    return list(dict.fromkeys([*desks, *zones]))


class PostField(forms.ChoiceField):
    """One of the hall's desks and zones; its choices come with the deed."""

    def fill(self, hall) -> None:
        self.choices = [(one, one) for one in posts_of(hall)]


class AnswerForm(DayForm):
    question = _text("窗口咨询的问题")
    answer = _text("部门答复")


class CorrectionOfDayForm(PersonForm):
    standing = forms.ChoiceField(label="更正为", choices=[(one.value, one.label) for one in CORRECTABLE])
    reason = _text("更正依据")


class DesertionForm(PersonForm):
    at = forms.TimeField(label="时间")
    seen_by = forms.CharField(label="发现人", max_length=60)
    content = _text("情况")


class MeetingForm(DayForm):
    meeting = forms.ChoiceField(label="会议", choices=[("morning", "晨会"), ("evening", "夕会")])
    led_by = forms.CharField(label="主持人", max_length=60)
    content = _text("内容")


class RosterForm(ActForm):
    """Who stands where on a day; a day may lie ahead."""

    person = forms.ModelChoiceField(None, label="人员")
    on = forms.DateField(label="日期")
    half = forms.ChoiceField(label="班次", choices=HALVES)
    post = PostField(label="岗位")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = stationed(self.do.hall)
        self.fields["post"].fill(self.do.hall)

    @rule_of_form("AH-20.1")
    def check_trained(self, cleaned):
        if not (person := cleaned.get("person")):
            return
        if lacking := missing_subjects(person, self.do.hall, self.do.on):
            self.add_error("person", f"{person}尚无岗前培训记录：{'、'.join(lacking)}，培训合格后方可排班。")


class EnquiryForm(DayForm):
    matter = forms.ModelChoiceField(None, label="咨询的事项")
    led_to = forms.CharField(label="引导到", max_length=60, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["matter"].queryset = open_matters(self.do.hall, self.do.on)


class CrowdingForm(DayForm):
    at = forms.TimeField(label="时间")
    post = PostField(label="区域")
    content = _text("情况和疏导措施")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"].fill(self.do.hall)


class FindingForm(DayForm):
    """What counts in an assessment and has no record of its own: about a department, and often about a person."""

    ground = forms.ChoiceField(label="事由", choices=[(code, GROUNDS[code]) for code in FOUND])
    unit = forms.ModelChoiceField(None, label="派驻单位", required=False, help_text="涉及中心自己的不选。")
    person = forms.ModelChoiceField(None, label="涉及人员", required=False)
    content = _text("内容")
    reference = forms.CharField(label="依据（巡查记录、通报、投诉件编号）", max_length=100)
    corrected = forms.BooleanField(label="已整改", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Department.objects.filter(hall=self.do.hall, is_active=True)
        self.fields["unit"].queryset = units.prefetch_related("names")
        self.fields["person"].queryset = stationed(self.do.hall)


class PublicForm(ActForm):
    person = forms.ModelChoiceField(None, label="人员")
    duty = forms.CharField(label="工作职责", max_length=100)
    contact = forms.CharField(label="联系方式", max_length=60, required=False)
    office_phone = forms.CharField(label="办公电话", max_length=30, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = stationed(self.do.hall)


Register("staff.answers", "部门答复窗口咨询台账", UNIT, AnswerForm, "EL-4.1h")
Register("staff.attendance_correction", "考勤更正台账", (OFFICE,), CorrectionOfDayForm, "DL-22.1")
Register(
    "staff.desertion", "擅自离岗、脱岗台账", (OFFICE, Role.SUPERVISOR), DesertionForm, "WS04-5.4-4 WS05-7.2-1"
)
Register("staff.meetings", "晨会、夕会台账", (OFFICE,), MeetingForm, "WS15-04.2")
Register("staff.roster", "岗位排班", (OFFICE,), RosterForm, "WS05-6.1 AH-20.1")
Register("staff.enquiries", "咨询引导台账", (GUIDE, OFFICE), EnquiryForm, "WS05-2.1-2 WS05-2.2")
Register("staff.crowding", "人员扎堆台账", (GUIDE, OFFICE), CrowdingForm, "WS05-7.5-2")
Register(
    "staff.findings",
    "考核事项台账",
    (OFFICE, Role.SUPERVISOR, Role.BUREAU),
    FindingForm,
    "WS01-06 WS02-10 WS06-5.1 WS10-4R-1 WS14-08-2 WS14-14 WS15-05.3-2 WS15-07",
)
Register("staff.public", "人员公示栏", (OFFICE, Role.FIRST_REPRESENTATIVE), PublicForm, "XA-37.4")
