"""What an accountability entry has to say, and how it ends."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.timeline.dossier import Dossier
from supervision.patrols.people import under_patrol

from .evidence import told_of
from .kinds import CRITICISES, DATED, MOVES, WARNS, Cause, Ground

MONEY = {"max_digits": 8, "decimal_places": 2, "min_value": 0}


def _text(label: str, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **more)


class MeasureField(forms.ChoiceField):
    """One of the measures the rulebook lets the hall choose from."""

    def fill(self, do) -> None:
        self.choices = [(one, one) for one in do.rule("accountability.measures")]


class ProposalForm(ActForm):
    """Without a fact, evidence, a clause and a measure nobody is held to account."""

    ground = forms.ChoiceField(label="事由", choices=Ground.choices)
    cause = forms.ChoiceField(
        label="原因",
        choices=[("", "—"), *Cause.choices],
        required=False,
        help_text="高峰、停办应对不力的选择。",
    )
    postage = forms.DecimalField(label="补缴快递费用（元）", required=False, **MONEY)
    person = forms.ModelChoiceField(None, label="责任人员", required=False, help_text="追究部门的不选。")
    source = forms.IntegerField(label="证据（案卷编号）", required=False)
    fact = _text("事实", required=False)
    clause = forms.CharField(label="依据的条款", max_length=60, required=False)
    measure = MeasureField(label="建议的处理", required=False)
    due_on = forms.DateField(label="期限", required=False, help_text="限期整改的填写。")
    opinion = _text("处理意见", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = under_patrol(self.do.hall, self.do.on, self.do.department)
        self.fields["measure"].fill(self.do)
        if self.do.obj.source_id:
            self.initial |= {"source": self.do.obj.source_id, "fact": told_of(self.do.obj.source, self.do.at)}

    @rule_of_form("WS11-01 WS09-5")
    def check_stands_on_something(self, cleaned):
        for name in ("fact", "clause", "measure"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, f"请填写{self.fields[name].label}，问责须实事求是、有据可依。")
        if "source" in self.errors:
            return
        number = cleaned.get("source") or self.do.obj.source_id or 0
        cleaned["source"] = Dossier.objects.filter(pk=number, hall=self.do.hall).first()
        if cleaned["source"] is None:
            self.add_error("source", "请填写证据所在的问题、投诉、整改或者办件的编号。")

    def check_somebody(self, cleaned):
        if not cleaned.get("person") and self.do.department is None:
            self.add_error("person", "请选择责任人员；追究部门的，请先选择部门。")

    @rule_of_form("AH-43.1")
    def check_warned_or_criticised(self, cleaned):
        """Where the hall warns at all, a complaint that proved a clerk at fault brings a warning or criticism."""
        fitting = [
            one for one in (WARNS, CRITICISES, MOVES) if one in self.do.rule("accountability.measures")
        ]
        proved = cleaned.get("ground") == Ground.COMPLAINT and WARNS in fitting
        if proved and cleaned.get("measure") and cleaned["measure"] not in fitting:
            self.add_error("measure", f"投诉查实、工作人员有过错的，请选择{'、'.join(fitting)}。")

    @rule_of_form("WS12-3-1")
    def check_cause(self, cleaned):
        if cleaned.get("ground") == Ground.PEAK and not cleaned.get("cause"):
            self.add_error("cause", "请选择高峰、停办应对不力的原因。")

    @rule_of_form("WS16-4.2-2")
    def check_postage(self, cleaned):
        if cleaned.get("ground") == Ground.MAILING and not cleaned.get("postage"):
            self.add_error("postage", "请填写应当补缴的快递费用。")

    @rule_of_form("WS11-07")
    def check_dated(self, cleaned):
        due_on = cleaned.get("due_on")
        if cleaned.get("measure") == DATED and not due_on and "due_on" not in self.errors:
            self.add_error("due_on", "限期整改请填写期限。")
        if due_on and due_on < self.do.on:
            self.add_error("due_on", "期限不能早于今天，请重新填写。")


class DecisionForm(ActForm):
    """The leader's word: another measure than proposed, or a graver view of it."""

    measure = MeasureField(label="处理决定", required=False, help_text="与建议相同的不选。")
    serious = forms.BooleanField(label="情节严重（取消部门和个人当年评优资格）", required=False)
    due_on = forms.DateField(label="期限", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].fill(self.do)
        self.fields["measure"].choices = [("", "同意建议的处理"), *self.fields["measure"].choices]

    @rule_of_form("WS11-07")
    def check_dated(self, cleaned):
        if cleaned.get("measure") == DATED and not (cleaned.get("due_on") or self.do.obj.due_on):
            self.add_error("due_on", "限期整改请填写期限。")


class NoneForm(ActForm):
    reason = _text("不予追责的理由")


class CorrectedForm(ActForm):
    """An order ends with what was put right and the opinion on how to treat it."""

    result = _text("纠正情况", required=False)
    treatment = _text("处理意见", required=False)

    @rule_of_form("AH-41.2")
    def check_both(self, cleaned):
        for name in ("result", "treatment"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, f"请填写{self.fields[name].label}。")
