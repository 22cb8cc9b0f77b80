"""Transfer (转办): what one department was given of a complaint – the opinion and the matter, never who complained."""

from __future__ import annotations

from django import forms
from django.db import models

from complaints.rectification.forms import text
from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role
from hall.uploads import UploadField

from .clocks import TRANSFER_CLOCKS
from .papers import REPORT, TRANSFER
from .states import Gravity

SPEAKERS = (Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER)


class SendForm(ActForm):
    due_on = forms.DateField(label="办理期限", required=False)


class ReportForm(ActForm):
    private = frozenset({"scan"})
    report = text("落实情况", required=False)
    signer = forms.CharField(label="签字的部门分管领导", max_length=60, required=False)
    scan = UploadField(label="签字盖章的落实情况报告", required=False)

    @rule_of_form("WS06-3.3.2-3")
    def check_report(self, cleaned):
        if "report" not in self.errors and not cleaned.get("report"):
            self.add_error("report", "请写明处理意见的落实情况。")

    @rule_of_form("WS06-3.3.2-7")
    def check_signed_and_sealed(self, cleaned):
        if self.do.obj.gravity != Gravity.SERIOUS:
            return
        for name in ("signer", "scan"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, "情节较重的投诉，落实情况报告须由部门分管领导签字并加盖公章。")


@guard("WS06-3.0", forbids=True)
def not_about_oneself(transfer, do):
    if do.by is not None and do.by == transfer.complaint.accused:
        return "投诉涉及本人，应当回避，请由部门其他负责人办理。"
    return None


class State(models.TextChoices):
    SENT = "sent", "待落实"
    REPORTED = "reported", "已落实"
    RECALLED = "recalled", "已收回"
    REFERENCE = "reference", "转交参考"


class Transfer(Workflow):
    """One department's part, below the complaint; its words are what the office wrote, not what the citizen did."""

    State = State
    clocks = TRANSFER_CLOCKS
    final = frozenset({State.REPORTED, State.RECALLED, State.REFERENCE})
    private_fields = frozenset({"scan"})

    state = StateField(State)
    complaint = models.ForeignKey(
        "complaints.Complaint", models.PROTECT, verbose_name="投诉", related_name="transfers"
    )
    matter = models.TextField("投诉事项")
    opinion = models.TextField("处理意见", blank=True)
    gravity = models.CharField("情节", max_length=20, choices=Gravity, blank=True)
    leader = models.CharField("同时转送的部门分管领导", max_length=60, blank=True)
    round = models.PositiveSmallIntegerField("第几次再次处理", default=0)
    due_on = models.DateField("再次处理的期限", null=True, blank=True)
    sent_at = models.DateTimeField("转办时间")
    report = models.TextField("落实情况", blank=True)
    signer = models.CharField("签字的部门分管领导", max_length=60, blank=True)
    scan = models.FileField("签字盖章的报告", upload_to="transfers/%Y/", max_length=200, blank=True)
    reported_at = models.DateTimeField("报告时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "投诉转办"
        indexes = [models.Index(fields=["state", "sent_at"], name="transfer_state_day")]

    def __str__(self) -> str:
        return f"{self.complaint.number}转办"

    @property
    def is_urgent(self) -> bool:
        return self.complaint.is_urgent

    def _take(self, do) -> None:
        self.complaint, self.matter, self.sent_at = do.parent, do.parent.matter, do.at
        do.label(f"{self.complaint.number}转办{do.named.name if do.named else ''}")

    @act(
        "转办",
        NEW,
        State.SENT,
        by=SYSTEM,
        form=SendForm,
        hidden=True,
        papers=[TRANSFER],
        events=["complaint_transferred"],
        clauses="WS06-3.3.2-1 WS06-3.3.2-2 WS06-3.3.2-5 WS06-3.3.2-6 WS06-3.3.3-1 WS06-4.1-2",
    )
    def send(self, do):
        self._take(do)
        above = do.parent
        self.opinion, self.gravity, self.round = above.opinion, above.gravity, above.rounds
        self.leader, self.due_on = above.unit_leader, do.data["due_on"]

    @act("转交参考", NEW, State.REFERENCE, by=SYSTEM, hidden=True, clauses="WS06-3.1.5-1")
    def refer(self, do):
        """A suggestion, for whoever can use it."""
        self._take(do)

    @act(
        "报告落实情况",
        State.SENT,
        State.REPORTED,
        by=SPEAKERS,
        form=ReportForm,
        guards=[not_about_oneself],
        papers=[REPORT],
        events=["complaint_implemented"],
        clauses="WS06-3.3.2-3 WS06-3.3.2-7 WS06-4.3-1",
    )
    def report_back(self, do):
        self.report, self.signer, self.reported_at = do.data["report"], do.data["signer"], do.at
        self.scan = do.data["scan"] or ""
        do.then(self.complaint, "collect")

    @act("收回转办", State.SENT, State.RECALLED, by=SYSTEM, hidden=True, events=["complaint_recalled"])
    def recall(self, do):
        """The complaint has ended."""

    @act("落实逾期", State.SENT, None, by=SYSTEM, hidden=True, clauses="WS06-3.3.2-2 WS06-3.3.2-6")
    def overrun(self, do):
        self.dossier.attention = "转办的投诉逾期没有报告落实情况，请督办。"
