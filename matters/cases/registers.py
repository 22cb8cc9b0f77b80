"""What the units write about their own figures (AH-28.11)."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm
from hall.people.roles import Role
from hall.registers.register import Register


class FiguresForm(ActForm):
    """The unit's analysis of a month, and what it suggests."""

    month = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])\Z", label="月份", help_text="如“2026-03”。")
    analysis = forms.CharField(label="情况分析", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    suggestion = forms.CharField(
        label="意见建议", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


FIGURES = Register(
    "cases.figures", "办件统计分析", (Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE), FiguresForm, "AH-28.11"
)
