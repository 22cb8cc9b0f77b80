"""What is typed along a rectification."""

from __future__ import annotations

from django import forms

from hall.acts.form import ActForm, rule_of_form
from hall.calendar import calendar_for
from hall.clocks.computation import last_day, long_date
from hall.uploads import UploadField


def text(label: str, *, rows: int = 3, **how) -> forms.CharField:
    """A field for some lines of plain text."""
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), **how)


class OrderForm(ActForm):
    problem = text("存在的问题", help_text="请勿填写投诉人的姓名、电话。")
    basis = forms.CharField(
        label="依据的条款", max_length=200, help_text="违反的制度及条款，如“第十条第二款”。"
    )
    due_on = forms.DateField(
        label="整改期限", required=False, help_text="不填的，按规则库规定的整改期限计算。"
    )

    @rule_of_form("WS14-10-2")
    def check_there_is_a_last_day(self, cleaned):
        """Said in the order, or else the rulebook's; an order to correct without a day is none."""
        if "due_on" in self.errors:
            return
        if cleaned.get("due_on") is None and (usual := self.do.rule("finding.rectify")):
            cleaned["due_on"] = last_day(self.do.on, usual, calendar_for(self.do.hall))
        if cleaned.get("due_on") is None:
            self.add_error("due_on", "规则库没有规定整改期限，请填写整改的最后一日。")
        elif cleaned["due_on"] < self.do.on:
            self.add_error("due_on", "整改期限不能早于今天，请重新填写。")


class PlanForm(ActForm):
    """All four parts, or it is no plan; whatever is missing is said at once."""

    content = text("整改内容", required=False)
    measures = text("整改措施", required=False)
    planned_on = forms.DateField(label="完成时限", required=False)
    responsible = forms.CharField(label="责任人", max_length=60, required=False)

    @rule_of_form("WS14-12-2")
    def check_four_parts(self, cleaned):
        for name in ("content", "measures", "planned_on", "responsible"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"整改方案应写明{self.fields[name].label}，请填写。")

    def check_within_the_order(self, cleaned):
        planned, order = cleaned.get("planned_on"), self.do.obj
        if planned and planned > order.due_on:
            self.add_error("planned_on", f"完成时限不能晚于责令的期限{long_date(order.due_on)}，请核对。")
        elif planned and planned < self.do.on:
            self.add_error("planned_on", "完成时限不能早于今天，请核对。")


class ProgressForm(ActForm):
    progress = text("整改进度")


class ResultForm(ActForm):
    result = text("整改结果")
    evidence = UploadField(label="证明材料", required=False)


class LastingForm(ActForm):
    """What a complex problem gets: a lasting mechanism, and somebody told (WS14 十)."""

    mechanism = text("长效机制")
    explained_on = forms.DateField(label="向群众解释说明的日期")
    review_on = forms.DateField(label="复查日期", help_text="届时复查长效机制是否落实。")

    def check_days(self, cleaned):
        if (told := cleaned.get("explained_on")) and told > self.do.on:
            self.add_error("explained_on", "解释说明的日期不能晚于今天，请核对。")
        if (review := cleaned.get("review_on")) and review <= self.do.on:
            self.add_error("review_on", "复查日期应晚于今天，请核对。")


class ReasonForm(ActForm):
    reason = forms.CharField(label="理由", max_length=300)


class ReturnForm(ReasonForm):
    due_on = forms.DateField(label="重新整改的期限")

    def check_due_in_future(self, cleaned):
        if (due_on := cleaned.get("due_on")) and due_on < self.do.on:
            self.add_error("due_on", "重新整改的期限不能早于今天，请重新填写。")


class AcceptForm(ActForm):
    opinion = text("验收意见")
