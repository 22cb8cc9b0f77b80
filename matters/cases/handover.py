"""Hand-over of materials (物料转移): two acts, one by each side, with a list both sign (EL-3.1h)."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.roles import Role

from . import guards, papers
from .below import has_below
from .states import State as CaseState


class ReturnForm(ActForm):
    reason = forms.CharField(label="退回原因", widget=forms.Textarea(attrs={"rows": 2}))


@guard("AH-3.2")
def case_is_accepted(handover, do):
    case = do.parent or handover.case
    if case.state != CaseState.ACCEPTED:
        return "只有已受理、尚未进入审查的办件才需要移交材料。"


@guard("EL-3.1h")
def no_open_handover(handover, do):
    sent = Handover.objects.filter(case=do.parent, state=Handover.State.SENT)
    if has_below(do.parent, do, "handover") and sent.exists():
        return "材料已经送出，等待审批部门签收。"


@guard("WS03-05-2")
def parent_not_instant(handover, do):
    return guards.not_instant.function(do.parent, do)


@guard("AH-35.2 XA-16.1")
def parent_acceptance_served(handover, do):
    return guards.acceptance_served.function(do.parent, do)


class Handover(Workflow):
    """One transfer of a case's materials from the window to the department."""

    class State(models.TextChoices):
        SENT = "sent", "已移交，待签收"
        SIGNED = "signed", "已签收"
        RETURNED = "returned", "已退回"

    state = StateField(State)
    case = models.ForeignKey("cases.Case", models.PROTECT, verbose_name="办件", related_name="handovers")
    sent_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="移交人", related_name="+")
    sent_at = models.DateTimeField("移交时间")
    signed_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="签收人", null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField("签收时间", null=True, blank=True)
    returned_for = models.TextField("退回原因", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "材料移交"

    def __str__(self) -> str:
        return f"{self.case.number} 材料移交"

    def rules_date(self, do):
        return (do.parent or self.case).rules_date(do)

    @act(
        "移交材料",
        NEW,
        State.SENT,
        by=Role.WINDOW_CLERK,
        at_window=True,
        guards=[case_is_accepted, no_open_handover, parent_not_instant, parent_acceptance_served],
        papers=[papers.HANDOVER],
        clauses="EL-3.1h EL-3.1i AH-9.2",
    )
    def send(self, do):
        self.case, self.sent_by, self.sent_at = do.parent, do.by, do.at
        do.label(f"{self.case.number} 材料移交")

    @act(
        "签收材料",
        State.SENT,
        State.SIGNED,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        guards=[case_is_accepted],
        clauses="EL-3.1h EL-3.1i",
    )
    def sign(self, do):
        self.signed_by, self.signed_at = do.by, do.at
        do.then(self.case, "begin_review")

    @act(
        "退回材料",
        State.SENT,
        State.RETURNED,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        form=ReturnForm,
        clauses="EL-3.1h EL-3.1i",
    )
    def give_back(self, do):
        """The list does not match what lies on the table: back to the window, the clock runs on."""
        self.returned_for = do.data["reason"]
