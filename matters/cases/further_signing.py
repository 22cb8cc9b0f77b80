"""另处签署: an approval that bears its seal and still needs opinion and official seal elsewhere gets them on
arrival, on the strength of that seal (AH-30.3). A child of the case.
"""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.clocks.clock import Clock, Effect, Limit, LimitKind, declare
from hall.people.roles import Role

from .below import has_below
from .states import State as CaseState

COUNTER = [Role.REVIEWER, Role.FIRST_REPRESENTATIVE]


class ArriveForm(ActForm):
    organ = forms.CharField(label="签署意见、加盖公章的机关", max_length=100)
    where = forms.CharField(label="送达地点", max_length=100)


class SignForm(ActForm):
    signer = forms.CharField(label="签署人", max_length=60)
    opinion = forms.CharField(label="签署的意见", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    official_seal = forms.CharField(label="所盖公章", max_length=60)


@guard("AH-30.3")
def bears_the_approval_seal(signing, do):
    sealed = do.parent.dossier.papers.filter(seal="approval", voided_at=None, sealed_at__isnull=False)
    if (
        do.parent.state not in (CaseState.SEALED, CaseState.AT_WINDOW, CaseState.DELIVERED)
        or not sealed.exists()
    ):
        return "批文加盖审批专用章之后，方可凭章送另处签署意见、加盖公章。"


@guard("AH-30.3")
def one_at_a_time(signing, do):
    waiting = FurtherSigning.objects.filter(case=do.parent, state=FurtherSigning.State.ARRIVED)
    if has_below(do.parent, do, "furthersigning") and waiting.exists():
        return "上一次送签尚未签署，请先登记签署结果。"


def _limits(signing, do) -> list[Limit]:
    own = do.answer("seal.further_signing")
    return [Limit(LimitKind.SERVICE, own.value, own.basis)] if own.value else []


CLOCKS = declare(
    "cases.furthersigning",
    Clock(
        "signing",
        "另处签署盖章",
        starts=("arrived",),
        ends=("signed",),
        limits=_limits,
        effects=(Effect(LimitKind.SERVICE, "fall_late"),),
        clauses="AH-30.3",
        start_title="送达",
        optional=True,
    ),
)


class FurtherSigning(Workflow):
    """One sealed approval at the place of further signing."""

    clocks = CLOCKS

    class State(models.TextChoices):
        ARRIVED = "arrived", "待签署盖章"
        SIGNED = "signed", "已签署盖章"

    state = StateField(State)
    case = models.ForeignKey("cases.Case", models.PROTECT, verbose_name="办件", related_name="signings")
    organ = models.CharField("签署机关", max_length=100)
    where = models.CharField("送达地点", max_length=100)
    arrived_at = models.DateTimeField("送达时间")
    signer = models.CharField("签署人", max_length=60, blank=True)
    opinion = models.CharField("签署的意见", max_length=500, blank=True)
    official_seal = models.CharField("所盖公章", max_length=60, blank=True)
    late_since = models.DateTimeField("逾期未签署", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "另处签署盖章"

    def __str__(self) -> str:
        return f"{self.case.number} 送{self.organ}签署"

    def rules_date(self, do):
        return (do.parent or self.case).rules_date(do)

    @act(
        "送达另处签署盖章",
        NEW,
        State.ARRIVED,
        by=COUNTER,
        form=ArriveForm,
        guards=[bears_the_approval_seal, one_at_a_time],
        events=["arrived"],
        clauses="AH-30.3",
    )
    def arrive(self, do):
        """Registered as it arrives there: from now on it is due."""
        self.case, self.arrived_at = do.parent, do.at
        self.organ, self.where = do.data["organ"], do.data["where"]
        do.label(f"{self.case.number} 送{self.organ}签署")

    @act(
        "签署意见、加盖公章",
        State.ARRIVED,
        State.SIGNED,
        by=[*COUNTER, Role.DEPARTMENT_LEADER],
        form=SignForm,
        events=["signed"],
        clauses="AH-30.3",
    )
    def sign(self, do):
        """On the strength of the approval seal: nothing is examined again."""
        self.signer, self.opinion = do.data["signer"], do.data["opinion"]
        self.official_seal = do.data["official_seal"]
        self.dossier.attention = ""

    @act("逾期未签署", State.ARRIVED, None, by=SYSTEM, hidden=True, clauses="AH-30.3")
    def fall_late(self, do):
        """Shown as overdue, and waited for: the approval itself holds since its seal."""
        self.late_since = do.at
        self.dossier.attention = f"{self.organ}没有即到即办签署意见、加盖公章，请催办。"
