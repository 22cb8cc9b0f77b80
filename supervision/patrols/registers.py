"""What the blue vests do on their round, who is a model, who patrols when."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.people.roles import Role
from hall.registers.register import Register
from staff.daybooks import PostField
from staff.registers import DayForm, PersonForm, stationed

from .kinds import PatrolKind
from .people import may_walk, own_areas


class PersuasionForm(DayForm):
    """文明劝导: how often, of what, in which area."""

    kind = forms.ChoiceField(
        label="类别",
        choices=[
            ("smoking", "劝阻吸烟"),
            ("noise", "劝阻喧哗"),
            ("unsafe", "劝阻不安全行为"),
            ("bench", "劝阻躺卧休息椅"),
            ("queue", "引导排队"),
        ],
    )
    area = PostField(label="区域")
    count = forms.IntegerField(label="次数", min_value=1, initial=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].fill(self.do.hall)

    def check_own_area(self, cleaned):
        own = own_areas(self.do.hall, self.do.by, cleaned.get("on") or self.do.on)
        if self.do.role == Role.GUIDE and own and cleaned.get("area") not in own:
            self.add_error("area", f"请登记本人服务区域（{'、'.join(sorted(own))}）的劝导。")


class ModelForm(PersonForm):
    """先进个人代表 of a department: may walk along on patrols this year."""

    content = forms.CharField(label="先进事迹、评定依据", max_length=200)


class RosterForm(ActForm):
    """Who patrols on a day that may lie ahead."""

    on = forms.DateField(label="日期")
    kind = forms.ChoiceField(label="巡查方式", choices=PatrolKind.choices)
    people = forms.ModelMultipleChoiceField(None, label="巡查人员", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = stationed(self.do.hall)

    @rule_of_form("WS10-1.0")
    def check_members(self, cleaned):
        allowed = may_walk(self.do.hall, self.do.on)
        if others := [str(one) for one in cleaned.get("people") or () if one.pk not in allowed]:
            self.add_error("people", f"{'、'.join(others)}不能参加巡查，请改选。")


PERSUASION = Register(
    "supervision.persuasion",
    "文明劝导台账",
    (Role.GUIDE, Role.HALL_OFFICE),
    PersuasionForm,
    "WS05-7.5-1 WS10-3.8",
)
MODEL_STAFF = Register("supervision.model_staff", "先进个人代表", (Role.HALL_OFFICE,), ModelForm, "WS10-1.0")
ROSTER = Register("supervision.patrol_roster", "巡查排班", (Role.HALL_OFFICE,), RosterForm, "WS10-1.0")
