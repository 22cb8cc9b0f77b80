"""What is typed while a complaint is sorted, investigated and settled."""

from __future__ import annotations

from django import forms

from complaints.rectification.forms import text
from hall.acts.form import ActForm, rule_of_form
from hall.calendar import calendar_for
from hall.clocks.computation import last_day
from hall.uploads import UploadField

from .forms import departments_of, people_of
from .states import SUBSTANTIATED, Finding, Gravity, InvalidGround, Subject, Target

HERE_ONLY = "请勿写明投诉人的姓名、电话等身份信息。"


class MaterialForm(ActForm):
    private = frozenset({"file"})
    file = UploadField(label="材料")
    replaces = forms.ModelChoiceField(
        None, label="替换原有材料", required=False, help_text="原材料仍然保留。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["replaces"].queryset = self.do.obj.evidence.all()


class InvalidForm(ActForm):
    ground = forms.ChoiceField(label="无效的情形", choices=InvalidGround.choices)
    note = forms.CharField(label="说明", max_length=300)


class ElsewhereForm(ActForm):
    body = forms.CharField(label="有权处理的机构", max_length=100, required=False)
    contact = forms.CharField(label="该机构的联系方式", max_length=100, required=False)
    explanation = text("向投诉人的解释")

    @rule_of_form("WS06-3.1.3")
    def check_competent_body(self, cleaned):
        for name in ("body", "contact"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"请告知投诉人{self.fields[name].label}。")


class AcceptForm(ActForm):
    """Whom and what it is about, as the office understands it; the public's own words stay as they are."""

    subject = forms.ChoiceField(label="投诉的方面", choices=Subject.choices)
    target = forms.ChoiceField(label="被投诉对象", choices=Target.choices, required=False)
    department = forms.ModelChoiceField(None, label="部门（单位）", required=False)
    accused = forms.ModelChoiceField(
        None, label="被投诉人员", required=False, help_text="其本人不能查看和办理这件投诉。"
    )
    matter = text("投诉事项", required=False, help_text=HERE_ONLY)
    reason = text("原因", rows=2, required=False)
    is_urgent = forms.BooleanField(label="急难愁盼", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        do, obj = self.do, self.do.obj
        self.fields["department"].queryset = departments_of(do.hall)
        self.fields["accused"].queryset = people_of(do.hall, do.at)
        told = {"subject": obj.subject, "target": obj.target, "department": obj.target_department_id}
        self.initial = told | {"accused": obj.accused_id, "matter": obj.content, "is_urgent": obj.is_urgent}

    @rule_of_form("WS06-3.1-2")
    def check_whom_and_what(self, cleaned):
        if not cleaned.get("target"):
            self.add_error("target", "投诉登记表须写明被投诉对象。")
        elif (
            cleaned["target"] != Target.HALL and not cleaned.get("department") and not cleaned.get("accused")
        ):
            self.add_error("target", "请选择被投诉的部门（单位）或者人员。")
        if "matter" not in self.errors and not cleaned.get("matter"):
            self.add_error("matter", "投诉登记表须写明投诉事项。")

    @rule_of_form("WS06-3.0")
    def check_not_oneself(self, cleaned):
        if cleaned.get("accused") and cleaned["accused"] == self.do.by:
            self.add_error("accused", "投诉涉及您本人，请由其他人员受理。")


class ComplainantForm(ActForm):
    """Four questions, or why nobody could be asked."""

    said_target = forms.CharField(label="投诉对象", max_length=200, required=False)
    said_matter = text("投诉事项", required=False)
    said_reason = text("投诉原因", required=False, rows=2)
    said_wish = text("解决要求", required=False, rows=2)
    unreachable = forms.CharField(label="无法联系的原因", max_length=200, required=False)

    @rule_of_form("WS06-3.2-1")
    def check_four_answers(self, cleaned):
        if cleaned.get("unreachable"):
            return
        for name in ("said_target", "said_matter", "said_reason", "said_wish"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"请记录{self.fields[name].label}；无法联系的，写明原因。")


class AccusedForm(ActForm):
    course = text("事情经过", required=False)
    explanation = text("解释说明", required=False)
    proposal = text("解决的建议", required=False, rows=2)

    @rule_of_form("WS06-3.2-2")
    def check_three_answers(self, cleaned):
        for name in ("course", "explanation", "proposal"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"请填写{self.fields[name].label}。")


class AskForm(ActForm):
    person = forms.ModelChoiceField(None, label="请谁说明")
    question = text("请说明的事项", help_text=HERE_ONLY)
    due_on = forms.DateField(label="期限")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_of(self.do.hall, self.do.at)

    def check_day(self, cleaned):
        if (due_on := cleaned.get("due_on")) and due_on < self.do.on:
            self.add_error("due_on", "期限不能早于今天，请重新填写。")


class FindingForm(ActForm):
    """Finding and disposal are said together (DL-26); what is found to be so is ordered to be put right."""

    facts = text("调查情况", help_text=HERE_ONLY)
    finding = forms.ChoiceField(label="认定", choices=Finding.choices, required=False)
    gravity = forms.ChoiceField(label="情节", choices=Gravity.choices)
    problem = text("责令整改的问题", required=False, rows=2, help_text=f"属实、部分属实的填写。{HERE_ONLY}")
    basis = forms.CharField(label="违反的制度及条款", max_length=200, required=False)
    rectify_by = forms.DateField(label="整改期限", required=False)

    @rule_of_form("DL-26.2")
    def check_finding(self, cleaned):
        if "finding" not in self.errors and not cleaned.get("finding"):
            self.add_error("finding", "调查应有认定，请选择。")

    @rule_of_form("WS06-4.4-2")
    def check_rectification(self, cleaned):
        """Whatever is found to be so is corrected by a day."""
        if cleaned.get("finding") not in SUBSTANTIATED or "rectify_by" in self.errors:
            return
        for name in ("problem", "basis"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"认定属实的应责令整改，请填写{self.fields[name].label}。")
        day = cleaned.get("rectify_by")
        if day is None and not self.do.rule("finding.rectify"):
            self.add_error("rectify_by", "规则库没有规定整改期限，请填写整改的最后一日。")
        elif day is not None and day < self.do.on:
            self.add_error("rectify_by", "整改期限不能早于今天，请重新填写。")


class ResultForm(ActForm):
    result = text("处理结果", required=False, help_text=HERE_ONLY)
    basis = forms.CharField(label="处理依据", max_length=200)

    @rule_of_form("DL-26.2 WS06-3.3.1")
    def check_result(self, cleaned):
        if "result" not in self.errors and not cleaned.get("result"):
            self.add_error("result", "请写明怎样处理的。")


class SettleForm(ResultForm):
    """On the spot: the finding and what was done about it, in one go."""

    finding = forms.ChoiceField(label="认定", choices=Finding.choices)


class OpinionForm(ActForm):
    """处理意见 for one department, or for several who handle it jointly."""

    opinion = text("处理意见", required=False, help_text=HERE_ONLY)
    departments = forms.ModelMultipleChoiceField(
        None, label="承办部门", help_text="选几个部门的，由中心协调共同办理。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["departments"].queryset = departments_of(self.do.hall)
        if self.do.obj.target_department_id:
            self.initial["departments"] = [self.do.obj.target_department_id]

    @rule_of_form("WS06-3.3.2-1")
    def check_opinion(self, cleaned):
        if "opinion" not in self.errors and not cleaned.get("opinion"):
            self.add_error("opinion", "转办须有书面处理意见。")


class SeriousForm(OpinionForm):
    leader = forms.CharField(label="同时转送的部门分管领导", max_length=60, required=False)

    @rule_of_form("WS06-3.3.2-5")
    def check_leader_named(self, cleaned):
        if "leader" not in self.errors and not cleaned.get("leader"):
            self.add_error("leader", "情节较重的投诉同时转送部门分管领导，请写明姓名。")


class RedoForm(OpinionForm):
    due_on = forms.DateField(label="再次处理的期限", required=False)

    @rule_of_form("WS06-3.4-3")
    def check_day(self, cleaned):
        """Sent back with a day: said here, or else the rulebook's."""
        if "due_on" in self.errors:
            return
        if cleaned.get("due_on") is None and (usual := self.do.rule("complaint.redo")):
            cleaned["due_on"] = last_day(self.do.on, usual, calendar_for(self.do.hall))
        if cleaned.get("due_on") is None:
            self.add_error("due_on", "规则库没有规定再次处理的期限，请填写最后一日。")
        elif cleaned["due_on"] < self.do.on:
            self.add_error("due_on", "再次处理的期限不能早于今天，请重新填写。")
