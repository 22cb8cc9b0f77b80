"""Site survey (现场踏勘): told beforehand, done by at least two officers, put on record. The clock of the case runs on:
踏勘 is none of the eight procedures of 行政许可法 45 (DL-9.3, DL-13).
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.guards import guard
from hall.acts.workflow import StateField
from hall.people.roles import Role

from . import review_papers as papers
from .below import DEPARTMENT, BelowCase, case_of, case_under_review, has_below
from .forms.survey import ArrangeForm, SurveyRecordForm
from .states import State as CaseState


@guard("DL-13.1")
def case_is_examined(survey, do):
    """Arranged at acceptance, or while the department examines."""
    case = do.parent or survey.case
    if case.state not in (CaseState.ACCEPTED, CaseState.REVIEWING):
        return f"办件现在是“{case.get_state_display()}”，不能安排现场踏勘。"


@guard("DL-13.1")
def no_other_survey_open(survey, do):
    arranged = do.parent.surveys.filter(state=Survey.State.ARRANGED)
    if has_below(do.parent, do, "survey") and arranged.exists():
        return "已经安排了现场踏勘，请先完成踏勘笔录，或者改期。"


class Survey(BelowCase):
    """One visit. The notice tells time, place, content, people and method; the record names who was there."""

    class State(models.TextChoices):
        ARRANGED = "arranged", "已安排，待踏勘"
        RECORDED = "recorded", "已形成笔录"

    private_fields = frozenset({"witness"})

    state = StateField(State)
    case = case_of("surveys")
    meets_at = models.DateTimeField("踏勘时间")
    place = models.CharField("踏勘地点", max_length=200)
    content = models.CharField("踏勘内容", max_length=500)
    officers = models.JSONField("踏勘人员", default=list)
    method = models.CharField("踏勘方式", max_length=200)
    surveyed_at = models.DateTimeField("实际踏勘时间", null=True, blank=True)
    present = models.JSONField("到场踏勘人员", default=list)
    witness = models.CharField("申请人一方在场人", max_length=60, blank=True)
    found = models.TextField("踏勘情况", blank=True)
    differs = models.BooleanField("与申报材料不符", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "现场踏勘"

    @property
    def told(self) -> str:
        return f"{timezone.localtime(self.meets_at):%Y-%m-%d %H:%M} {self.place}"

    @act(
        "安排现场踏勘",
        NEW,
        State.ARRANGED,
        by=[*DEPARTMENT, SYSTEM],
        form=ArrangeForm,
        guards=[case_is_examined, no_other_survey_open],
        papers=[papers.SURVEY_NOTICE],
        clauses="DL-9.3 DL-13.1",
    )
    def arrange(self, do):
        """By the department – or with the acceptance of a matter that always needs one."""
        self._arrange(do)
        self.open_below(do)

    @act(
        "踏勘改期",
        State.ARRANGED,
        None,
        by=DEPARTMENT,
        form=ArrangeForm,
        guards=[case_is_examined],
        papers=[papers.SURVEY_NOTICE],
        clauses="DL-9.3",
    )
    def rearrange(self, do):
        """Another time, place or team: told anew, in writing."""
        self._arrange(do)

    @act(
        "制作踏勘笔录",
        State.ARRANGED,
        State.RECORDED,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        form=SurveyRecordForm,
        guards=[case_under_review],
        papers=[papers.SURVEY_RECORD],
        clauses="DL-13.2",
    )
    def record(self, do):
        self.surveyed_at, self.present = do.data["surveyed_at"], do.data["present"]
        self.witness, self.found = do.data["witness"], do.data["found"]
        self.differs = do.data["differs"]

    def _arrange(self, do) -> None:
        self.meets_at, self.place, self.content = do.data["meets_at"], do.data["place"], do.data["content"]
        self.officers, self.method = do.data["officers"], do.data["method"]
