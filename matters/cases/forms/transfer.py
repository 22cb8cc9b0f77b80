"""移送: to which organ, with the applicant's agreement – their papers do not wander off without it."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form


class TransferForm(ActForm):
    organ = forms.CharField(label="受移送的有权机关", max_length=80)
    phone = forms.CharField(label="该机关的咨询电话", max_length=40, required=False)
    agreed = forms.BooleanField(label="申请人同意移送材料", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organ"].initial = self.do.obj.competent_organ

    @rule_of_form("许可法32-1-2")
    def check_agreed(self, cleaned):
        if not cleaned.get("agreed"):
            self.add_error("agreed", "移送须经申请人同意；不同意的，退还材料并告知向哪个机关申请。")
