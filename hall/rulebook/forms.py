"""The forms in which a hall office answers a question or adopts an edition of its regulation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hall import legal_time
from hall.places.hall import Hall

from .kinds import Bool, Choice
from .lists import Choices, Table, Texts
from .lookup import Answer
from .rows import RuleRow
from .rule import OFF, Rule

OWN, NONE, INHERIT = "own", OFF, "inherit"


class DatedForm(forms.Form):
    """What every change of the rulebook says: from when, and why."""

    effective_from = forms.DateField(
        label="生效日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(label="理由", max_length=200, widget=forms.TextInput(attrs={"size": 60}))

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["effective_from"].initial = legal_time.today

    def clean_effective_from(self) -> dt.date:
        """A rule never reaches back: past days keep the law they had (AH-48)."""
        day = self.cleaned_data["effective_from"]
        if day < legal_time.today():
            raise ValidationError(
                "生效日期不能早于今天，已经过去的日子适用当时的规定；请改填今天或者以后的日期。"
            )
        return day


class RuleRowForm(DatedForm):
    """One question of one hall: a value of its own, "off" where allowed, or back to what is inherited."""

    mode = forms.ChoiceField(label="处理", widget=forms.RadioSelect)
    clause = forms.CharField(
        label="依据",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"size": 60}),
        help_text="条款编号（如 AH-31.1、许可法42-1）或者文件名称和条款；留空表示无法定依据，由大厅自定。",
    )
    field_order = ["mode", "value", "clause", "effective_from", "reason"]

    def __init__(self, *args: Any, hall: Hall, rule: Rule, present: Answer | None, by: Any, **kwargs: Any):
        self.hall, self.rule, self.by = hall, rule, by
        super().__init__(*args, **kwargs)
        modes = {OWN: "自定", NONE: f"不设（{rule.off}）", INHERIT: "恢复沿用上级大厅或者规章的规定"}
        self.fields["mode"].choices = [(m, label) for m, label in modes.items() if m != NONE or rule.off]
        self.fields["mode"].initial = NONE if present and present.value is None else OWN
        self.fields["value"] = value_field(rule, present)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            self.row.full_clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.add_error(name if name in self.fields else None, messages)
        return cleaned

    @property
    def row(self) -> RuleRow:
        """The row as typed, unsaved."""
        cleaned = self.cleaned_data
        own = {OWN: cleaned.get("value"), NONE: OFF, INHERIT: None}
        return RuleRow(
            hall=self.hall,
            key=self.rule.key,
            value=own[cleaned["mode"]],
            inherits=cleaned["mode"] == INHERIT,
            clause=cleaned.get("clause", ""),
            effective_from=cleaned["effective_from"],
            reason=cleaned["reason"],
            made_by=self.by,
        )


class AdoptionForm(DatedForm):
    """From when the shipped edition counts for the hall."""


def value_field(rule: Rule, present: Answer | None) -> forms.Field:
    """The input that suits a rule's kind of answer, filled with the present one."""
    kind, value = rule.type, present.value if present else None
    label = f"取值（{rule.unit}）" if rule.unit else "取值"
    common = {"label": label, "required": False, "help_text": kind.hint}
    written = "" if value is None else kind.edit(value)
    if isinstance(kind, Bool):
        return forms.ChoiceField(choices=[("是", "是"), ("否", "否")], initial=written, **common)
    if isinstance(kind, Choice):
        return forms.ChoiceField(choices=list(kind.options.items()), initial=value, **common)
    if isinstance(kind, Choices) and not kind.ordered:
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(
            choices=list(kind.options.items()), initial=value, widget=boxes, **common
        )
    if isinstance(kind, Choices | Texts | Table):
        rows = forms.Textarea(attrs={"rows": 8, "cols": 60})
        return forms.CharField(initial=written, widget=rows, **common)
    return forms.CharField(initial=written, widget=forms.TextInput(attrs={"size": 40}), **common)
