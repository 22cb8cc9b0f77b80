"""What is told before a site survey, and what is put on record of it."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from matters.cases.below import LONG, LinesField


def survey_fields() -> dict[str, forms.Field]:
    """The five things an applicant is told of a survey: time, place, content, people, method (DL-9.3)."""
    return {
        "meets_at": forms.DateTimeField(label="踏勘时间"),
        "place": forms.CharField(label="踏勘地点", max_length=200),
        "content": forms.CharField(label="踏勘内容", max_length=500, widget=LONG),
        "officers": LinesField(label="踏勘人员"),
        "method": forms.CharField(label="踏勘方式", max_length=200),
    }


def enough_officers(form, field: str, cleaned) -> None:
    """Nobody verifies alone (行政许可法 34¶3)."""
    least, named = form.do.rule("statute.verifying_officers"), cleaned.get(field)
    if named is not None and len(named) < least:
        form.add_error(field, f"现场核查应当指派{least}名以上工作人员，请写明姓名，一行一人。")


class ArrangeForm(ActForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= survey_fields()

    @rule_of_form("DL-13.2")
    def check_officers(self, cleaned):
        enough_officers(self, "officers", cleaned)

    def check_time(self, cleaned):
        if cleaned.get("meets_at") and cleaned["meets_at"] < self.do.at:
            self.add_error("meets_at", "踏勘时间不能早于现在，请核对日期和时刻。")


class SurveyRecordForm(ActForm):
    """踏勘笔录: when, who was there, what was found, and whether it agrees with the papers."""

    private = frozenset({"witness"})
    surveyed_at = forms.DateTimeField(label="实际踏勘时间")
    present = LinesField(label="到场踏勘人员")
    witness = forms.CharField(label="申请人一方在场人", max_length=60)
    found = forms.CharField(label="踏勘情况", max_length=2000, widget=LONG)
    differs = forms.TypedChoiceField(
        label="踏勘结果",
        choices=[("no", "与申报材料相符"), ("yes", "与申报材料不符")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    signed = forms.BooleanField(
        label="在场人员已在笔录上签名", required=False, help_text="拒绝签名的，在踏勘情况中注明。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        survey = self.do.obj
        self.fields["surveyed_at"].initial = survey.meets_at
        self.fields["present"].initial = "\n".join(survey.officers)

    @rule_of_form("DL-13.2")
    def check_present(self, cleaned):
        enough_officers(self, "present", cleaned)

    @rule_of_form("DL-13.2")
    def check_signed(self, cleaned):
        if not cleaned.get("signed"):
            self.add_error("signed", "踏勘笔录由参加踏勘的人员形成，请先由在场人员签名。")

    def check_time(self, cleaned):
        if cleaned.get("surveyed_at") and cleaned["surveyed_at"] > self.do.at:
            self.add_error("surveyed_at", "踏勘时间不能晚于现在，请核对日期和时刻。")
