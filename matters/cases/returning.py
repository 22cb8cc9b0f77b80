"""Return (退件) of an accepted case, only where the rulebook knows it: 达拉特 第十条 (DL-10.5)."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.people.roles import Role

from . import blocking, deciding_guards, papers
from .below import LONG
from .states import State


class ReturnGround(models.TextChoices):
    SURVEY = "survey", "现场踏勘结果与申报材料不符"
    REQUIREMENTS = "requirements", "不符合规定的申报和办理要求"
    UNTRUE = "untrue", "申报材料有影响审批结果的实质性内容与事实不符"


class ReturnForm(ActForm):
    ground = forms.ChoiceField(label="退件的根据", choices=ReturnGround.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="退件的理由", max_length=500, required=False, widget=LONG)

    @rule_of_form("DL-10.5")
    def check_reason(self, cleaned):
        if not cleaned.get("reason"):
            self.add_error("reason", "请写明退件的具体理由，告知申请人。")

    @rule_of_form("DL-10.5")
    def check_survey_differs(self, cleaned):
        """Only a survey that was made and put on record can differ from the papers."""
        surveys = self.do.obj.surveys.filter(state="recorded", differs=True)
        if cleaned.get("ground") == ReturnGround.SURVEY and not surveys.exists():
            self.add_error("ground", "没有与申报材料不符的踏勘笔录，不能以此退件。")


@guard("DL-10.5")
def return_is_known(case, do):
    if not do.rule("case.return_after_acceptance"):
        return "本大厅制度没有受理后退件：不符合条件的，应当作出不予的决定并说明理由。"


class ReturnActs:
    @act(
        "退件",
        State.REVIEWING,
        State.RETURNED,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        form=ReturnForm,
        guards=[
            return_is_known,
            deciding_guards.accepting_kept_apart,
            deciding_guards.final_approver_decides,
            deciding_guards.no_open_procedure,
            *blocking.OPEN,
        ],
        papers=[papers.RETURN],
        events=["terminated"],
        clauses="DL-10.5",
    )
    def send_back(self, do):
        """It ends the case against the applicant: ground, reason and remedies in writing; every clock ends with it."""
        self.ended_at = do.at
