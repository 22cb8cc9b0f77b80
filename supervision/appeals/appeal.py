"""Appeal (申诉): against one published finding, heard and decided before it counts (WS14 十二)."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, act
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from supervision.patrols.finding import Finding
from supervision.patrols.people import POSTED

from .forms import AppealForm, DecisionForm, HearingForm
from .papers import NOT_UPHELD

CENTRE = (Role.HALL_OFFICE, Role.HALL_LEADER, Role.BUREAU)


def _finding_now(appeal) -> Finding:
    """The finding as it is under the lock."""
    return Finding.objects.select_related("person", "dossier").get(dossier=appeal.dossier.parent_id)


@guard("WS10-4.4-3 WS14-12-1", forbids=True)
def the_supervised_appeal(appeal, do):
    """The first representative of the department, or the person the finding names; nobody else."""
    if do.role != Role.FIRST_REPRESENTATIVE and do.by != _finding_now(appeal).person:
        return "由首席代表或者问题涉及的本人提出申诉。"
    return None


@guard("WS14-12-1")
def is_published_and_open(appeal, do):
    """From the publication until the time to appeal is over."""
    finding = _finding_now(appeal)
    if finding.state != Finding.State.PUBLISHED:
        return f"该问题当前为“{finding.get_state_display()}”，只有已公布、未确认的问题可以申诉。"
    limits = finding.limits_of("appeal")
    if limits and do.at >= limits[-1].due_at:
        return f"申诉期限已于{limits[-1].due_on:%Y-%m-%d}届满。"
    return None


@guard("WS14-12-1")
def has_been_heard(appeal, do):
    if not appeal.heard:
        return "请先听取被监督部门及其工作人员的意见，再作决定。"
    return None


@guard("WS14-12-1", forbids=True)
def somebody_else_decides(appeal, do):
    """Nobody judges what they wrote down themselves."""
    if do.by == appeal.finding.noted_by:
        return "记录该问题的人不能决定对它的申诉，请由他人办理。"
    return None


class Appeal(Workflow):
    """Below the finding; while it is open the finding counts for nothing and stays out of every circular."""

    class State(models.TextChoices):
        FILED = "filed", "待决定"
        UPHELD = "upheld", "维持"
        ANNULLED = "annulled", "问题不成立"

    final = frozenset({State.UPHELD, State.ANNULLED})
    read_along = ("finding__noted_by",)

    state = StateField(State)
    finding = models.ForeignKey(Finding, models.PROTECT, verbose_name="问题", related_name="appeals")
    filed_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="申诉人", related_name="+")
    grounds = models.TextField("解释、申辩的内容")
    evidence = models.FileField("证据材料", upload_to="appeals/%Y/", max_length=200, blank=True)
    heard = models.TextField("听取的意见", blank=True)
    verified = models.TextField("调查核实情况", blank=True)
    conclusion = models.TextField("结论", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "申诉"

    def __str__(self) -> str:
        return f"对“{self.finding}”的申诉"

    @act(
        "提出申诉",
        NEW,
        State.FILED,
        by=POSTED,
        form=AppealForm,
        guards=[the_supervised_appeal, is_published_and_open],
        clauses="WS10-4.4-3 WS14-12-1",
    )
    def file(self, do):
        self.finding, self.filed_by = _finding_now(self), do.by
        self.grounds, self.evidence = do.data["grounds"], do.data["evidence"] or ""
        do.label(str(self))
        do.then(self.finding, "contest")

    @act("听取意见", State.FILED, None, by=CENTRE, form=HearingForm, clauses="WS14-12-1")
    def hear(self, do):
        self.heard = do.data["heard"]

    @act(
        "维持",
        State.FILED,
        State.UPHELD,
        by=CENTRE,
        form=DecisionForm,
        guards=[has_been_heard, somebody_else_decides],
        clauses="WS10-4.4-3",
    )
    def uphold(self, do):
        self._decide(do, "uphold")

    @act(
        "问题不成立",
        State.FILED,
        State.ANNULLED,
        by=CENTRE,
        form=DecisionForm,
        guards=[has_been_heard, somebody_else_decides],
        papers=[NOT_UPHELD],
        clauses="WS14-12-5",
    )
    def annul(self, do):
        self._decide(do, "annul")

    def _decide(self, do, act_name: str) -> None:
        self.verified, self.conclusion = do.data["verified"], do.data["conclusion"]
        do.then(self.finding, act_name)
