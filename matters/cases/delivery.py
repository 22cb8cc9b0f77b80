"""Delivery (送达) of a result that nobody fetches at the counter. When it counts as delivered differs from way to way:
the locker as it is emptied, the electronic paper as it arrives, the paper left behind at once, the announced one when
its days are over. By post see ``mailing``.
"""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.papers.paper import new_code
from hall.people.roles import Role
from hall.rulebook import answer

from . import delivery_guards as guards
from . import delivery_papers as papers
from .forms.delivery import (
    AnnouncementForm,
    ElectronicForm,
    FailureForm,
    LeftForm,
    LockerForm,
    ReceivedForm,
)
from .notifying import notify
from .states import Method

CLERK = Role.WINDOW_CLERK
CODE = 6  # characters that open a locker


class State(models.TextChoices):
    DEPOSITED = "deposited", "已存入存取柜"
    SENT = "sent", "已发送，待到达"
    ANNOUNCED = "announced", "公告中"
    SERVED = "served", "已送达"
    FAILED = "failed", "未能送达"


def _reminder_limits(delivery, do) -> list[Limit]:
    """When the applicant is reminded; the day is arranged, nobody is late on it."""
    after = do.answer("delivery.remind_after")
    return [Limit(LimitKind.ARRANGED, after.value, after.basis)] if after.value else []


def _announcement_limits(delivery, do) -> list[Limit]:
    found = answer(do.hall, "statute.announcement", delivery.published_on)
    return [Limit(LimitKind.ARRANGED, found.value, found.basis)]


CLOCKS = declare(
    "cases.delivery",
    Clock(
        "pickup",
        "取件提醒",
        starts=("deposited",),
        ends=("delivered", "undelivered"),
        limits=_reminder_limits,
        effects=(Effect(LimitKind.ARRANGED, "remind"),),
        clauses="EL-3.3c",
        start_title="存入存取柜",
        optional=True,
    ),
    Clock(
        "announcement",
        "公告期",
        starts=("announced",),
        ends=("delivered", "undelivered"),
        limits=_announcement_limits,
        effects=(Effect(LimitKind.ARRANGED, "deem_served"),),
        clauses="XA-19",
        start_title="发出公告",
    ),
)


