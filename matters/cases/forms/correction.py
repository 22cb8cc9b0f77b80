"""The one-time notice and what follows it: everything at once, in writing, and nothing new afterwards."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.calendar import calendar_for
from hall.span import Unit
from matters.cases.materials import DEFECTS

from .checking import CheckingForm


class CorrectionForm(ActForm):
    """一次性告知. The items are the defects of the checklist; only the deadline is typed."""

    mode = forms.ChoiceField(label="告知方式", required=False)
    until = forms.DateField(
        label="补正期限", required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text="含当日。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        oral = not self.do.obj.matter.is_licence and self.do.rule("correction.oral_allowed")
        written = [("written", "书面告知")]
        self.fields["mode"].choices = [*written, ("oral", "口头告知（同时留存告知书）")] if oral else written
        self.fields["until"].initial = self._usual_deadline()

    def _usual_deadline(self):
        limit = self.do.rule("correction.supply_limit")
        if limit is None:
            return None
        if limit.unit == Unit.SAME_DAY:
            return self.do.on
        return calendar_for(self.do.hall).add(self.do.on, limit.n)

    @rule_of_form("WS01-05.1.2b-2 XA-16.2c")
    def check_mode(self, cleaned):
        """Word of mouth is no notice where the rulebook or the licence law wants writing: the choice is not there."""
        if not cleaned.get("mode"):
            cleaned["mode"] = "written"

    @rule_of_form("XA-16.2b")
    def check_deadline(self, cleaned):
        until = cleaned.get("until")
        if until is None and not self.errors.get("until"):
            cleaned["until"] = until = self.fields["until"].initial
        if until is None and self.do.rule("correction.needs_deadline"):
            self.add_error("until", "告知书必须写明补正期限，请填写日期。")
        if until is not None and until < self.do.on:
            self.add_error("until", "补正期限不能早于今天，请核对日期。")


class RelistForm(ActForm):
    """重列: the same items again. A reason where the rulebook asks the supervisor to see it."""

    reason = forms.CharField(label="重列原因", widget=forms.Textarea(attrs={"rows": 2}))


class SupplyForm(CheckingForm):
    """收取补正材料: only the items of the notice are on the form (WS02-08-3)."""

    def rows_to_check(self):
        return self.do.obj.checklist.told_and_open

    def all_supplied(self) -> bool:
        """Whether, with what came now, every told item is in."""
        return not any(found["verdict"] in DEFECTS for found in self.findings())
