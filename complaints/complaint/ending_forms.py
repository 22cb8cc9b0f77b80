"""What is typed when a complaint is answered, followed up, ended or filed."""

from __future__ import annotations

from django import forms

from complaints.rectification.forms import text
from hall.acts.form import ActForm, rule_of_form

from .forms import departments_of
from .states import DOCUMENTS, EndGround, Satisfaction

HOW = [
    ("phone", "电话"),
    ("visit", "当面"),
    ("letter", "书面"),
    ("web", "网上查询页"),
    ("platform", "原平台"),
]
YES_NO = [("yes", "是"), ("no", "否")]


class AnswerForm(ActForm):
    answer = text("答复内容", help_text="投诉人凭查询码可以看到这段文字。")
    way = forms.ChoiceField(label="答复方式", choices=HOW)


class SuggestionForm(AnswerForm):
    """Adopted for improvement, or passed on to whom it concerns as a reference."""

    use = forms.ChoiceField(
        label="处理", choices=[("adopted", "采纳整改"), ("reference", "转交参考")], required=False
    )
    department = forms.ModelChoiceField(None, label="转交的部门", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments_of(self.do.hall)

    @rule_of_form("WS06-3.1.5-1")
    def check_use(self, cleaned):
        if "use" not in self.errors and not cleaned.get("use"):
            self.add_error("use", "请选择采纳整改还是转交参考。")
        if cleaned.get("use") == "reference" and not cleaned.get("department"):
            self.add_error("department", "请选择转交的部门。")


class PetitionForm(AnswerForm):
    handling = text("办理情况")


class FollowUpForm(ActForm):
    """回访: how it was taken, whether anybody took revenge, whether it was really put right."""

    satisfaction = forms.ChoiceField(label="满意情况", choices=Satisfaction.choices, required=False)
    opinion = text("投诉人的意见建议", rows=2, required=False)
    retaliation = forms.ChoiceField(label="是否受到报复刁难", choices=YES_NO, required=False)
    complete = forms.ChoiceField(label="整改是否彻底", choices=YES_NO, required=False)
    reason = text("不满意的原因", rows=2, required=False)
    badly_handled = forms.BooleanField(label="确属处理不到位，退回再次处理", required=False)

    @rule_of_form("WS06-3.4-2")
    def check_asked_in_detail(self, cleaned):
        for name in ("satisfaction", "opinion"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"回访请填写{self.fields[name].label}。")

    @rule_of_form("WS06-4.2-2")
    def check_retaliation_and_correction(self, cleaned):
        for name in ("retaliation", "complete"):
            if cleaned.get("satisfaction") != Satisfaction.UNREACHED and not cleaned.get(name):
                self.add_error(name, f"回访应核实{self.fields[name].label}。")

    @rule_of_form("WS06-3.4-3")
    def check_why_dissatisfied(self, cleaned):
        dissatisfied = cleaned.get("satisfaction") == Satisfaction.DISSATISFIED
        if dissatisfied and not cleaned.get("reason"):
            self.add_error("reason", "投诉人不满意的，请记录原因。")
        if cleaned.get("badly_handled") and not dissatisfied:
            self.add_error("badly_handled", "只有投诉人不满意、确属处理不到位的才退回再次处理。")


class WithdrawForm(ActForm):
    explanation = text("已作的解释说明", required=False)
    voluntary = forms.BooleanField(label="投诉人自愿撤销", required=False)
    withdrawn_on = forms.DateField(label="撤销日期", required=False)

    @rule_of_form("WS06-3.1.2")
    def check_of_free_will(self, cleaned):
        if "explanation" not in self.errors and not cleaned.get("explanation"):
            self.add_error("explanation", "请记录怎样向投诉人解释的。")
        if not cleaned.get("voluntary"):
            self.add_error("voluntary", "只有投诉人自愿才能撤诉，请确认。")
        if "withdrawn_on" not in self.errors and not cleaned.get("withdrawn_on"):
            self.add_error("withdrawn_on", "请填写撤销日期。")

    def check_day_has_come(self, cleaned):
        if (day := cleaned.get("withdrawn_on")) and day > self.do.on:
            self.add_error("withdrawn_on", "撤销日期不能晚于今天，请核对。")


class TerminateForm(ActForm):
    ground = forms.ChoiceField(label="终止的情形", choices=EndGround.choices)
    note = forms.CharField(label="说明", max_length=300)


class HandOverForm(ActForm):
    authority = forms.CharField(label="移交的机关", max_length=100, required=False)
    handed_on = forms.DateField(label="移交日期", required=False)
    reason = text("移交理由", rows=2, required=False)

    @rule_of_form("WS06-4.5-2")
    def check_to_whom_when_and_why(self, cleaned):
        for name in ("authority", "handed_on", "reason"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"请填写{self.fields[name].label}。")


class NoteForm(ActForm):
    note = forms.CharField(label="说明", max_length=300)


class UrgencyForm(ActForm):
    is_urgent = forms.BooleanField(label="急难愁盼", required=False)


class ArchiveForm(ActForm):
    """Each kind of document is in the bundle, or does not apply."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, title in DOCUMENTS.items():
            self.fields[key] = forms.ChoiceField(
                label=title, choices=[("present", "在卷"), ("none", "不适用")], required=False
            )

    @rule_of_form("WS06-3.5")
    def check_every_document(self, cleaned):
        for key, title in DOCUMENTS.items():
            if key not in self.errors and not cleaned.get(key):
                self.add_error(key, f"归档请注明{title}是否在卷。")
