"""Appraisal (考核): the centre's opinion of a person or a unit for a month or a year (AH-23, AH-24, DL-3.2d)."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, act
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role

from .forms import GRADES, AppraisalForm, SupervisionForm
from .papers import OPINION
from .sheets import Period, Sheets


class State(models.TextChoices):
    DRAWN_UP = "drawn_up", "已考核"
    SENT = "sent", "已送派驻单位"
    RECEIVED = "received", "派驻单位已签收"


class Appraisal(Workflow):
    """Of the department of its dossier, or of one of its people. The figures are frozen as they were."""

    State = State
    final = frozenset({State.RECEIVED})
    read_along = ("person",)

    state = StateField(State)
    person = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="被考核人", null=True, blank=True, related_name="appraisals"
    )
    year = models.PositiveSmallIntegerField("年度")
    month = models.PositiveSmallIntegerField("月份", null=True, blank=True)
    scores = models.JSONField("各项得分", default=dict)
    figures = models.JSONField("记录中的数字", default=dict)
    points = models.IntegerField("日常记录合计分", default=0)
    grade = models.CharField("考核等次", max_length=12, choices=GRADES)
    opinion = models.TextField("考核意见")
    supervisor_opinion = models.TextField("监督机构意见", blank=True)
    sent_at = models.DateTimeField("送达派驻单位时间", null=True, blank=True)
    received_at = models.DateTimeField("派驻单位签收时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "考核意见"
        indexes = [models.Index(fields=["year", "month"], name="appraisal_period")]

    def __str__(self) -> str:
        return f"{self.person or self.dossier.department}{self.period}考核意见"

    @property
    def period(self) -> Period:
        return Period(self.year, self.month)

    @act(
        "考核",
        NEW,
        State.DRAWN_UP,
        by=Role.HALL_OFFICE,
        form=AppraisalForm,
        locks=lambda appraisal, do: [do.hall],
        clauses="AH-4.2b AH-23.1 DL-3.2d DL-22.3",
    )
    def draw_up(self, do):
        """Scores and opinion are the centre's; the figures come from the records, nobody types them."""
        for name in ("person", "year", "month", "grade", "opinion"):
            setattr(self, name, do.data[name])
        self.scores = do.form.scores
        self.figures, self.points = self._from_records(do)
        do.label(str(self))

    @act(
        "监督机构评议",
        State.DRAWN_UP,
        None,
        by=Role.SUPERVISOR,
        form=SupervisionForm,
        clauses="AH-44.3",
    )
    def supervise(self, do):
        self.supervisor_opinion = do.data["supervisor_opinion"]

    @act(
        "送派驻单位",
        State.DRAWN_UP,
        State.SENT,
        by=Role.HALL_OFFICE,
        papers=[OPINION],
        clauses="AH-23.2",
    )
    def send(self, do):
        self.sent_at = do.at

    @act(
        "签收",
        State.SENT,
        State.RECEIVED,
        by=[Role.DEPARTMENT_LEADER, Role.FIRST_REPRESENTATIVE],
        clauses="AH-23.2",
    )
    def receive(self, do):
        self.received_at = do.at

    def _from_records(self, do) -> tuple[dict[str, str], int]:
        sheets = Sheets(do.hall, self.period)
        sheet = sheets.of_person(self.person) if self.person else sheets.of_department(do.department)
        return {one.title: one.text for one in sheet.figures}, sheet.points
