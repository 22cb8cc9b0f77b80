"""Attendee (参训人员): invited, signed in, signed out. Hours count with both times only (DL-23.3)."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty
from hall.people.roles import Role
from hall.people.user import User

# Whoever may be called to a training signs for themselves; the office signs from the list on paper.
SIGNERS = tuple(role for role in Role if role not in (Role.SYSTEM, Role.SYSADMIN))


class State(models.TextChoices):
    INVITED = "invited", "未签到"
    CAME = "came", "已签到，未签退"
    STAYED = "stayed", "已签退"


class PersonForm(ActForm):
    person = forms.ModelChoiceField(User.objects.all(), label="人员")


@guard("DL-23.3", forbids=True)
def signs_for_oneself(attendee, do):
    if do.by != attendee.person and do.role != Role.HALL_OFFICE:
        return f"签到、签退须由{attendee.person}本人办理，或者由大厅管理室按签到表登记。"
    return None


@guard("DL-23.3")
def on_the_day(attendee, do):
    if do.on != attendee.course.on:
        return f"培训定于{attendee.course.on:%Y-%m-%d}举办，签到、签退只能在当日办理。"
    return None


class Attendee(Workflow):
    """One person at one course, opened below it."""

    State = State
    read_along = ("person",)

    state = StateField(State)
    person = models.ForeignKey("hall.User", models.PROTECT, verbose_name="参训人员", related_name="courses")
    came_at = models.DateTimeField("签到时间", null=True, blank=True)
    left_at = models.DateTimeField("签退时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "参训记录"

    def __str__(self) -> str:
        return f"{self.person}参训"

    @property
    def course(self):
        return self.dossier.parent.object()

    @property
    def hours(self) -> float:
        """Hours credited, to a quarter of an hour."""
        return credited(self)

    @act("通知参训", NEW, State.INVITED, by=SYSTEM, form=PersonForm, hidden=True, clauses="DL-23.2")
    def invite(self, do):
        self.person = do.data["person"]
        do.label(f"{self.person}参训")

    @act(
        "签到",
        State.INVITED,
        State.CAME,
        by=SIGNERS,
        guards=[signs_for_oneself, on_the_day],
        clauses="DL-23.3",
    )
    def sign_in(self, do):
        self.came_at = do.at

    @act(
        "签退",
        State.CAME,
        State.STAYED,
        by=SIGNERS,
        guards=[signs_for_oneself, on_the_day],
        clauses="DL-23.3",
    )
    def sign_out(self, do):
        self.left_at = do.at


@duty("DL-23.3", off=lambda attendee: 1.0)
def credited(attendee: Attendee) -> float:
    """The hours between signing in and out, to a quarter; none while one of the two is missing."""
    if attendee.state != State.STAYED:
        return 0.0
    return round((attendee.left_at - attendee.came_at) / dt.timedelta(minutes=15)) / 4
