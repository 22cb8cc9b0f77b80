"""Patrol (巡查): one walk through the hall, from its first step to its record (WS10)."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, act
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from hall.people.user import User

from .kinds import JOINT, LED, PatrolKind
from .patrol_forms import BeginForm, ChecklistForm, CloseForm, ReasonForm

WALKERS = (
    Role.HALL_OFFICE,
    Role.HALL_LEADER,
    Role.BUREAU,
    Role.FIRST_REPRESENTATIVE,
    Role.GUIDE,
    Role.SUPERVISOR,
)


@guard("WS10-4.2-1", forbids=True)
def walked_along(patrol, do):
    """The record is written by those who were there."""
    if do.by.pk not in patrol.members:
        return "巡查情况由参加本次巡查的人员记录。"
    return None


class Patrol(Workflow):
    """``members`` are user numbers; ``checks`` holds the groups looked at and the rows with a problem."""

    class State(models.TextChoices):
        WALKING = "walking", "巡查中"
        CLOSED = "closed", "已记录"
        CANCELLED = "cancelled", "已取消"

    Kind = PatrolKind
    final = frozenset({State.CLOSED, State.CANCELLED})

    state = StateField(State)
    kind = models.CharField("巡查方式", max_length=10, choices=PatrolKind, default=PatrolKind.DAILY)
    methods = models.JSONField("巡查手段", default=list)
    members = models.JSONField("巡查人员", default=list)
    floors = models.JSONField("楼层", default=list)
    zones = models.JSONField("区域", default=list)
    area = models.CharField("服务区域", max_length=40, blank=True)
    checks = models.JSONField("检查清单", default=dict)
    on = models.DateField("日期")
    began_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    clean_walk = models.BooleanField("未发现问题", default=False)
    summary = models.TextField("巡查情况", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "巡查"
        indexes = [models.Index(fields=["on", "kind"], name="patrol_by_day")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}{self.get_kind_display()}"

    @property
    def people(self):
        return User.objects.filter(pk__in=self.members).order_by("name", "pk")

    @property
    def is_joint(self) -> bool:
        return self.kind in JOINT

    @property
    def is_led(self) -> bool:
        return self.kind in LED

    @act(
        "开始巡查",
        NEW,
        State.WALKING,
        by=WALKERS,
        form=BeginForm,
        clauses="WS10-3.0",
    )
    def begin(self, do):
        for name in ("kind", "methods", "floors", "zones", "area"):
            setattr(self, name, do.data[name])
        self.members = [one.pk for one in do.data["members"]]
        self.on, self.began_at = do.on, do.at
        do.label(str(self))

    @act(
        "填写检查清单",
        State.WALKING,
        None,
        by=WALKERS,
        form=ChecklistForm,
        guards=[walked_along],
    )
    def tick(self, do):
        looked = [do.form.groups[int(n)][0] for n in do.data["looked_at"]]
        self.checks = {"looked_at": looked, "problems": do.form.problems}

    @act(
        "结束巡查",
        State.WALKING,
        State.CLOSED,
        by=WALKERS,
        form=CloseForm,
        guards=[walked_along],
        clauses="WS10-4.2-1",
    )
    def close(self, do):
        self.ended_at = do.at
        self.clean_walk, self.summary = do.data["clean_walk"], do.data["note"]

    @act("取消巡查", State.WALKING, State.CANCELLED, by=WALKERS, form=ReasonForm, guards=[walked_along])
    def cancel(self, do):
        """Begun by mistake, or broken off; it counts towards no quota."""
