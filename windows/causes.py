"""Why a department foresees a rush or stops a business: the causes its hall's rules name (WS12 一)."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from matters.catalogue.selectors import open_matters

OTHER = "其他"


class CauseForm(ActForm):
    cause = forms.ChoiceField(label="成因", choices=[])
    cause_text = forms.CharField(
        label="具体内容", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    matters = forms.ModelMultipleChoiceField(None, label="涉及事项")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cause"].choices = [(one, one) for one in self.do.rule("suspension.causes")]
        self.fields["matters"].queryset = open_matters(self.do.hall, self.do.on).filter(
            department=self.do.department
        )

    @rule_of_form("WS12-1")
    def check_other_cause_is_told(self, cleaned):
        if cleaned.get("cause") == OTHER and not cleaned.get("cause_text"):
            self.add_error("cause_text", "成因为“其他”的，请写明具体原因。")


def cause_of(obj) -> str:
    """The cause in words."""
    return f"{obj.cause}：{obj.cause_text}" if obj.cause_text else obj.cause
