"""Leaders' duty (领导带班): one leader a working day, confirmed by themselves (WS15 第四条(三))."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty
from hall.people.roles import Role
from hall.people.user import User
from staff.at_work import grants_on

LEADERS = (Role.HALL_LEADER, Role.BUREAU)


class State(models.TextChoices):
    ARRANGED = "arranged", "已排班"
    CONFIRMED = "confirmed", "已到岗带班"
    CANCELLED = "cancelled", "已取消"


class ArrangeForm(ActForm):
    leader = forms.ModelChoiceField(None, label="带班领导")
    on = forms.DateField(label="日期")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        grants = grants_on(self.do.hall, self.do.on, self.do.on, LEADERS)
        self.fields["leader"].queryset = User.objects.filter(pk__in=grants.values("user"))

    @rule_of_form("WS15-04.3")
    def check_one_a_day(self, cleaned):
        others = LeaderDuty.objects.filter(dossier__hall=self.do.hall, on=cleaned.get("on"))
        if other := others.exclude(state=State.CANCELLED).first():
            self.add_error("on", f"当日已安排{other.leader}带班，请先取消再重新安排。")


@guard("WS15-04.3", forbids=True)
def is_the_leader(turn, do):
    if do.by != turn.leader:
        return f"带班须由{turn.leader}本人确认。"
    return None


@guard("WS15-04.3")
def duty_day_has_come(turn, do):
    if do.on < turn.on:
        return f"带班日期是{turn.on:%Y-%m-%d}，当日方可确认。"
    return None


class LeaderDuty(Workflow):
    """One leader's turn on one local day."""

    State = State
    final = frozenset({State.CONFIRMED, State.CANCELLED})
    read_along = ("leader",)

    state = StateField(State)
    leader = models.ForeignKey("hall.User", models.PROTECT, verbose_name="带班领导", related_name="+")
    on = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "领导带班"
        indexes = [models.Index(fields=["on"], name="leader_duty_day")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.leader}带班"

    @act(
        "安排带班",
        NEW,
        State.ARRANGED,
        by=Role.HALL_OFFICE,
        form=ArrangeForm,
        locks=lambda turn, do: [do.hall],
        clauses="WS15-04.3",
    )
    def arrange(self, do):
        self.leader, self.on = do.data["leader"], do.data["on"]
        do.label(str(self))

    @act(
        "确认带班",
        State.ARRANGED,
        State.CONFIRMED,
        by=LEADERS,
        guards=[is_the_leader, duty_day_has_come],
        clauses="WS15-04.3",
    )
    def confirm(self, do):
        """The leader was there."""

    @act("取消带班", State.ARRANGED, State.CANCELLED, by=Role.HALL_OFFICE)
    def cancel(self, do):
        """Somebody else takes the day."""


@duty("WS15-04.3", off=lambda book: [])
def days_without_leader(book) -> list[dt.date]:
    """The working days of an attendance book, up to today, on which no leader confirmed."""
    turns = LeaderDuty.objects.filter(
        dossier__hall=book.hall, state=State.CONFIRMED, on__range=(book.first, book.last)
    )
    there = set(turns.values_list("on", flat=True))
    return [day for day in book.working_days if day not in there]
