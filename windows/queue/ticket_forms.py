"""What is said when a number is drawn, put first, passed on or sent home."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form

from .states import Green


class DrawForm(ActForm):
    """Nobody gives a name. ``in_time`` comes from a booking whose holder is there when its slot begins."""

    green = forms.ChoiceField(label="优先类别", choices=[("", "无"), *Green.choices], required=False)
    in_time = forms.DateTimeField(label="预约时间", required=False, widget=forms.HiddenInput)


class PriorityForm(ActForm):
    green = forms.ChoiceField(label="优先类别", choices=Green.choices)


class TransferForm(ActForm):
    line = forms.ModelChoiceField(None, label="转到")
    reason = forms.CharField(label="原因", max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ticket = self.do.obj
        self.fields["line"].queryset = (
            type(ticket.line).objects.of(self.do.hall).filter(state="open").exclude(pk=ticket.line_id)
        )


class TurnAwayForm(ActForm):
    explanation = forms.CharField(
        label="怎样解释说明的",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="为什么今天办不了，另约了什么时间或者还能怎样办。请勿填写姓名、电话。",
    )

    @rule_of_form("WS12-2.1.7-4")
    def check_it_was_explained(self, cleaned):
        if "explanation" not in self.errors and not cleaned.get("explanation"):
            self.add_error("explanation", "当日不能办理的应当向群众解释说明，请写明怎样说明的。")
