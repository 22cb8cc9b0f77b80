"""Substantive review (审核论证): a written opinion by whom the rulebook names, then the signatures it asks for."""

from __future__ import annotations

from django import forms

from hall.acts.act import act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.people.roles import Role

from .forms.decision import OpinionForm
from .states import State

SIGNERS = [Role.REVIEWER, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER]


class SignForm(ActForm):
    remark = forms.CharField(
        label="签署意见", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


@guard("DL-10.1 XA-17.a", forbids=True)
def examined_by_whom_the_rulebook_names(case, do):
    """At the window only where the rulebook has the accepting clerk examine; the department always may."""
    if do.role == Role.WINDOW_CLERK and do.rule("case.reviewer") != "window_clerk":
        return "本大厅由部门审批人员进行实质审查，窗口人员不出具审查意见。"


@guard("DL-10.3")
def signature_is_due(case, do):
    if case.step_waiting is None:
        return "没有等待签署的审批环节。"


@guard("DL-10.3", forbids=True)
def signed_in_order(case, do):
    waiting = case.step_waiting
    if waiting is not None and do.role and do.role != waiting:
        return f"审批环节依次签署，现在等待{waiting.label}签署。"


class ReviewActs:
    """The acts of a case by which it is examined and made ready for the decision."""

    @property
    def step_waiting(self) -> Role | None:
        """Whose signature the opinion waits for; None when none is asked, or all are there."""
        left = self.approval_steps[self.approval_step :]
        return Role(left[0]) if left else None

    @act(
        "出具审查意见",
        State.REVIEWING,
        None,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE, Role.WINDOW_CLERK],
        form=OpinionForm,
        guards=[examined_by_whom_the_rulebook_names],
        events=["reviewed"],
        clauses="XA-13 XA-17.a DL-10.1",
    )
    def opine(self, do):
        """A written opinion with its author and time; a new one takes the place of the last, and is signed anew."""
        self.review_opinion, self.proposal = do.data["opinion"], do.data["proposal"]
        self.opined_by, self.opined_at = do.by, do.at
        self.approval_steps = list(do.rule("case.approval_steps") or ())
        self.approval_step = 0

    @act(
        "签署审批环节",
        State.REVIEWING,
        None,
        by=SIGNERS,
        form=SignForm,
        guards=[signature_is_due, signed_in_order],
        clauses="DL-10.3",
    )
    def sign_step(self, do):
        self.approval_step += 1
