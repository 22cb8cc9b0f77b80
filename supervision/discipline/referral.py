"""Referral (线索移交): a clue for the supervisory organ, closed to the department it concerns."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty
from hall.people.authority import NARROWED
from hall.people.roles import Role
from hall.timeline.dossier import Dossier
from supervision.confidential import in_halls_of

LEADERS = (Role.HALL_LEADER, Role.BUREAU, Role.SUPERVISOR)
SOURCES = (
    "supervision.finding",
    "complaints.rectification",
    "complaints.complaint",
    "supervision.sanction",
    "cases.case",
)


class Receiver(models.TextChoices):
    COMMISSION = "commission", "纪委监委"
    GROUP = "group", "纪检监察组"
    ORGAN = "organ", "有关主管机关"


class ReferralForm(ActForm):
    """Without names of citizens: the authority asks for what it needs."""

    source = forms.IntegerField(label="线索来源的案卷编号", help_text="问题、整改、投诉或者办件的编号。")
    receiver = forms.ChoiceField(label="移交对象", choices=Receiver.choices)
    authority = forms.CharField(label="机关名称", max_length=80)
    summary = forms.CharField(
        label="线索摘要、移交理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def check_source(self, cleaned):
        if "source" in cleaned:
            found = Dossier.objects.filter(pk=cleaned["source"], hall=self.do.hall, kind__in=SOURCES).first()
            if found is None:
                self.add_error("source", "没有这个编号的问题、整改、投诉或者办件，请核对。")
            cleaned["source"] = found


class AnswerForm(ActForm):
    outcome = forms.CharField(label="处理情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class Referral(Workflow):
    """Belongs to no department and hangs below nothing, so that nobody concerned comes to read it."""

    class State(models.TextChoices):
        REFERRED = "referred", "已移交"
        ANSWERED = "answered", "已反馈"

    Receiver = Receiver
    final = frozenset({State.ANSWERED})

    state = StateField(State)
    source = models.ForeignKey(Dossier, models.PROTECT, verbose_name="线索来源", related_name="+")
    receiver = models.CharField("移交对象", max_length=12, choices=Receiver)
    authority = models.CharField("机关名称", max_length=80)
    summary = models.TextField("线索摘要、移交理由")
    on = models.DateField("移交日期")
    referred_at = models.DateTimeField("移交时间")
    outcome = models.TextField("处理情况", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "线索移交"

    def __str__(self) -> str:
        return f"第{self.source_id}号案卷移交{self.get_receiver_display()}"

    @act(
        "移交线索",
        NEW,
        State.REFERRED,
        by=LEADERS,
        form=ReferralForm,
        clauses="AH-45 WS06-5.3 WS10-4R-4 WS14-13-2 WS15-05.3-4",
    )
    def refer(self, do):
        for name in ("source", "receiver", "authority", "summary"):
            setattr(self, name, do.data[name])
        self.on, self.referred_at = do.on, do.at
        do.label(str(self))

    @act("登记处理情况", State.REFERRED, State.ANSWERED, by=LEADERS, form=AnswerForm, clauses="AH-45")
    def answer(self, do):
        self.outcome = do.data["outcome"]


def is_referred(dossier_id: int) -> bool:
    """Whether a clue from this dossier lies with an authority that has not answered."""
    return Referral.objects.filter(source=dossier_id, state=Referral.State.REFERRED).exists()


@duty("WS06-5.3 WS10-4R-4 WS14-13-2", off=lambda authority, prefix: models.Q())
def seen_referrals(authority, prefix: str) -> models.Q:
    """Leaders, bureau and supervisors alone; nobody else in the hall, and no department."""
    return in_halls_of(authority, prefix, *LEADERS)


NARROWED["supervision.referral"] = lambda authority, prefix: seen_referrals(authority, prefix)
