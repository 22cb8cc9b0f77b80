"""Seal (印章): registered by the hall office, kept by one person, every use on its own timeline."""

from __future__ import annotations

from datetime import date

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role

from . import guards, papers
from .forms import DestroyForm, HandOverForm, LodgeForm, LossForm, ReasonForm, RegisterForm, UseForm
from .kinds import Kind
from .use import SealOwner, SealUse

FIRST, OFFICE = Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE


class State(models.TextChoices):
    REGISTERED = "registered", "已登记"
    LODGED = "lodged", "存放大厅"
    HANDING_OVER = "handing_over", "移交中"
    IN_CUSTODY = "in_custody", "保管使用"
    SUSPENDED = "suspended", "停用封存"
    LOST = "lost", "已挂失"
    DESTROYED = "destroyed", "已销毁"


GONE = (State.LOST, State.DESTROYED)


class SealQuerySet(models.QuerySet["Seal"]):
    def live(self) -> SealQuerySet:
        return self.exclude(state__in=GONE)


class Seal(Workflow):
    """One seal of one department (the dossier's), perhaps on behalf of others. Its image is part of the register."""

    State, Kind = State, Kind
    private_fields = frozenset({"image"})

    state = StateField(State)
    name = models.CharField("印章名称", max_length=60)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    image = models.TextField("印模（PNG，Base64）", blank=True)
    responsible_leader = models.CharField("单位责任领导", max_length=60)
    document = models.CharField("备案（刻制）文件文号", max_length=100)
    letter = models.CharField("授权委托书文号", max_length=100, blank=True)
    valid_from = models.DateField("启用日期")
    valid_until = models.DateField("停用日期", null=True, blank=True)
    custodian = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="保管人", null=True, blank=True, related_name="seals_kept"
    )
    receiver = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="待接收人", null=True, blank=True, related_name="+"
    )
    giver = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="移交人", null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField("移交时间", null=True, blank=True)
    last_keeper = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="最近的保管人", null=True, blank=True, related_name="+"
    )

    objects = SealQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "印章"

    def __str__(self) -> str:
        return self.name

    def valid_on(self, on: date) -> bool:
        """Whether a local date lies in its period of use; the last day counts."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    @act(
        "登记印章",
        NEW,
        State.REGISTERED,
        by=OFFICE,
        form=RegisterForm,
        papers=[papers.REGISTRATION],
        locks=lambda seal, do: [do.hall],
        clauses="AH-29.1 AH-32.2",
    )
    def register(self, do):
        for name in ("name", "kind", "responsible_leader", "document", "valid_from", "valid_until"):
            setattr(self, name, do.data[name])
        self.image = do.form.impression()
        for department in do.form.owners():
            do.add(lambda entry, d=department: SealOwner(seal=self, department=d, entry=entry))
        do.label(self.name)

    @act(
        "存放大厅",
        [State.REGISTERED, State.SUSPENDED],
        State.LODGED,
        by=OFFICE,
        form=LodgeForm,
        guards=[guards.only_procedure_seal_is_lodged],
        clauses="EL-4.1a",
    )
    def lodge(self, do):
        """The department entrusts the hall by letter to put it on procedural papers."""
        self.letter = do.data["document"]

    @act(
        "移交印章",
        [State.REGISTERED, State.SUSPENDED, State.IN_CUSTODY, State.HANDING_OVER],
        State.HANDING_OVER,
        by=[FIRST, OFFICE],
        form=HandOverForm,
        guards=[guards.approval_seal_is_kept_by_a_person, guards.giver_keeps_it],
        clauses="AH-28.8 AH-32.3",
    )
    def hand_over(self, do):
        """The giver remains answerable, and nobody can stamp, until the receiver has taken it over."""
        self.receiver, self.letter = do.data["receiver"], do.data["document"]
        self.giver, self.given_at = do.by, do.at

    @act(
        "接收印章",
        State.HANDING_OVER,
        State.IN_CUSTODY,
        by=FIRST,
        guards=[guards.receiver_takes_it],
        locks=lambda seal, do: [do.by] if do.by else [],  # who is just leaving takes nothing over
        papers=[papers.HAND_OVER],
        clauses="AH-28.8 AH-32.3",
    )
    def take_over(self, do):
        self.custodian, self.receiver = self.receiver, None
        self.last_keeper = self.custodian

    @act(
        "用印",
        State.IN_CUSTODY,
        None,
        by=SYSTEM,
        form=UseForm,
        guards=guards.STAMPING,
        hidden=True,
        clauses="AH-30.1",
    )
    def use(self, do):
        """Follows when an act puts this seal on a paper: which paper, in which case, where and by whom."""
        do.add(lambda entry: SealUse.of(do.form.stamped, do, entry))

    @act(
        "停用封存",
        [State.REGISTERED, State.LODGED, State.HANDING_OVER, State.IN_CUSTODY],
        State.SUSPENDED,
        by=[OFFICE, Role.DEPARTMENT_LEADER],
        form=ReasonForm,
        papers=[papers.OUT_OF_USE],
        clauses="AH-32.2",
    )
    def suspend(self, do):
        """Sealed up with nobody keeping it; used again only after a new hand-over or lodging."""
        self.custodian = self.receiver = None

    @act(
        "挂失",
        [State.REGISTERED, State.LODGED, State.HANDING_OVER, State.IN_CUSTODY, State.SUSPENDED],
        State.LOST,
        by=[FIRST, OFFICE],
        form=LossForm,
        papers=[papers.OUT_OF_USE],
        clauses="AH-28.8",
    )
    def report_lost(self, do):
        """It stamps nothing any more; the last custodian stays on record."""

    @act(
        "销毁",
        [State.REGISTERED, State.SUSPENDED, State.LOST],
        State.DESTROYED,
        by=OFFICE,
        form=DestroyForm,
        papers=[papers.OUT_OF_USE],
        clauses="AH-29.1",
    )
    def destroy(self, do):
        """Also a lost one that was found again."""
