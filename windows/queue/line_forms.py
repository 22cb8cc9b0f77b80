"""What is laid down about a line."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm
from windows.forms import ReasonForm
from windows.window import Window

__all__ = ["ChangeForm", "LimitForm", "ReasonForm", "SetUpForm"]


class ChangeForm(ActForm):
    name = forms.CharField(label="业务", max_length=30, help_text="取号机和大屏上的名称。")
    windows = forms.ModelMultipleChoiceField(None, label="窗口")
    per_slot = forms.IntegerField(label="每时段可预约人数", min_value=1, max_value=50, initial=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        owner = {"dossier__department": self.do.department} if self.do.department else {}
        self.fields["windows"].queryset = (
            Window.objects.filter(dossier__hall=self.do.hall, **owner)
            .exclude(state=Window.State.RETIRED)
            .select_related("place")
            .order_by("place__code")
        )


class SetUpForm(ChangeForm):
    field_order = ("name", "letter")
    letter = forms.RegexField(
        r"^[A-Z]{1,2}$", label="号码字头", help_text="一至两个大写字母，印在号码前面，设立后不再改变。"
    )

    def check_letter_is_free(self, cleaned):
        """Two lines with one letter would call the same number twice."""
        taken = type(self.do.obj).objects.filter(dossier__hall=self.do.hall, letter=cleaned.get("letter"))
        if other := taken.first():
            self.add_error("letter", f"字头已由“{other}”使用，请换一个。")


class LimitForm(ActForm):
    limit = forms.IntegerField(
        label="每日最多号数",
        min_value=1,
        max_value=9999,
        help_text="按窗口和人员预估当日最多能办完多少；绿色通道、预约不受此限。",
    )
    reason = forms.CharField(label="预估依据", max_length=200)
