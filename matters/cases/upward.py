"""Upward report (上报件): examined here, decided above, the result handed out here (DL-14, 行政许可法 35)."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils import timezone

from hall.acts.act import act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.legal_time import local_date
from hall.people.roles import Role

from . import blocking, deciding_guards, papers
from .powers import letter_lets_report
from .states import Outcome, State

LONG = forms.Textarea(attrs={"rows": 3})


class ReportUpForm(ActForm):
    """The first opinion goes up with all materials; the organ above may ask for none again."""

    superior = forms.CharField(label="上级机关", max_length=80)
    opinion = forms.CharField(label="初步审查意见", max_length=1000, widget=LONG)
    proposal = forms.ChoiceField(label="建议", choices=[("grant", "建议准予"), ("refuse", "建议不予")])
    document = forms.CharField(label="上报文号", max_length=60, required=False)


class ResultForm(ActForm):
    """What the organ above decided, as its own paper says."""

    outcome = forms.ChoiceField(label="上级决定", choices=Outcome.choices)
    document = forms.CharField(label="上级决定的文书名称和文号", max_length=120)
    decided_on = forms.DateField(label="上级作出决定的日期", widget=forms.DateInput(attrs={"type": "date"}))
    text = forms.CharField(label="决定内容（不予的写明理由和依据）", max_length=1000, widget=LONG)

    @rule_of_form("许可法44")
    def check_day(self, cleaned):
        """The time to hand out runs from that day, so it lies between the report and today."""
        day = cleaned.get("decided_on")
        sent_on = local_date(self.do.obj.sent_up_at)
        if day and not sent_on <= day <= self.do.on:
            self.add_error(
                "decided_on", f"应在上报之日（{sent_on:%Y-%m-%d}）至今日之间，请按文书上的日期填写。"
            )


@guard("DL-14")
def upward_matter(case, do):
    if not case.is_upward:
        return "只有上报件（本级初审、上级批准的事项）才上报。"


@guard("许可法35")
def all_materials_go_up(case, do):
    if case.has_gaps:
        return "容缺材料尚未补齐：全部申请材料应当随初步审查意见一并上报。"


class UpwardActs:
    """The acts of a case that another organ decides."""

    @act(
        "上报上级机关",
        State.REVIEWING,
        State.SENT_UP,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        form=ReportUpForm,
        guards=[
            upward_matter,
            letter_lets_report,
            all_materials_go_up,
            deciding_guards.no_open_procedure,
            deciding_guards.no_open_extension,
            deciding_guards.every_opinion_in,
            deciding_guards.disagreement_settled,
            *blocking.OPEN,
        ],
        events=["sent_up"],
        clauses="DL-14 许可法35",
    )
    def report_up(self, do):
        self.superior, self.sent_up_at = do.data["superior"], do.at
        self._completed(do, "sent_up")

    @act(
        "登记上级决定",
        State.SENT_UP,
        State.SEALED,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        form=ResultForm,
        papers=[papers.RESULT_ABOVE],
        clauses="DL-14 许可法44",
    )
    def receive_result(self, do):
        """It came sealed from above; here it is told to the applicant, and handed out like any other result."""
        self.outcome, self.decided_by = do.data["outcome"], None
        noon = dt.datetime.combine(do.data["decided_on"], dt.time(12))
        self.decided_at = min(timezone.make_aware(noon), do.at)
        do.happened("decided", at=self.decided_at)
        self._completed(do, "decided")
