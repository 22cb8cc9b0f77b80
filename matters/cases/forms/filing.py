"""Online filings: what the platform hands over, and the answer where it is not this organ's business."""

from __future__ import annotations

from django import forms

from hall.acts.form import rule_of_form

from .intake import IntakeForm
from .lateness import OutcomeForm


class FilingForm(IntakeForm):
    """网上申请: the applicant and what they want; the materials are looked at in the pre-review."""

    template_name = "hall/form.html"
    field_order = ["number", "received_at", *IntakeForm.field_order]

    number = forms.CharField(label="平台申请编号", max_length=40)
    received_at = forms.DateTimeField(label="进入平台时间", help_text="例如 2026-03-09 20:15。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["in_scope"]

    def rows_to_check(self):
        return []

    def check_number(self, cleaned):
        """One application is taken over once, however often the platform sends it."""
        if type(self.do.obj).objects.filter(number=cleaned.get("number")).exists():
            self.add_error("number", "该编号的网上申请已经登记，不必重复登记。")

    @rule_of_form("许可法33")
    def check_received(self, cleaned):
        """The day it entered the platform is a fact, never later than now."""
        received_at = cleaned.get("received_at")
        if received_at and received_at > self.do.at:
            self.add_error("received_at", "进入平台时间不能晚于现在，请按平台记录填写。")


class NotOursForm(OutcomeForm):
    """Which organ's business it is, why, and by which provision."""

    reason = forms.CharField(label="具体理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    basis = forms.CharField(label="法律依据", max_length=200, help_text="写到条、款、项。")
    apply_to = forms.CharField(label="应向哪个机关申请", max_length=80)
