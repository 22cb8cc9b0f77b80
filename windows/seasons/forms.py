"""What is typed into a year's plan of seasonal windows."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from windows.window import Window

from .row import Season


class YearForm(ActForm):
    year = forms.IntegerField(label="年度", min_value=2020, max_value=2100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = self.do.on.year

    def check_year_not_over(self, cleaned):
        if (year := cleaned.get("year")) and year < self.do.on.year:
            self.add_error("year", "该年度已经结束，请填写本年度或者下一年度。")


class SeasonForm(ActForm):
    """One window and one of its seasons (WS13-2.4-2)."""

    window = forms.ModelChoiceField(None, label="窗口编号")
    opens_on = forms.DateField(label="启用首日")
    closes_on = forms.DateField(label="启用末日", help_text="跨年的分两段填写，次年的一段列入次年计划。")
    business = forms.CharField(label="业务内容", max_length=200)
    staff = forms.CharField(label="人员安排", max_length=200, help_text="启用期间由谁上岗。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = Window.objects.filter(dossier__hall=self.do.hall, dossier__department=self.do.department)
        self.fields["window"].queryset = own.exclude(state=Window.State.RETIRED).select_related("place")

    @rule_of_form("WS13-2.4-2")
    def check_season_lies_in_the_year(self, cleaned):
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        year = self.do.obj.year
        for name, day in (("opens_on", first), ("closes_on", last)):
            if day and day.year != year:
                self.add_error(name, f"应在计划年度{year}年之内，请核对。")
        if first and last and last < first:
            self.add_error("closes_on", "启用末日不能早于首日，请核对。")


class StrikeForm(ActForm):
    row = forms.ModelChoiceField(None, label="划去", empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["row"].queryset = Season.objects.current().filter(plan=self.do.obj.pk)


class DropForm(ActForm):
    reason = forms.CharField(label="原因", max_length=200)
