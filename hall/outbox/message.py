"""Message (告知): one thing told to one person, below the object it is about. Its own timeline says when and by whom.

It is an object of its own so that a page of the case does not grow stale because an SMS went out meanwhile.
"""

from __future__ import annotations

from django import forms
from django.db import models, transaction
from django_fsm import RETURN_VALUE

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role

from .outgoing import Outgoing

CALLERS = [Role.WINDOW_CLERK, Role.REVIEWER, Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE]


class NoticeWay(models.TextChoices):
    SMS = "sms", "短信"
    EMAIL = "email", "电子邮件"
    PHONE = "phone", "电话"
    COUNTER = "counter", "当面"


WRITTEN = (NoticeWay.SMS, NoticeWay.EMAIL)
SPOKEN = [(str(one), one.label) for one in (NoticeWay.PHONE, NoticeWay.COUNTER)]


class QueueForm(ActForm):
    """What a workflow hands over; number and text go to the outbox and are not kept on the timeline."""

    private = frozenset({"to", "text"})
    what = forms.CharField(label="告知内容", max_length=20)
    title = forms.CharField(label="名称", max_length=40)
    event = forms.CharField(label="告知后发生", max_length=20, required=False)
    channel = forms.ChoiceField(label="方式", choices=NoticeWay.choices)
    to = forms.CharField(label="号码或者邮箱", max_length=120, required=False)
    text = forms.CharField(label="文字", max_length=500)


class CalledForm(ActForm):
    """登记告知. Who spoke and when is the line itself."""

    channel = forms.ChoiceField(label="怎样告知的", choices=SPOKEN)
    outcome = forms.CharField(
        label="告知情况",
        max_length=200,
        help_text="如“本人接听，已知悉，周五来领”。请勿填写姓名、电话。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TellForm(CalledForm):
    what = forms.ChoiceField(label="告知内容", choices=[])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [(what, title) for what, (title, _) in TELLABLE.items()]


class NotSentForm(ActForm):
    reason = forms.CharField(label="原因", max_length=200)


# What can be told by word of mouth: name and event by code. The floor that has something to tell adds it.
TELLABLE: dict[str, tuple[str, str]] = {}


class Message(Workflow):
    """One telling. ``event`` is what being told means for the clocks of the object above ("result_told")."""

    class State(models.TextChoices):
        WAITING = "waiting", "待发送"
        TO_CALL = "to_call", "待电话（当面）告知"
        FAILED = "failed", "没有发出"
        TOLD = "told", "已告知"

    state = StateField(State)
    what = models.CharField("告知内容", max_length=20)
    title = models.CharField("名称", max_length=40)
    event = models.CharField("告知后发生", max_length=20, blank=True)
    channel = models.CharField("方式", max_length=8, choices=NoticeWay)
    queued_at = models.DateTimeField("应告知时间")
    told_at = models.DateTimeField("告知时间", null=True, blank=True)
    told_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="告知人", null=True, blank=True, related_name="+"
    )
    outcome = models.CharField("告知情况", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "告知"

    def __str__(self) -> str:
        return f"{self.title}（{self.get_channel_display()}）"

    @act(
        "告知",
        NEW,
        RETURN_VALUE(State.WAITING, State.TO_CALL),
        by=SYSTEM,
        form=QueueForm,
        clauses="XA-18",
    )
    def queue(self, do):
        """Follows what is told of, in the same transaction: an act that is rolled back tells nobody."""
        self.what, self.title, self.event = do.data["what"], do.data["title"], do.data["event"]
        self.channel, self.queued_at = do.data["channel"], do.at
        do.label(self.title)
        if self.channel not in WRITTEN or not do.data["to"]:
            return self.State.TO_CALL
        to, text = do.data["to"], do.data["text"]
        do.add(lambda entry: Outgoing(message=self, to=to, text=text))
        transaction.on_commit(_ring, robust=True)
        return self.State.WAITING

    @act("已经发出", State.WAITING, State.TOLD, by=SYSTEM, hidden=True, clauses="XA-18")
    def sent(self, do):
        """The sender has taken it over; that moment counts, not when it was queued."""
        self._told(do)

    @act("没有发出", State.WAITING, State.FAILED, by=SYSTEM, form=NotSentForm, hidden=True)
    def give_up(self, do):
        """Tried often enough: a person has to tell it."""
        self.dossier.attention = f"没有发出，请电话告知：{do.data['reason']}"

    @act("重新发送", State.FAILED, State.WAITING, by=CALLERS)
    def send_again(self, do):
        """The number was put right, or the gateway is back."""
        Outgoing.objects.filter(message=self).update(attempts=0, next_try_at=do.recorded_at)
        transaction.on_commit(_ring, robust=True)

    @act(
        "登记已告知",
        [State.WAITING, State.TO_CALL, State.FAILED],
        State.TOLD,
        by=CALLERS,
        form=CalledForm,
        clauses="XA-18 WS01-05.1.2a-3",
    )
    def called(self, do):
        self.channel, self.outcome = do.data["channel"], do.data["outcome"]
        self._told(do)

    @act(
        "登记告知（电话、当面）",
        NEW,
        State.TOLD,
        by=CALLERS,
        form=TellForm,
        clauses="XA-18 WS01-05.1.2a-3",
    )
    def tell(self, do):
        """Told without having been queued: a call, a word at the counter."""
        self.what, self.channel = do.data["what"], do.data["channel"]
        self.title, self.event = TELLABLE[self.what]
        self.queued_at, self.outcome = do.at, do.data["outcome"]
        do.label(self.title)
        self._told(do)

    def _told(self, do) -> None:
        self.told_at, self.told_by = do.at, do.by
        if self.event:
            do.happened(self.event)


def _ring() -> None:
    from .tasks import ring

    ring()
