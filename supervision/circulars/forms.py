"""What is typed of a circular: which one, a line more, how it was delivered."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, ObjectField, rule_of_form
from hall.people.user import User
from hall.places.department import Department
from hall.timeline.dossier import Dossier
from supervision.patrols.finding import COUNTING, STANDING, Finding, State
from supervision.patrols.people import under_patrol

from .kinds import CircularKind

RESTS_ON = ("supervision.finding", "complaints.complaint", "cases.case")


def _text(label: str, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **more)


class DraftForm(ActForm):
    kind = forms.ChoiceField(label="通报形式", choices=CircularKind.choices)
    department = forms.ModelChoiceField(
        None, label="约谈、紧急通报的部门", required=False, help_text="口头通报和每月书面通报不选。"
    )
    finding = ObjectField(
        None, label="紧急通报的问题", required=False, help_text="已认定影响恶劣、整改不到位的问题。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Department.objects.filter(hall=self.do.hall, is_active=True)
        self.fields["department"].queryset = units.prefetch_related("names")
        self.fields["finding"].queryset = Finding.objects.filter(
            dossier__hall=self.do.hall, grave_at__isnull=False, state__in=COUNTING
        )

    def check_department(self, cleaned):
        if cleaned.get("kind") == CircularKind.INTERVIEW and not cleaned.get("department"):
            self.add_error("department", "请选择约谈的部门。")
        if cleaned.get("kind") == CircularKind.URGENT:
            if not cleaned.get("finding"):
                self.add_error("finding", "请选择紧急通报的问题。")
            else:
                cleaned["department"] = cleaned["finding"].dossier.department


class LineForm(ActForm):
    """A criticism rests on a record; praise may rest on a ground in words. Every line names a department."""

    praise = forms.BooleanField(label="表扬", required=False)
    department = forms.ModelChoiceField(None, label="部门", required=False)
    person = forms.ModelChoiceField(None, label="人员", required=False)
    source = forms.IntegerField(
        label="依据的问题、投诉或者办件", required=False, help_text="其案卷的编号，在该页面的地址中。"
    )
    text = _text("情况")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Department.objects.filter(hall=self.do.hall)
        self.fields["department"].queryset = units.prefetch_related("names")
        self.fields["person"].queryset = under_patrol(self.do.hall, self.do.on)

    @rule_of_form("WS15-02")
    def check_rests_on_facts(self, cleaned):
        source = cleaned.get("source")
        if source is None and "source" not in self.errors:
            if not cleaned.get("praise"):
                self.add_error("source", "批评须有依据的问题、投诉或者办件，请填写其编号。")
            return
        found = Dossier.objects.filter(pk=source or 0, hall=self.do.hall, kind__in=RESTS_ON).first()
        if found is None:
            self.add_error("source", "没有这个编号的问题、投诉或者办件，请核对。")
        elif found.kind == RESTS_ON[0] and found.object().state not in STANDING:
            self.add_error("source", "该问题已经撤回或者不成立，不能通报。")
        elif found.kind == RESTS_ON[0] and found.object().state == State.CONTESTED:
            self.add_error("source", "该问题正在申诉，决定之前不能通报。")

    @rule_of_form("WS15-03")
    def check_department_is_named(self, cleaned):
        if not cleaned.get("department") and "department" not in self.errors:
            self.add_error("department", "请选择部门；人员可以不选。")


class DropForm(ActForm):
    number = forms.IntegerField(label="第几条", min_value=1)
    reason = forms.CharField(label="原因", max_length=200)

    def check_there(self, cleaned):
        if (number := cleaned.get("number")) and number > len(self.do.obj.lines):
            self.add_error("number", f"草稿只有{len(self.do.obj.lines)}条，请核对。")


class ReasonForm(ActForm):
    reason = _text("意见")


class DeliverForm(ActForm):
    present = _text("到场人员、部门")


class InterviewForm(ActForm):
    """约谈: with whom, where, on what, and what they said to it."""

    held_on = forms.DateField(label="约谈日期")
    place = forms.CharField(label="地点", max_length=100)
    leader_held = forms.BooleanField(
        label="由中心领导约谈部门分管领导", required=False, help_text="问题严重且整改不到位的。"
    )
    people = forms.CharField(label="参加人员", max_length=300)
    problems = _text("指出的问题")
    opinions = forms.CharField(
        label="被约谈人的意见建议",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    result = _text("约谈结果")

    def check_day(self, cleaned):
        if (held_on := cleaned.get("held_on")) and held_on > self.do.on:
            self.add_error("held_on", "约谈日期不能晚于今天，请核对。")

    @rule_of_form("WS15-05.2-3")
    def check_opinions_were_heard(self, cleaned):
        if not cleaned.get("opinions") and "opinions" not in self.errors:
            self.add_error("opinions", "请记录听取的被约谈人的意见建议。")

    @rule_of_form("WS15-05.2-2")
    def check_who_interviews(self, cleaned):
        """Where problems are serious and not corrected, leaders speak to the leader of the department."""
        if self.do.obj.asks_for_leaders and not cleaned.get("leader_held"):
            self.add_error("leader_held", "该部门的问题严重且整改不到位，由中心领导约谈其分管领导。")


def people_named(people) -> dict[int, str]:
    """Names of users by their number."""
    return dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
