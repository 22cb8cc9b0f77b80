"""Mailing (邮寄送达、政务专递): the result of a case goes by post, and is delivered when the addressee signs for it.

Every change of hands is an act: the window, the post's own window, the road, the addressee (WS16-4.1).
"""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, act
from hall.acts.workflow import StateField, Workflow
from hall.applicants.crypto import EncryptedText
from hall.applicants.identity import normalise_phone
from hall.people.roles import Role

from . import delivery_guards, mailing_papers
from . import mailing_guards as guards
from .forms.delivery import FailureForm, ReceivedForm
from .forms.mailing import HandoverForm, RegisterForm, RepayForm, ReturnForm, SendForm, VerdictForm
from .mail_agreement import agreement_warning

CLERK, OFFICE = Role.WINDOW_CLERK, Role.HALL_OFFICE


class State(models.TextChoices):
    TO_SEND = "to_send", "待寄"
    AT_POST = "at_post", "邮政窗口已签收"
    SENT = "sent", "已寄出"
    SIGNED = "signed", "收件人已签收"
    RETURNED = "returned", "已退回"
    CANCELLED = "cancelled", "已取消"


class Mailing(Workflow):
    """One letter with the result of one case."""

    State = State
    private_fields = frozenset({"contact", "phone", "address", "slip", "received_by"})

    state = StateField(State)
    case = models.ForeignKey("cases.Case", models.PROTECT, verbose_name="办件", related_name="mailings")
    contact = EncryptedText("联系人")
    phone = EncryptedText("联系电话", normalise=normalise_phone)
    address = EncryptedText("收件地址")
    contents = models.JSONField("邮件内容", default=list)
    payer = models.CharField(
        "邮费承担", max_length=12, choices=[("bureau", "政务服务局"), ("applicant", "申请人")]
    )
    by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="经办人", related_name="+")
    window = models.ForeignKey("hall.Place", models.PROTECT, verbose_name="窗口", related_name="+")
    carrier_signed = models.CharField("邮政窗口签收人", max_length=60, blank=True)
    at_post_at = models.DateTimeField("交邮时间", null=True, blank=True)
    tracking = models.CharField("快递单号", max_length=40, blank=True)
    slip = models.FileField("快递存单", upload_to="mailings/%Y/", max_length=200, blank=True)
    postage = models.DecimalField("邮费（元）", max_digits=8, decimal_places=2, null=True, blank=True)
    began_at = models.DateTimeField("寄出时间", null=True, blank=True)
    received_at = models.DateTimeField("签收时间", null=True, blank=True)
    received_by = models.CharField("签收人", max_length=60, blank=True)
    evidence = models.CharField("签收凭据", max_length=200, blank=True)
    verdict = models.CharField(
        "抽查结论", max_length=10, choices=[("within", "符合"), ("outside", "不符合")], blank=True
    )
    fault_of = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="责任人", null=True, blank=True, related_name="+"
    )
    points = models.DecimalField("考核扣分", max_digits=5, decimal_places=1, null=True, blank=True)
    repaid_on = models.DateField("补缴日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "邮寄"
        indexes = [models.Index(fields=["state", "began_at"], name="mailing_state_sent")]

    def __str__(self) -> str:
        return f"{self.case.number} 邮寄"

    def rules_date(self, do):
        case = do.parent or (self.case if self.case_id else None)
        return case.rules_date(do) if case else do.on

    @act(
        "登记邮寄",
        NEW,
        State.TO_SEND,
        by=CLERK,
        at_window=True,
        form=RegisterForm,
        guards=[
            guards.post_offered,
            *delivery_guards.STARTING,
            guards.not_obtainable_on_the_spot,
        ],
        clauses="WS16-3.2-2 WS16-1-3 EL-4.2h",
    )
    def register(self, do):
        self.case, self.by, self.window = do.parent, do.by, do.place
        for name in ("contact", "phone", "address", "contents"):
            setattr(self, name, do.data[name])
        self.payer = do.rule("mail.payer")
        do.label(f"{self.case.number} 邮寄")
        self.dossier.attention = self._warning(do)

    @act(
        "邮政窗口签收",
        State.TO_SEND,
        State.AT_POST,
        by=CLERK,
        form=HandoverForm,
        clauses="EL-4.2h WS16-4.1",
    )
    def hand_to_post(self, do):
        """The postal window signs for, sorts and registers; the number follows."""
        self.carrier_signed, self.at_post_at = do.data["carrier_signed"], do.at

    @act(
        "寄出",
        [State.TO_SEND, State.AT_POST],
        State.SENT,
        by=CLERK,
        form=SendForm,
        events=["mailed"],
        clauses="WS16-3.2-2 WS16-3.2-3 WS16-1-2 EL-4.2h",
    )
    def send(self, do):
        """On the road: number, slip and postage are in the ledger."""
        for name in ("tracking", "slip", "postage"):
            setattr(self, name, do.data[name])
        self.began_at, self.by = do.at, do.by
        self.dossier.attention = self._warning(do)
        do.then(self.case, "dispatch")

    @act(
        "登记收件人签收",
        State.SENT,
        State.SIGNED,
        by=CLERK,
        form=ReceivedForm,
        papers=[mailing_papers.RECORD],
        clauses="XA-19 EL-4.2h WS16-4.1",
    )
    def receive(self, do):
        """The receipt of the post says when and by whom."""
        self.received_at = do.data["received_at"] or do.at
        self.received_by = do.data["received_by"] or self.case.applicant.name
        self.evidence = do.data["evidence"]
        do.happened("delivered", ended=self.received_at)
        served = {
            "method": "post",
            "received_by": self.received_by,
            "received_at": self.received_at.isoformat(),
        }
        do.then(self.case, "count_as_delivered", served)

    @act("邮件退回", State.SENT, State.RETURNED, by=CLERK, form=ReturnForm, clauses="WS16-4.1")
    def come_back(self, do):
        """The result lies at the window again, and may go out once more."""

    @act("取消邮寄", State.TO_SEND, State.CANCELLED, by=CLERK, form=FailureForm, clauses="WS16-3.2-2")
    def cancel(self, do):
        """Not sent after all: the applicant comes to the window."""

    @act(
        "登记抽查结论",
        [State.SENT, State.SIGNED, State.RETURNED],
        None,
        by=OFFICE,
        form=VerdictForm,
        guards=[guards.drawn_for_a_check, guards.not_judged],
        clauses="WS16-4.2-1",
    )
    def judge(self, do):
        self.verdict, self.fault_of, self.points = do.data["verdict"], do.data["person"], do.data["points"]

    @act(
        "登记补缴邮费",
        [State.SENT, State.SIGNED, State.RETURNED],
        None,
        by=OFFICE,
        form=RepayForm,
        guards=[guards.found_outside],
        clauses="WS16-4.2-1",
    )
    def repay(self, do):
        """The department or the person at fault pays the postage back."""
        self.repaid_on = do.data["paid_on"]

    def _warning(self, do) -> str:
        return agreement_warning(do.hall, do.on) if self.payer == "bureau" else ""
