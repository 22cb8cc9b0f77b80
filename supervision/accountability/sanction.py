"""Sanction (问责): proposed by the office, decided by a leader, ended when it was carried out (WS11, AH-41)."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, act
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from hall.timeline.dossier import Dossier
from staff.postings.replacement import Replacement
from staff.postings.standing import SERVING, postings

from .forms import CorrectedForm, DecisionForm, NoneForm, ProposalForm
from .kinds import MOVES, Cause, Ground
from .papers import paper_of

OFFICE, LEADER, BUREAU = Role.HALL_OFFICE, Role.HALL_LEADER, Role.BUREAU
PROPOSED = (
    "ground",
    "cause",
    "postage",
    "person",
    "source",
    "fact",
    "clause",
    "measure",
    "due_on",
    "opinion",
)


class State(models.TextChoices):
    PROPOSED = "proposed", "待决定"
    DECIDED = "decided", "已决定，待落实"
    DONE = "done", "已落实"
    NONE = "none", "不予追责"


IN_FORCE = (State.DECIDED, State.DONE)


@guard("AH-42", forbids=True)
def bureau_on_what_is_outside(sanction, do):
    """The bureau itself orders and criticises where entered matters are accepted outside the hall."""
    ground = sanction.ground or (do.form.cleaned_data.get("ground") if do.form else "")
    if do.role == BUREAU and ground and ground != Ground.OUTSIDE:
        return "政务服务局直接处理的是进驻事项在厅外受理的情形，其他问责由中心办理。"
    return None


class Sanction(Workflow):
    """One subject: the person, or without one the department of the dossier. ``source`` is the record it rests on."""

    State, Ground = State, Ground
    opening_fields = frozenset({"source"})
    read_along = ("person", "source")

    state = StateField(State)
    source = models.ForeignKey(Dossier, models.PROTECT, verbose_name="证据", related_name="+")
    ground = models.CharField("事由", max_length=16, choices=Ground)
    cause = models.CharField("原因", max_length=10, choices=Cause, blank=True)
    postage = models.DecimalField("补缴快递费用（元）", max_digits=8, decimal_places=2, null=True, blank=True)
    person = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="责任人员", null=True, blank=True, related_name="+"
    )
    fact = models.TextField("事实")
    clause = models.CharField("依据的条款", max_length=60)
    measure = models.CharField("处理", max_length=60)
    due_on = models.DateField("期限", null=True, blank=True)
    opinion = models.TextField("处理意见", blank=True)
    serious = models.BooleanField("情节严重", default=False)
    on = models.DateField("决定日期", null=True, blank=True)
    decided_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="决定人", null=True, blank=True, related_name="+"
    )
    result = models.TextField("纠正情况", blank=True)
    treatment = models.TextField("对人员的处理意见", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "问责"
        indexes = [models.Index(fields=["on", "state"], name="sanction_by_day")]

    def __str__(self) -> str:
        return f"{self.get_ground_display()}：{self.measure}"

    @act(
        "提出责任追究意见",
        NEW,
        State.PROPOSED,
        by=[OFFICE, LEADER, BUREAU],
        form=ProposalForm,
        guards=[bureau_on_what_is_outside],
        clauses="WS11-01 WS11-03 WS11-04 WS09-5 WS10-4.4-2 AH-4.7c AH-41.1",
    )
    def propose(self, do):
        for name in PROPOSED:
            setattr(self, name, do.data[name])
        do.label(str(self))

    @act(
        "决定",
        State.PROPOSED,
        State.DECIDED,
        by=[LEADER, BUREAU],
        form=DecisionForm,
        guards=[bureau_on_what_is_outside],
        clauses="AH-42 WS06-4.3-2 WS11-07 AH-43.1 WS12-3-2 WS13-4-2",
    )
    def decide(self, do):
        """Tells it in the paper that belongs to the measure; a transfer also asks the department for somebody else."""
        self.measure = do.data["measure"] or self.measure
        self.due_on = do.data["due_on"] or self.due_on
        self.serious, self.on, self.decided_by = do.data["serious"], do.on, do.by
        do.issue(paper_of(self.measure))
        do.label(str(self))
        if self.measure == MOVES and (posting := self._posting(do)):
            letter = {"ground": "serious", "measure": "send_back", "details": self.fact[:500]}
            do.then(Replacement, "write", letter, parent=posting)

    @act("不予追责", State.PROPOSED, State.NONE, by=LEADER, form=NoneForm, clauses="WS06-4.3-2")
    def decide_none(self, do):
        """A decision too, with its reason."""
        self.on, self.decided_by = do.on, do.by

    @act(
        "落实、纠正完毕",
        State.DECIDED,
        State.DONE,
        by=[OFFICE, LEADER],
        form=CorrectedForm,
        clauses="AH-41.1 AH-41.2",
    )
    def finish(self, do):
        self.result, self.treatment = do.data["result"], do.data["treatment"]

    def _posting(self, do):
        """The person's posting in this hall; None where nobody was posted."""
        found = postings().filter(person=self.person, dossier__hall=do.hall, state__in=SERVING)
        return found.filter(stands_in_for=None).first() if self.person else None
