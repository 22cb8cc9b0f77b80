"""Change of the catalogue (事项进驻、调整、退出、取消、下沉): filed, agreed link by link, then in force.

Who must agree, and in which order, is the hall's rulebook (AH: 司法局 before 政务服务局; WS: the bureau alone).
"""

from __future__ import annotations

from django.db import models
from django_fsm import RETURN_VALUE

from hall.acts.act import NEW, Chain, act
from hall.acts.workflow import Chained, StateField, Workflow
from hall.legal_time import local_date
from hall.people.roles import Role

from . import change_guards as guards
from .change_forms import (
    CHAINS,
    REVIEWED_FIRST,
    FileForm,
    InForceForm,
    Kind,
    OpinionForm,
    ReturnForm,
)
from .entering import take_effect
from .lateness import too_late
from .rules import EXCEPTIONS
from .updating import ChangeNotice, GuideUpdate


class State(models.TextChoices):
    FILED = "filed", "待初审"
    REVIEWED = "reviewed", "审批中"
    APPROVED = "approved", "已核准，待落实"
    IN_FORCE = "in_force", "已生效"
    RETURNED = "returned", "已退回"


class MatterChange(Chained, Workflow):
    """One application to enter, change, move or leave – or to stay outside the hall."""

    State = State
    final = frozenset({State.IN_FORCE, State.RETURNED})
    read_along = ("matter__hall", "matter__department", "version__matter", "target__hall")

    state = StateField(State)
    kind_of_change = models.CharField("变更类型", max_length=8, choices=Kind)
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, verbose_name="事项", related_name="changes"
    )
    version = models.ForeignKey(
        "catalogue.MatterVersion",
        models.PROTECT,
        verbose_name="草稿",
        null=True,
        blank=True,
        related_name="+",
    )
    ground = models.CharField("调整情形", max_length=200, blank=True)
    document = models.CharField("依据文件名称", max_length=160, blank=True)
    document_number = models.CharField("依据文件文号", max_length=80, blank=True)
    document_date = models.DateField("依据文件日期", null=True, blank=True)
    exception = models.CharField("不进驻的情形", max_length=20, choices=EXCEPTIONS, blank=True)
    changed_on = models.DateField("变化（核准）日期", null=True, blank=True)
    filed_at = models.DateTimeField("申请时间", null=True, editable=False)
    late = models.BooleanField("迟延提出", default=False, editable=False)
    reason = models.TextField("理由和依据")
    approvers = models.JSONField("审批人员", default=list)
    target = models.ForeignKey(
        "hall.Department",
        models.PROTECT,
        verbose_name="承接部门",
        null=True,
        blank=True,
        related_name="+",
    )
    first_reviewer = models.CharField("初审", max_length=24, blank=True, editable=False)
    opinion = models.TextField("初审意见", blank=True)
    reviewed_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="初审人", null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField("初审时间", null=True, blank=True)
    effective_from = models.DateField("施行（取消）日期")
    in_force_at = models.DateTimeField("落实时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "事项变更"

    def __str__(self) -> str:
        return f"{self.get_kind_of_change_display()} {self.matter}"

    def roles_for(self, act):
        """Before the first opinion it is the first reviewer's turn, whoever the chain begins with."""
        if self.state == State.FILED and isinstance(act.by, Chain):
            return (Role(self.first_reviewer),)
        return super().roles_for(act)

    def centre_sets_the_day(self, do) -> bool:
        """Whether an agreed entry or exit still waits for the centre to put it into effect (AH-4.6c)."""
        return self.kind_of_change in REVIEWED_FIRST and do.rule("catalogue.effected_by") == "centre"

    @property
    def days_to_file(self) -> int | None:
        """Days from the change or its sign-off to the application (AH-7.2)."""
        return (local_date(self.filed_at) - self.changed_on).days if self.changed_on else None

    @act(
        "提出事项变更申请",
        NEW,
        RETURN_VALUE(State.FILED, State.REVIEWED),
        by=[Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER],
        form=FileForm,
        clauses="AH-7.2 WS08-03-1",
    )
    def file(self, do):
        for name in FILED:
            setattr(self, name, do.data[name])
        self.kind_of_change = Kind(do.data["kind"])
        self.approvers = [person.pk for person in do.data["approvers"]]
        self.filed_at = do.at
        if self.changed_on:
            self.late = too_late(do.hall, "catalogue.change_filing", self.changed_on, do.on)
        self.first_reviewer = do.rule("catalogue.first_reviewer")
        links, first = list(do.rule(CHAINS[self.kind_of_change])), self.kind_of_change in REVIEWED_FIRST
        if first and len(links) > 1 and links[0] == self.first_reviewer:
            del links[0]  # its opinion is the first link
        self.start_chain(links)
        do.label(str(self))
        return State.FILED if first else State.REVIEWED

    @act(
        "提出初审意见",
        State.FILED,
        State.REVIEWED,
        by=Chain("catalogue.entry_chain"),
        form=OpinionForm,
        clauses="AH-4.6a WS14-06-2",
    )
    def review(self, do):
        """The first opinion, with its author and time; without it nothing goes on."""
        self.opinion, self.reviewed_by, self.reviewed_at = do.data["opinion"], do.by, do.at

    @act(
        "核准",
        State.REVIEWED,
        RETURN_VALUE(State.REVIEWED, State.APPROVED, State.IN_FORCE),
        by=Chain("catalogue.change_chain"),
        guards=[
            guards.draft_is_ready,
            guards.reads_as_above,
            guards.on_the_standard_list,
            guards.not_secret,
            guards.in_the_common_hall,
            guards.power_is_delegated,
            guards.day_is_still_ahead,
        ],
        clauses="AH-4.6b AH-7.1 WS08-04",
    )
    def endorse(self, do):
        """One link of the chain agrees; with the last the change is in force from its day."""
        if self.agree(State.REVIEWED, State.APPROVED) == State.REVIEWED:
            return State.REVIEWED
        if self.centre_sets_the_day(do):
            return State.APPROVED
        self._into_force(do)
        return State.IN_FORCE

    @act(
        "落实进驻、退出",
        State.APPROVED,
        State.IN_FORCE,
        by=Role.HALL_OFFICE,
        form=InForceForm,
        guards=[guards.draft_is_ready],
        clauses="AH-4.6c",
    )
    def put_in_force(self, do):
        """The centre puts an approved entry or exit into effect, from the day it names."""
        self.effective_from = do.data["effective_from"]
        self._into_force(do)

    @act(
        "退回",
        [State.FILED, State.REVIEWED],
        State.RETURNED,
        by=Chain("catalogue.change_chain"),
        form=ReturnForm,
        clauses="AH-7.1",
    )
    def send_back(self, do):
        """Any link may send it back, with its reason; the department files anew."""

    def _into_force(self, do) -> None:
        take_effect(self, self.effective_from)
        self.in_force_at = do.at
        scope = {"hall": do.hall, "department": do.department}
        if self.version_id:
            for update in self.matter.updates.filter(state=GuideUpdate.State.STALE):
                do.then(update, "replace")
        if do.rule("catalogue.change_notifies_bureau"):
            do.then(ChangeNotice, "give", matter=self.matter, version=self.version, **scope)


FILED = (
    "matter",
    "version",
    "ground",
    "document",
    "document_number",
    "document_date",
    "exception",
    "changed_on",
    "reason",
    "target",
    "effective_from",
)
