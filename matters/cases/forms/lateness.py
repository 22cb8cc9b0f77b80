"""A target meant "in principle" (原则上) may be passed, but not without saying why (XA-16.b)."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.clocks.engine import limits_of


class OutcomeForm(ActForm):
    """An answer to an application: accepted, told what to correct, or not accepted. The reason is asked for only once
    the hall's own soft limit has passed.
    """

    late_reason = forms.CharField(
        label="超过受理期限的理由", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        late_reason = self.fields.pop("late_reason")
        if self._beyond_the_target():
            self.fields["late_reason"] = late_reason

    def _beyond_the_target(self) -> bool:
        case = self.do.obj
        if case.pk is None or not self.do.rule("acceptance.limit_is_soft"):
            return False
        limit = limits_of(self.do, case, "acceptance").get("service")
        return limit is not None and limit.closed_at is None and limit.late(self.do.at)

    @rule_of_form("XA-16.b")
    def check_late_reason(self, cleaned):
        if "late_reason" in self.fields and not cleaned.get("late_reason"):
            self.add_error("late_reason", "已超过本大厅原则上的受理期限，请写明理由。")
