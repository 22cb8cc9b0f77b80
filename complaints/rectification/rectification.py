"""Rectification (整改): ordered with a last day, planned, reported on, accepted by somebody else (WS14 十、十二、十三).

Its own dossier, below whatever it follows from: a complaint, a bad rating, a finding. ``department`` is who has to
correct; without one it is the centre's own people, and the hall office answers for them.
"""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role

from . import forms
from .clocks import CLOCKS
from .papers import PLAN

OFFICE, LEADER, BUREAU, SUPERVISOR = Role.HALL_OFFICE, Role.HALL_LEADER, Role.BUREAU, Role.SUPERVISOR
ORDERERS = (OFFICE, LEADER, BUREAU, SUPERVISOR)
CORRECTORS = (Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER, OFFICE)
OWN_WORK = {"plan", "report_progress", "report_result"}


class State(models.TextChoices):
    ORDERED = "ordered", "已责令，待整改方案"
    PLANNED = "planned", "方案待审"
    CORRECTING = "correcting", "整改中"
    REPORTED = "reported", "结果已报，待验收"
    ACCEPTED = "accepted", "已验收"
    WITHDRAWN = "withdrawn", "已撤销"


OPEN = (State.ORDERED, State.PLANNED, State.CORRECTING, State.REPORTED)


@guard("WS14-12-4", forbids=True)
def not_own_correction(order, do):
    """Nobody accepts what they planned or reported themselves."""
    if do.by is not None and do.by in (order.planned_by, order.reported_by):
        return "整改由本人提出方案或者报告结果，须由他人审核验收。"
    return None


