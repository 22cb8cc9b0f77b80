"""Departure (离岗): the exit form, the steps of handing over, and the centre's permission to leave (WS13 三(二))."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import plain
from hall.acts.workflow import StateField, Workflow
from hall.papers.kinds import PaperKind
from hall.people.roles import Role
from hall.timeline.triggers import append_only
from staff.rules import EXIT_STEPS

from . import departure_guards as guards
from .departure_forms import (
    AttendanceForm,
    BadgeForm,
    ClearingForm,
    DepartureForm,
    EquipmentForm,
    WorkForm,
)
from .forms import OpinionForm, RefusalForm, WithdrawalForm
from .kinds import POSTED
from .papers import opinion, person_of

OFFICE, LEADER, FIRST = Role.HALL_OFFICE, Role.HALL_LEADER, Role.FIRST_REPRESENTATIVE
UNIT = (FIRST, Role.DEPARTMENT_LEADER, OFFICE)


class State(models.TextChoices):
    FILED = "filed", "待单位审批"
    ENDORSED = "endorsed", "待中心确认"
    CONFIRMED = "confirmed", "办理离岗手续"
    ALLOWED = "allowed", "准予退出"
    CLEARED = "cleared", "已清理"
    DECLINED = "declined", "不同意"
    WITHDRAWN = "withdrawn", "已撤回"


@append_only
class ExitStep(models.Model):
    """One step of leaving, done by whom the text names; what was handed over and to whom."""

    departure = models.ForeignKey(
        "staff.Departure", models.PROTECT, verbose_name="离岗", related_name="steps"
    )
    step = models.CharField("手续", max_length=20, choices=EXIT_STEPS)
    done_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="办理人", related_name="+")
    done_at = models.DateTimeField("办理时间")
    facts = models.JSONField("内容", default=dict)
    entry = models.ForeignKey("hall.Entry", models.PROTECT, verbose_name="留痕", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "离岗手续"
        constraints = [models.UniqueConstraint(fields=["departure", "step"], name="exit_step_once")]

    def __str__(self) -> str:
        return self.get_step_display()


def _facts(departure, do) -> dict:
    posting = departure.posting
    return {
        "person": person_of(posting),
        "starts_on": plain(posting.starts_on),
        "leaves_on": plain(departure.leaves_on),
        "reason": departure.reason,
        "signature": posting.person.name if departure.signed_at else None,
        "unit_opinion": opinion(departure.unit_opinion, departure.unit_signer, departure.unit_signed_at),
        "centre_opinion": opinion(do.data["opinion"], do.by, do.at),
    }


EXIT_FORM = PaperKind("posting_out", _facts, clauses="WS13-3.2.1-2 WS13-F4")


class Departure(Workflow):
    """One application to leave, below the posting it ends."""

    State = State
    RUNNING = (State.FILED, State.ENDORSED, State.CONFIRMED)
    STEP_OF = {
        "hand_over_work": "work",
        "return_badge": "badge",
        "count_equipment": "equipment",
        "check_attendance": "attendance",
    }
    read_along = ("posting__person",)

    state = StateField(State)
    posting = models.ForeignKey(
        "staff.Posting", models.PROTECT, verbose_name="派驻", related_name="departures"
    )
    leaves_on = models.DateField("离岗时间")
    reason = models.CharField("离岗原因", max_length=300)
    exception = models.CharField("未满派驻期限的特殊情况", max_length=300, blank=True)
    signed_at = models.DateTimeField("本人签字时间", null=True, blank=True)
    unit_opinion = models.CharField("工作单位审批意见", max_length=200, blank=True)
    unit_signer = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="单位签字人", null=True, blank=True, related_name="+"
    )
    unit_signed_at = models.DateTimeField("单位签字时间", null=True, blank=True)
    allowed_at = models.DateTimeField("准予退出时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "人员离岗"

    def __str__(self) -> str:
        return f"{self.posting.person}离岗"

    def posting_now(self, do):
        """The posting as it is under the lock; the one the caller handed in may be older."""
        from .posting import Posting

        return Posting.objects.select_related("person", "dossier").get(dossier=self.dossier.parent_id)

    @act(
        "申请离岗",
        NEW,
        State.FILED,
        by=UNIT,
        form=DepartureForm,
        guards=[guards.is_on_duty],
        clauses="WS13-3.2.1-1 DL-5.3 DL-21.1",
    )
    def file(self, do):
        self.posting = self.posting_now(do)
        for name in ("leaves_on", "reason", "exception"):
            setattr(self, name, do.data[name])
        do.label(f"{self.posting.person}离岗")

    @act(
        "本人签字",
        State.FILED,
        None,
        by=sorted(POSTED),
        guards=[guards.the_person],
        clauses="WS13-3.2.1-2",
    )
    def sign(self, do):
        self.signed_at = do.at

    @act(
        "签署单位意见",
        State.FILED,
        State.ENDORSED,
        by=[Role.DEPARTMENT_LEADER, OFFICE],
        form=OpinionForm,
        guards=[guards.unit_speaks_for_itself_on_leaving, guards.person_has_signed],
        clauses="WS13-3.2.1-2",
    )
    def endorse(self, do):
        self.unit_opinion, self.unit_signer, self.unit_signed_at = do.data["opinion"], do.by, do.at

    @act(
        "中心确认（备案）",
        State.ENDORSED,
        State.CONFIRMED,
        by=[OFFICE, LEADER],
        form=OpinionForm,
        guards=[guards.shortest_term_is_served],
        papers=[EXIT_FORM],
        clauses="WS13-3.2.1-2 DL-21.2",
    )
    def confirm(self, do):
        """The person stays at the window until everything is handed over."""

    @act(
        "中心不同意",
        State.ENDORSED,
        State.DECLINED,
        by=[OFFICE, LEADER],
        form=RefusalForm,
        guards=[guards.more_than_filing_of_a_departure],
        papers=[EXIT_FORM],
        clauses="DL-21.2",
    )
    def decline(self, do):
        """The posting goes on."""

    @act(
        "工作移交",
        State.CONFIRMED,
        None,
        by=UNIT,
        form=WorkForm,
        guards=[guards.step_is_asked_for, guards.nothing_left_open],
        clauses="WS13-3.2.2-1",
    )
    def hand_over_work(self, do):
        self._step(do)

    @act(
        "收回工作牌、钥匙",
        State.CONFIRMED,
        None,
        by=UNIT,
        form=BadgeForm,
        guards=[guards.step_is_asked_for],
        clauses="WS13-3.2.2-2",
    )
    def return_badge(self, do):
        self._step(do)

    @act(
        "清点设施设备",
        State.CONFIRMED,
        None,
        by=Role.BUREAU,
        form=EquipmentForm,
        guards=[guards.step_is_asked_for],
        clauses="WS13-3.2.2-3",
    )
    def count_equipment(self, do):
        """By the bureau's e-government office."""
        self._step(do)

    @act(
        "核对考勤",
        State.CONFIRMED,
        None,
        by=OFFICE,
        form=AttendanceForm,
        guards=[guards.step_is_asked_for],
        clauses="WS13-3.2.2-4",
    )
    def check_attendance(self, do):
        self._step(do)

    @act(
        "准予退出",
        State.CONFIRMED,
        State.ALLOWED,
        by=LEADER,
        guards=[
            guards.every_step_is_done,
            guards.nothing_left_open,
            guards.day_of_leaving_has_come,
            guards.department_keeps_a_first_representative,
        ],
        locks=lambda departure, do: [departure.posting.person],  # nothing is handed to who is just leaving
        clauses="WS13-3.2.2-5",
    )
    def allow(self, do):
        """The centre's person in charge signs; with that the role in the hall ends."""
        self.allowed_at = do.at
        do.then(self.posting, "end")

    @act("清理信息", State.ALLOWED, State.CLEARED, by=OFFICE, form=ClearingForm, clauses="WS13-3.2.2-6")
    def clear(self, do):
        """The window is rearranged and the devices forget the person; the past stays on record."""

    @act(
        "撤回离岗申请",
        [State.FILED, State.ENDORSED, State.CONFIRMED],
        State.WITHDRAWN,
        by=UNIT,
        form=WithdrawalForm,
    )
    def withdraw(self, do):
        """The person stays."""

    def _step(self, do) -> None:
        facts = {name: plain(value) for name, value in do.data.items()}
        do.add(
            lambda entry: ExitStep(
                departure=self,
                step=self.STEP_OF[do.act.name],
                done_by=do.by,
                done_at=do.at,
                facts=facts,
                entry=entry,
            )
        )
