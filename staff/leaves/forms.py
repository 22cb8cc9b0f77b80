"""What is asked for when somebody wants leave."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form

SICK = "病假"


class AskForm(ActForm):
    private = frozenset({"reason"})
    kind = forms.ChoiceField(label="种类")
    begins_on = forms.DateField(label="首日")
    ends_on = forms.DateField(label="末日")
    reason = forms.CharField(label="事由", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one, one) for one in self.do.rule("leave.types")]

    def check_period(self, cleaned):
        first, last = cleaned.get("begins_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "末日不能早于首日，请核对日期。")

    @rule_of_form("WS04-5.5-1 DL-22.2")
    def check_in_advance(self, cleaned):
        """A sudden illness may be reported afterwards, where the rulebook lets it."""
        first = cleaned.get("begins_on")
        if first is None or first >= self.do.on:
            return
        if cleaned.get("kind") != SICK:
            self.add_error("begins_on", "请假须事先申请，首日不能早于今天。")
        elif not self.do.rule("leave.sick_after_fact"):
            self.add_error("begins_on", "本大厅的制度没有规定病假可以事后补办，首日不能早于今天。")

    def check_not_twice(self, cleaned):
        from .leave import Leave

        first, last = cleaned.get("begins_on"), cleaned.get("ends_on")
        if not (first and last):
            return
        others = Leave.objects.filter(person=self.do.by, state__in=Leave.LIVE)
        if other := others.filter(begins_on__lte=last, ends_on__gte=first).first():
            self.add_error("begins_on", f"与已有的{other}重叠，请改日期或者先撤回。")


class RefusalForm(ActForm):
    reason = forms.CharField(label="不批准的理由", max_length=200)