class Rectification(Workflow):
    """One order to correct, until the result is accepted; a result that is not good enough goes back with a day."""

    State = State
    clocks = CLOCKS
    final = frozenset({State.ACCEPTED, State.WITHDRAWN})
    private_fields = frozenset({"evidence"})

    state = StateField(State)
    problem = models.TextField("存在的问题")
    basis = models.CharField("依据的条款", max_length=200)
    due_on = models.DateField("整改期限")
    ordered_at = models.DateTimeField("责令时间")
    content = models.TextField("整改内容", blank=True)
    measures = models.TextField("整改措施", blank=True)
    planned_on = models.DateField("完成时限", null=True, blank=True)
    responsible = models.CharField("责任人", max_length=60, blank=True)
    planned_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="方案提出人", null=True, blank=True, related_name="+"
    )
    progress = models.TextField("最近进度", blank=True)
    progressed_at = models.DateTimeField("最近报告进度", null=True, blank=True)
    result = models.TextField("整改结果", blank=True)
    evidence = models.FileField("证明材料", upload_to="rectifications/%Y/", max_length=200, blank=True)
    reported_at = models.DateTimeField("报告结果时间", null=True, blank=True)
    reported_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="结果报告人", null=True, blank=True, related_name="+"
    )
    rounds = models.PositiveSmallIntegerField("退回次数", default=0)
    mechanism = models.TextField("长效机制", blank=True)
    explained_on = models.DateField("解释说明日期", null=True, blank=True)
    review_on = models.DateField("复查日期", null=True, blank=True)
    accepted_at = models.DateTimeField("验收时间", null=True, blank=True)
    opinion = models.TextField("验收意见", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "整改"
        indexes = [models.Index(fields=["state", "due_on"], name="rectification_due")]

    def __str__(self) -> str:
        return f"责令整改（{self.due_on}前）"

    def roles_for(self, act):
        """The department corrects what it was ordered to; the centre only its own."""
        if act.name not in OWN_WORK:
            return super().roles_for(act)
        return CORRECTORS[:2] if self.dossier.department_id else CORRECTORS[2:]

    @act(
        "责令整改",
        NEW,
        State.ORDERED,
        by=[*ORDERERS, SYSTEM],
        form=forms.OrderForm,
        events=["correction_ordered"],
        clauses="WS14-10-2 WS14-13-1 WS10-4R-2 WS06-4.4-2",
    )
    def order(self, do):
        self.problem, self.basis, self.due_on = (do.data[name] for name in ("problem", "basis", "due_on"))
        self.ordered_at = do.at
        do.label(f"责令整改：{do.named.name if do.named else do.hall.name}")

    @act(
        "提交整改方案",
        State.ORDERED,
        State.PLANNED,
        by=CORRECTORS,
        form=forms.PlanForm,
        events=["correction_planned"],
        clauses="WS14-12-2",
    )
    def plan(self, do):
        for name in ("content", "measures", "planned_on", "responsible"):
            setattr(self, name, do.data[name])
        self.planned_by = do.by

    @act(
        "退回整改方案",
        State.PLANNED,
        State.ORDERED,
        by=ORDERERS,
        form=forms.ReasonForm,
        guards=[not_own_correction],
        events=["correction_plan_returned"],
        clauses="WS14-12-2",
    )
    def return_plan(self, do):
        self.planned_on = None

    @act(
        "同意整改方案",
        State.PLANNED,
        State.CORRECTING,
        by=ORDERERS,
        guards=[not_own_correction],
        papers=[PLAN],
        events=["correction_agreed", "correction_dated", "correction_goes_on"],
        clauses="WS14-12-2",
    )
    def agree_to_plan(self, do):
        """From now on the plan's own day counts, which is never later than that of the order."""

    @act(
        "报告整改进度",
        State.CORRECTING,
        None,
        by=CORRECTORS,
        form=forms.ProgressForm,
        events=["correction_progressed", "correction_goes_on"],
        clauses="WS14-12-3",
    )
    def report_progress(self, do):
        self.progress, self.progressed_at = do.data["progress"], do.at

    @act(
        "记入长效机制",
        [State.CORRECTING, State.REPORTED],
        None,
        by=ORDERERS,
        form=forms.LastingForm,
        clauses="WS14-10-3",
    )
    def make_lasting(self, do):
        """A complex problem: it stands on the list of lasting mechanisms, with the day it is looked at again."""
        for name in ("mechanism", "explained_on", "review_on"):
            setattr(self, name, do.data[name])

    @act(
        "报告整改结果",
        State.CORRECTING,
        State.REPORTED,
        by=CORRECTORS,
        form=forms.ResultForm,
        events=["correction_reported"],
        clauses="WS14-12-4 WS06-4.4-2",
    )
    def report_result(self, do):
        self.result, self.reported_at, self.reported_by = do.data["result"], do.at, do.by
        self.evidence = do.data["evidence"] or self.evidence

    @act(
        "退回重新整改",
        State.REPORTED,
        State.CORRECTING,
        by=ORDERERS,
        form=forms.ReturnForm,
        guards=[not_own_correction],
        events=["correction_returned", "correction_goes_on"],
        clauses="WS14-12-4",
    )
    def return_result(self, do):
        """Not good enough: again, with a day of its own."""
        self.due_on, self.planned_on = do.data["due_on"], None
        self.rounds += 1

    @act(
        "验收整改",
        State.REPORTED,
        State.ACCEPTED,
        by=ORDERERS,
        form=forms.AcceptForm,
        guards=[not_own_correction],
        events=["correction_accepted"],
        clauses="WS14-12-4 WS06-4.4-2",
    )
    def accept(self, do):
        self.opinion, self.accepted_at = do.data["opinion"], do.at

    @act(
        "撤销责令整改",
        OPEN,
        State.WITHDRAWN,
        by=[*ORDERERS, SYSTEM],
        form=forms.ReasonForm,
        events=["correction_withdrawn"],
    )
    def withdraw(self, do):
        """The problem turned out to be none."""

    @act("未按期提交方案", State.ORDERED, None, by=SYSTEM, hidden=True, clauses="WS14-12-2")
    def miss_plan(self, do):
        self.dossier.attention = "整改方案逾期未提交，请催办。"

    @act("进度未报", State.CORRECTING, None, by=SYSTEM, hidden=True, clauses="WS14-12-3")
    def miss_progress(self, do):
        self.dossier.attention = "进度未报：没有按规定的间隔报告整改进度，请催办。"

    @act("整改逾期", OPEN[:3], None, by=SYSTEM, hidden=True, clauses="WS14-10-2 WS14-12-4")
    def overrun(self, do):
        self.dossier.attention = "整改逾期：期限已过，没有报告整改结果，请督办。"
