"""Briefing (导服告知): what a guide is told beforehand of a suspension, with a receipt (WS12 二(二)2)."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.models import User
from hall.people.grant import Grant
from hall.people.roles import Role

from . import guards


class State(models.TextChoices):
    SENT = "sent", "待确认"
    READ = "read", "已知悉"


class Briefing(Workflow):
    """One telling to one guide, below the suspension it is about."""

    State = State
    final = frozenset({State.READ})
    opening_fields = frozenset({"guide"})

    state = StateField(State)
    guide = models.ForeignKey("hall.User", models.PROTECT, verbose_name="导服人员", related_name="+")
    told_at = models.DateTimeField("告知时间")
    read_at = models.DateTimeField("确认时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "导服告知"

    def __str__(self) -> str:
        return f"告知{self.guide}"

    @act("告知导服人员", NEW, State.SENT, by=SYSTEM, hidden=True, clauses="WS12-2.2.2-5")
    def send(self, do):
        """Follows when a suspension is filed."""
        self.told_at = do.at
        do.label(f"业务临时停办告知（{self.guide}）")

    @act(
        "确认知悉",
        State.SENT,
        State.READ,
        by=Role.GUIDE,
        guards=[guards.own_briefing],
    )
    def confirm(self, do):
        self.read_at = do.at


def guides_of(hall, at) -> models.QuerySet[User]:
    """The guides of a hall whose authority is in force at a legal instant."""
    grants = Grant.objects.in_force(at).filter(hall=hall, role=Role.GUIDE)
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("pk")
