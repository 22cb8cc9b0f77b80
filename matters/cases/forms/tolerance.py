"""容缺受理: what is promised, by when, and what happens otherwise."""

from __future__ import annotations

from django import forms

from hall.acts.form import rule_of_form
from matters.cases.materials import DEFECTS

from .acceptance import AcceptForm
from .checking import CheckingForm

HOW = [("counter", "现场提交"), ("post", "邮寄"), ("online", "网上提交")]


class ToleranceForm(AcceptForm):
    until = forms.DateField(
        label="补齐期限", widget=forms.DateInput(attrs={"type": "date"}), help_text="含当日。"
    )
    how = forms.ChoiceField(label="补齐形式", choices=HOW)
    committed = forms.BooleanField(label="申请人已作出书面承诺", required=False)
    late_handling = forms.CharField(
        label="超期处理办法", max_length=200, required=False, help_text="逾期未补齐怎样处理，印在告知书上。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.breach = self.do.answer("tolerant.breach")
        if self.breach.value != "as_notified":
            del self.fields["late_handling"]

    @property
    def handling(self) -> str:
        """What becomes of the case if the papers do not come: by the rulebook, or as this notice says (EL-5.3b)."""
        return self.cleaned_data.get("late_handling") or self.breach.text

    @rule_of_form("EL-5.3b")
    def check_late_handling(self, cleaned):
        if "late_handling" in self.fields and not cleaned.get("late_handling"):
            self.add_error("late_handling", "请写明逾期未补齐的处理办法，申请人据此知道后果。")

    @rule_of_form("EL-3.1c")
    def check_commitment(self, cleaned):
        if self.do.rule("tolerant.commitment_required") and not cleaned.get("committed"):
            self.add_error("committed", "容缺受理须申请人先作出书面承诺。")

    def check_deadline(self, cleaned):
        until = cleaned.get("until")
        if until and until < self.do.on:
            self.add_error("until", "补齐期限不能早于今天，请核对日期。")


class FillGapsForm(CheckingForm):
    """补齐容缺材料: only what is still lacking."""

    def rows_to_check(self):
        return self.do.obj.checklist.defects

    def all_supplied(self) -> bool:
        return not any(found["verdict"] in DEFECTS for found in self.findings())