class Delivery(Workflow):
    """One attempt to deliver the result of a case, opened below it. At its end the case is delivered, or stays."""

    State = State
    clocks = CLOCKS
    private_fields = frozenset({"code", "received_by", "address", "witness", "record"})
    final = frozenset({State.SERVED, State.FAILED})

    state = StateField(State)
    case = models.ForeignKey("cases.Case", models.PROTECT, verbose_name="办件", related_name="deliveries")
    method = models.CharField("送达方式", max_length=12, choices=Method)
    began_at = models.DateTimeField("发出时间")
    by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="送达人", related_name="+")
    second = models.CharField("第二送达人", max_length=60, blank=True)
    locker = models.CharField("存取柜柜门号", max_length=20, blank=True)
    code = models.CharField("取件码", max_length=12, blank=True)
    reminded_at = models.DateTimeField("提醒时间", null=True, blank=True)
    address = models.CharField("接收系统和账号", max_length=120, blank=True)
    consent = models.CharField("同意的方式", max_length=120, blank=True)
    place = models.CharField("送达地点", max_length=120, blank=True)
    refusal = models.CharField("拒收事由", max_length=200, blank=True)
    witness = models.CharField("见证人", max_length=120, blank=True)
    reason = models.CharField("公告的原因和经过", max_length=300, blank=True)
    published_on = models.DateField("公告日期", null=True, blank=True)
    published_in = models.CharField("公告载体", max_length=120, blank=True)
    record = models.FileField("记录", upload_to="deliveries/%Y/", max_length=200, blank=True)
    received_at = models.DateTimeField("送达时间", null=True, blank=True)
    received_by = models.CharField("签收人", max_length=60, blank=True)
    evidence = models.CharField("送达凭据", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "送达"

    def __str__(self) -> str:
        return f"{self.case.number} {self.get_method_display()}"

    def rules_date(self, do):
        return (do.parent or self.case).rules_date(do)

    @act(
        "存入自助存取柜",
        NEW,
        State.DEPOSITED,
        by=CLERK,
        at_window=True,
        form=LockerForm,
        guards=[*guards.STARTING, guards.lockers_offered],
        events=["deposited"],
        clauses="EL-3.3c EL-4.2g",
    )
    def deposit(self, do):
        self._begin(do, Method.LOCKER)
        self.locker, self.code = do.data["locker"], new_code(CODE)
        notify(do, self.case, "ready", locker=self.locker, code=self.code)

    @act(
        "发送电子文书",
        NEW,
        State.SENT,
        by=CLERK,
        at_window=True,
        form=ElectronicForm,
        guards=[*guards.STARTING, guards.electronic_offered],
        clauses="XA-19 EL-4.2g",
    )
    def send(self, do):
        self._begin(do, Method.ELECTRONIC)
        self.address, self.consent = do.data["address"], do.data["consent_form"]

    @act(
        "留置送达",
        NEW,
        State.SERVED,
        by=CLERK,
        form=LeftForm,
        guards=guards.STARTING,
        papers=[papers.RECORD],
        clauses="XA-19",
    )
    def leave(self, do):
        """Refused: left where the addressee lives, before a witness; delivered by that."""
        self._begin(do, Method.LEFT)
        for name in ("place", "refusal", "second", "witness"):
            setattr(self, name, do.data[name])
        self.record = do.data["record"] or ""
        self._served(do, do.at, "", "留置：" + self.refusal)

    @act(
        "公告送达",
        NEW,
        State.ANNOUNCED,
        by=CLERK,
        form=AnnouncementForm,
        guards=guards.STARTING,
        clauses="XA-19",
    )
    def announce(self, do):
        """The last resort, while the addressee cannot be found or reached."""
        self._begin(do, Method.ANNOUNCED)
        for name in ("reason", "published_on", "published_in"):
            setattr(self, name, do.data[name])
        self.record = do.data["record"] or ""
        noon = timezone.make_aware(dt.datetime.combine(self.published_on, dt.time(12)))
        do.happened("announced", at=noon)

    @act(
        "登记收到",
        [State.DEPOSITED, State.SENT],
        State.SERVED,
        by=CLERK,
        form=ReceivedForm,
        papers=[papers.RECORD],
        clauses="XA-19 EL-3.3b",
    )
    def receive(self, do):
        """The locker was emptied, or the electronic paper arrived; the proof says when."""
        at = do.data["received_at"] or do.at
        self._served(do, at, do.data["received_by"] or self.case.applicant.name, do.data["evidence"])

    @act(
        "公告期满视为送达",
        State.ANNOUNCED,
        State.SERVED,
        by=SYSTEM,
        papers=[papers.RECORD],
        hidden=True,
        clauses="XA-19",
    )
    def deem_served(self, do):
        """The days of the announcement are over: delivered as they ended."""
        limit = self.dossier.runs.get(clock="announcement").limits.get()
        self._served(do, limit.due_at, "", f"公告期满（{self.published_in}）")

    @act("提醒取件", State.DEPOSITED, None, by=SYSTEM, hidden=True, clauses="EL-3.3c")
    def remind(self, do):
        """Once, without anybody's doing: the locker and its code go to the applicant again."""
        self.reminded_at = do.at
        notify(do, self.case, "remind", locker=self.locker, code=self.code)

    @act(
        "取回（未能送达）",
        [State.DEPOSITED, State.SENT, State.ANNOUNCED],
        State.FAILED,
        by=CLERK,
        form=FailureForm,
        events=["undelivered"],
        clauses="EL-3.3c",
    )
    def take_back(self, do):
        """The result is at the window again, and may go out another way."""

    def _begin(self, do, method: Method) -> None:
        self.case, self.method, self.began_at, self.by = do.parent, method, do.at, do.by
        do.label(f"{self.case.number} {method.label}")
        do.then(self.case, "dispatch")

    def _served(self, do, at: dt.datetime, received_by: str, evidence: str) -> None:
        self.received_at, self.received_by, self.evidence = at, received_by, evidence
        do.happened("delivered", ended=at)
        served = {"method": self.method, "received_by": received_by, "received_at": at.isoformat()}
        do.then(self.case, "count_as_delivered", served)
