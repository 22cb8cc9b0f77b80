"""What the centre writes when it assesses: a score for each criterion, a grade, an opinion."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from staff.at_work import people_on

from .evidence import all_figures
from .sheets import Period

GRADES = [("excellent", "优秀"), ("competent", "称职"), ("basic", "基本称职"), ("incompetent", "不称职")]


class AppraisalForm(ActForm):
    """``score_0`` and so on: one for each criterion of the rulebook. Without a person it is the unit's."""

    person = forms.ModelChoiceField(
        None, label="被考核人", required=False, help_text="考核单位（窗口）的不选。"
    )
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2099)
    month = forms.IntegerField(
        label="月份", min_value=1, max_value=12, required=False, help_text="年度考核不填。"
    )
    grade = forms.ChoiceField(label="考核等次", choices=GRADES)
    opinion = forms.CharField(label="考核意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_on(
            self.do.hall, self.do.on.replace(month=1, day=1), self.do.on
        )
        self.criteria = list(enumerate(self.do.rule("assessment.criteria")))
        for n, criterion in self.criteria:
            self.fields[f"score_{n}"] = forms.IntegerField(
                label=f"{criterion}（分）", min_value=0, max_value=100, required=False
            )

    @rule_of_form("AH-24.1 AH-24.2 AH-24.3 AH-24.4 AH-24.5")
    def check_nothing_is_left_out(self, cleaned):
        for n, criterion in self.criteria:
            if cleaned.get(f"score_{n}") is None and not self.has_error(f"score_{n}"):
                cleaned[f"score_{n}"] = self._default(criterion, cleaned)
                if cleaned[f"score_{n}"] is None:
                    self.add_error(f"score_{n}", f"请填写“{criterion}”的得分，考核内容缺一不可。")

    def check_subject(self, cleaned):
        if not cleaned.get("person") and self.do.department is None:
            self.add_error("person", "请选择被考核人；考核单位的，请先选择派驻单位。")

    def check_period(self, cleaned):
        year = cleaned.get("year")
        if year and Period(year, cleaned.get("month")).first > self.do.on:
            self.add_error("year", "考核期间还没有开始，请核对年度和月份。")

    def check_once(self, cleaned):
        from .appraisal import Appraisal

        if "year" not in cleaned:
            return
        others = Appraisal.objects.filter(dossier__hall=self.do.hall, year=cleaned["year"])
        others = others.filter(month=cleaned.get("month"), person=cleaned.get("person"))
        if not cleaned.get("person"):
            others = others.filter(dossier__department=self.do.department)
        if others.exists():
            raise forms.ValidationError("这一期间已经考核过，请在已有的考核意见上办理。")

    @property
    def scores(self) -> dict[str, int | None]:
        return {criterion: self.cleaned_data.get(f"score_{n}") for n, criterion in self.criteria}

    def _default(self, criterion: str, cleaned) -> int | None:
        """What the records say for a criterion, where some figure speaks for it (AH-24.3: cases done in time)."""
        if "year" not in cleaned:
            return None
        period = Period(cleaned["year"], cleaned.get("month"))
        told = all_figures(self.do.hall, self.do.department, cleaned.get("person"), period.first, period.last)
        return next(
            (one.points for one in told if one.criterion == criterion and one.points is not None), None
        )


class SupervisionForm(ActForm):
    supervisor_opinion = forms.CharField(
        label="监督机构意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
