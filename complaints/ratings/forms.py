"""What is typed along a rating."""

from __future__ import annotations

from django import forms

from complaints.rules import GRADES
from hall.acts.form import ActForm, rule_of_form
from hall.applicants.identity import check_phone
from hall.calendar import calendar_for
from hall.clocks.computation import last_day

from .invitation import Invitation
from .ways import Way

LONG = forms.Textarea(attrs={"rows": 3})


class GradeForm(ActForm):
    """The applicant's own words. No grade is chosen beforehand, and none is left out (no default rating, ever)."""

    private = frozenset({"said", "phone"})

    grade = forms.ChoiceField(label="您对这次服务的评价", widget=forms.RadioSelect)
    said = forms.CharField(
        label="想说的话", max_length=500, required=False, widget=LONG, help_text="可以不填。"
    )
    phone = forms.CharField(
        label="联系电话",
        max_length=20,
        required=False,
        help_text="可以不填。不满意的，留下电话便于我们核实、反馈。",
    )
    way = forms.ChoiceField(label="评价方式", choices=Way.choices, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [(key, GRADES[key]) for key in self.do.rule("rating.grades")]

    def check_number(self, cleaned):
        if phone := cleaned.get("phone"):
            try:
                check_phone(phone)
            except forms.ValidationError as error:
                self.add_error("phone", error)


class TakeDownForm(GradeForm):
    """What an applicant told the centre: how it was told, and the grade in their own word."""

    field_order = ("source",)
    source = forms.CharField(
        label="怎样反映的",
        max_length=200,
        help_text="如“3月9日书面评价表”“来电，本人口述”。请勿填写姓名、电话。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grade"].label = "申请人的评价"
        del self.fields["way"]


class VerifyForm(ActForm):
    """核实: who was asked, what was found, and whether the demand is justified."""

    private = frozenset({"call"})
    call = forms.CharField(
        label="回访核实情况",
        max_length=500,
        widget=LONG,
        help_text="何时、怎样与评价人联系，评价人怎么说；没有留联系方式的，写明从何处核实。",
    )
    finding = forms.CharField(
        label="核实结果", max_length=1000, widget=LONG, help_text="请勿填写评价人的姓名、电话。"
    )
    justified = forms.TypedChoiceField(
        label="诉求",
        choices=[("yes", "合理，予以整改"), ("no", "不合理或者缺乏法定依据，作解释说明")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    due_on = forms.DateField(
        label="整改期限", required=False, help_text="不填的，为差评核实整改期限的最后一日。"
    )

    def check_due(self, cleaned):
        """No correction without a last day; the rulebook's, where it has one."""
        if not cleaned.get("justified") or "due_on" in self.errors:
            return
        usual = self.do.rule("rating.follow_up")
        since = self.do.obj.given_on
        if cleaned.get("due_on") is None and usual:
            cleaned["due_on"] = max(last_day(since, usual, calendar_for(self.do.hall)), self.do.on)
        if cleaned.get("due_on") is None:
            self.add_error("due_on", "规则库没有规定差评整改的期限，请填写整改的最后一日。")
        elif cleaned["due_on"] < self.do.on:
            self.add_error("due_on", "整改期限不能早于今天，请重新填写。")


class SettleForm(ActForm):
    """反馈: what the rater was told, and when; where nothing is put right, the explanation."""

    private = frozenset({"feedback"})
    explanation = forms.CharField(label="解释说明", max_length=1000, required=False, widget=LONG)
    told_at = forms.DateTimeField(label="反馈（解释说明）的时间", help_text="例如 2026-03-09 15:20。")
    feedback = forms.CharField(
        label="怎样反馈、评价人的意见",
        max_length=500,
        widget=LONG,
        help_text="没有留联系方式的，写明以何种方式公开反馈。",
    )

    @rule_of_form("XA-38.3b")
    def check_explained(self, cleaned):
        if not self.do.obj.justified and not cleaned.get("explanation"):
            self.add_error("explanation", "诉求不合理或者缺乏法定依据的，应当作出解释说明，请填写。")

    @rule_of_form("XA-38.3b XA-38.3c")
    def check_told(self, cleaned):
        """Told between the rating and now; a day that has not come is no feedback."""
        told = cleaned.get("told_at")
        if told and told > self.do.at:
            self.add_error("told_at", "反馈的时间不能晚于现在，请核对。")
        if told and told < self.do.obj.given_at.replace(second=0, microsecond=0):
            self.add_error("told_at", "反馈的时间不能早于评价的时间，请核对。")


class ImportedForm(ActForm):
    """One row of the region's file, already read and checked; ``said`` and ``phone`` stay off the timeline."""

    private = frozenset({"said", "phone"})
    external = forms.CharField(max_length=80)
    grade = forms.ChoiceField(choices=list(GRADES.items()))
    way = forms.ChoiceField(choices=Way.choices)
    given_at = forms.DateTimeField()
    said = forms.CharField(max_length=2000, required=False)
    phone = forms.CharField(max_length=20, required=False)
    invitation = forms.ModelChoiceField(Invitation.objects.all(), required=False)
