"""Rating (好差评): one answer to one invitation, in the rater's own grade. It is never changed and never taken away.

A bad one stays open until it was looked into, put right or explained, and answered (XA-38.3). It is an object of its
own: nothing of it stands on the timeline of the case.
"""

from __future__ import annotations

from django.db import models
from django_fsm import RETURN_VALUE

from complaints.rules import GRADES
from hall.acts.act import NEW, SYSTEM, act
from hall.acts.workflow import StateField, Workflow
from hall.applicants.contact import Contact
from hall.applicants.crypto import EncryptedText
from hall.legal_time import local_date
from hall.people.roles import Role

from . import forms, guards
from .clocks import CLOCKS
from .following import complain, order_correction
from .ways import Way

FOLLOWERS = [Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE]


class State(models.TextChoices):
    GIVEN = "given", "已评价"
    BAD = "bad", "差评，待核实"
    VERIFIED = "verified", "已核实，待整改反馈"
    SETTLED = "settled", "已反馈办结"


OPEN = (State.BAD, State.VERIFIED)


def _its_service(rating, do) -> list:
    """Two ratings of one service wait for each other, and the second finds the first."""
    return [rating.invitation] if rating.invitation else []


class Rating(Contact, Workflow):
    """What one applicant thought of one service."""

    State, Way = State, Way
    clocks = CLOCKS
    final = frozenset({State.GIVEN, State.SETTLED})
    private_fields = frozenset({"said", "contact_name", "phone", "call", "feedback"})
    opening_fields = frozenset({"invitation"})

    state = StateField(State)
    invitation = models.OneToOneField(
        "complaints.Invitation", models.PROTECT, verbose_name="评价邀请", null=True, related_name="rating"
    )
    external = models.CharField("自治区系统评价编号", max_length=80, null=True, unique=True)
    grade = models.CharField("评价等级", max_length=1, choices=list(GRADES.items()))
    way = models.CharField("评价方式", max_length=12, choices=Way)
    said = EncryptedText("评价内容", blank=True)
    source = models.CharField("怎样反映的", max_length=200, blank=True)
    given_at = models.DateTimeField("评价时间")
    window = models.ForeignKey("hall.Place", models.PROTECT, verbose_name="窗口", null=True, related_name="+")
    served_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="服务人员", null=True, related_name="+"
    )
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, verbose_name="事项", null=True, related_name="+"
    )
    call = EncryptedText("回访核实情况", blank=True)
    finding = models.TextField("核实结果", blank=True)
    justified = models.BooleanField("诉求合理", null=True)
    verified_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="核实人", null=True, related_name="+"
    )
    verified_at = models.DateTimeField("核实时间", null=True)
    explanation = models.TextField("解释说明", blank=True)
    told_at = models.DateTimeField("反馈时间", null=True)
    feedback = EncryptedText("反馈情况", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "评价"
        indexes = [models.Index(fields=["state", "given_at"], name="rating_state_given")]

    def __str__(self) -> str:
        return f"{self.get_grade_display()}（{self.get_way_display()}）"

    @property
    def given_on(self):
        return local_date(self.given_at)

    @act(
        "评价",
        NEW,
        RETURN_VALUE(State.GIVEN, State.BAD),
        by=SYSTEM,
        form=forms.GradeForm,
        guards=[guards.not_rated_yet, guards.evaluator_is_on],
        locks=_its_service,
        clauses="XA-38.2a WS14-09.4 AH-4.7b DL-25.3",
    )
    def give(self, do):
        """By whoever was served; no grant lets anybody of the hall do it."""
        return self._given(do, do.data["way"])

    @act(
        "登记向中心反映的评价",
        NEW,
        RETURN_VALUE(State.GIVEN, State.BAD),
        by=Role.HALL_OFFICE,
        form=forms.TakeDownForm,
        guards=[guards.of_a_service, guards.not_rated_yet, guards.not_the_rated],
        locks=_its_service,
        clauses="DL-25.3",
    )
    def take_down(self, do):
        """Told to the centre instead of the device (达拉特 第二十五条)."""
        self.source = do.data["source"]
        return self._given(do, Way.CENTRE)

    @act(
        "导入评价",
        NEW,
        RETURN_VALUE(State.GIVEN, State.BAD),
        by=SYSTEM,
        form=forms.ImportedForm,
        hidden=True,
        clauses="XA-38.2b",
    )
    def take_over(self, do):
        """What was rated in the region's own system; the days run from when it reached this hall."""
        self.external, self.invitation = do.data["external"], do.data["invitation"]
        return self._given(do, do.data["way"], do.data["given_at"])

    @act(
        "核实差评",
        State.BAD,
        State.VERIFIED,
        by=FOLLOWERS,
        form=forms.VerifyForm,
        guards=[guards.not_the_rated],
        clauses="XA-38.3a",
    )
    def verify(self, do):
        """Asked, looked into; what is justified is ordered to be put right."""
        for name in ("call", "finding", "justified"):
            setattr(self, name, do.data[name])
        self.verified_by, self.verified_at = do.by, do.at
        if self.justified:
            order_correction(self, do)

    @act(
        "反馈办结",
        State.VERIFIED,
        State.SETTLED,
        by=FOLLOWERS,
        form=forms.SettleForm,
        guards=[guards.not_the_rated, guards.put_right],
        events=["rating_settled"],
        clauses="XA-38.3a XA-38.3c",
    )
    def settle(self, do):
        """The rater has been answered. What was unjustified stays what it was: a bad rating with its explanation."""
        for name in ("explanation", "told_at", "feedback"):
            setattr(self, name, do.data[name])

    def _given(self, do, way: str, given_at=None) -> str:
        self.grade, self.way, self.given_at = do.data["grade"], way, given_at or do.at
        self.said, self.phone = do.data["said"], do.data["phone"]
        if self.invitation:
            self.window, self.served_by = self.invitation.place, self.invitation.served_by
            self.matter = self.invitation.matter
        do.label(f"{self.get_grade_display()}{f' {self.window}' if self.window else ''}")
        if self.grade not in do.rule("rating.bad_grades"):
            return State.GIVEN
        do.happened("badly_rated")
        complain(self, do)
        return State.BAD
