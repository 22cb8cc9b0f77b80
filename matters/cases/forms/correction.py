"""The one-time notice and what follows it: everything at once, in writing, and nothing new afterwards."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.calendar import calendar_for
from hall.clocks.computation import Near, compute
from matters.cases.materials import DEFECTS, MaterialCheck, Row, Verdict
from matters.catalogue.material import Material

from .checking import CheckingForm, usual_remedy
from .lateness import OutcomeForm

WRITTEN, ORAL = ("written", "书面告知"), ("oral", "口头告知（同时留存告知书）")


class CorrectionForm(OutcomeForm):
    """一次性告知. The items are the defects of the checklist; only the deadline is typed."""

    mode = forms.ChoiceField(label="告知方式", choices=[WRITTEN, ORAL], required=False)
    until = forms.DateField(
        label="补正期限", required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text="含当日。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self._may_be_oral():
            self.fields["mode"].widget.choices = [WRITTEN]
        self.fields["until"].initial = self._usual_deadline()

    def _may_be_oral(self) -> bool:
        return not self.do.obj.matter.is_licence and self.do.rule("correction.oral_allowed")

    def _usual_deadline(self):
        """The last day of the hall's usual period, counted from today."""
        limit = self.do.rule("correction.supply_limit")
        if limit is None:
            return None
        return compute(self.do.at, limit, calendar_for(self.do.hall), near=Near(None, None)).on

    @rule_of_form("WS01-05.1.2b-2 XA-16.2c")
    def check_mode(self, cleaned):
        """Word of mouth is no notice where the licence law or the rulebook wants writing."""
        if cleaned.get("mode") == ORAL[0] and not self._may_be_oral():
            self.add_error("mode", "口头告知无效：应当出具书面的一次性告知书。")

    @rule_of_form("XA-16.2b")
    def check_deadline(self, cleaned):
        if "until" in self.errors:
            return
        until = cleaned["until"] = cleaned.get("until") or self.fields["until"].initial
        if until is None and self.do.rule("correction.needs_deadline"):
            self.add_error("until", "告知书必须写明补正期限，请填写日期。")
        if until is not None and until < self.do.on:
            self.add_error("until", "补正期限不能早于今天，请核对日期。")


class RelistForm(ActForm):
    """重列: what was told and is still lacking, once more. Anything new is refused; a hall whose rulebook lets a reason
    override that must give one, and the supervisor finds the case among those that need attention.
    """

    items = forms.ModelMultipleChoiceField(
        Material.objects.none(),
        label="重列的材料",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选即为全部尚未补齐的材料。",
    )
    reason = forms.CharField(label="重列原因", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case, items = self.do.obj, self.fields["items"]
        items.queryset = Material.objects.filter(pk__in=[row.material.pk for row in case.checklist.rows])
        if not self._may_add():
            items.widget.choices = [
                (row.material.pk, str(row.material)) for row in case.checklist.told_and_open
            ]

    def _may_add(self) -> bool:
        return self.do.rule("correction.second_notice") == "override_with_reason"

    @rule_of_form("AH-13.5e DL-8.3 XA-16.2b EL-3.1f")
    def check_nothing_new(self, cleaned):
        new = self.new_items(cleaned)
        if new and not self._may_add():
            names = "、".join(material.name for material in new)
            self.add_error("items", f"第一次告知书没有列出{names}，不得再提出新的补正要求。")

    def new_items(self, cleaned) -> list[Material]:
        """Materials chosen that the first notice did not name."""
        told = {row.material.pk for row in self.do.obj.checklist.told}
        return [material for material in cleaned.get("items") or () if material.pk not in told]

    def findings(self):
        """What was not seen the first time, as fields of a MaterialCheck."""
        for material in self.new_items(self.cleaned_data):
            yield {
                "material": material,
                "verdict": Verdict.DEFECTIVE,
                "fault": self.cleaned_data["reason"][:300],
                "remedy": usual_remedy(material),
                "copies": material.copies,
            }

    def rows(self) -> list[Row]:
        """What the paper lists: the chosen ones still open, or all of them, then what is new."""
        chosen = {material.pk for material in self.cleaned_data["items"]}
        open_rows = self.do.obj.checklist.told_and_open
        again = [row for row in open_rows if not chosen or row.material.pk in chosen]
        return again + [Row(found["material"], MaterialCheck(**found)) for found in self.findings()]


class SupplyForm(CheckingForm):
    """收取补正材料: only the items of the notice are on the form (WS02-08-3)."""

    def rows_to_check(self):
        return self.do.obj.checklist.told_and_open

    def all_supplied(self) -> bool:
        """Whether, with what came now, every told item is in."""
        return not any(found["verdict"] in DEFECTS for found in self.findings())
