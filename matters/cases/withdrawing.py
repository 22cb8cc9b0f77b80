"""Ends of a case that are no decision: taken back, nothing left to decide, or passed on."""

from __future__ import annotations

from hall.acts.act import act
from hall.acts.guards import guard
from hall.people.roles import Role

from . import deciding_guards, ending_papers
from .forms.transfer import TransferForm
from .forms.withdrawal import TerminateForm, WithdrawForm
from .states import UNDECIDED, RejectionGround, State


@guard("许可法32-1-2")
def another_organs_business(case, do):
    if case.rejection_ground != RejectionGround.OUT_OF_SCOPE:
        return "只有因不属于本机关职权范围不予受理的申请才能移送。"


@guard()
def not_transferred_yet(case, do):
    if case.transferred_at is not None:
        return f"已经移送{case.competent_organ}，不必重复移送。"


class WithdrawalActs:
    """The ends of a case that are no decision. Nothing is held against the applicant: they may apply anew."""

    @act(
        "移送有权机关",
        State.NOT_ACCEPTED,
        None,
        by=Role.WINDOW_CLERK,
        at_window=True,
        form=TransferForm,
        guards=[another_organs_business, not_transferred_yet],
        papers=[ending_papers.TRANSFER],
        events=["transferred"],
        clauses="许可法32-1-2",
        help="不予受理之后，经申请人同意，把材料转给有权机关，省得申请人再跑一趟。",
    )
    def transfer(self, do):
        """Beside the refusal, never instead of it: the law wants the refusal at once, and the organ named (32)."""
        self.competent_organ, self.transferred_at = do.data["organ"], do.at

    @act(
        "申请人撤回申请",
        UNDECIDED,
        State.WITHDRAWN,
        by=Role.WINDOW_CLERK,
        at_window=True,
        form=WithdrawForm,
        papers=[ending_papers.WITHDRAWAL],
        events=["withdrawn"],
        clauses="许可法29",
        help="登记申请人书面撤回的意思表示，出具终止办理的文书；申请人以后可以重新申请。",
    )
    def withdraw(self, do):
        self.ended_at = do.at

    @act(
        "终止办理",
        UNDECIDED,
        State.TERMINATED,
        by=[Role.REVIEWER, Role.FIRST_REPRESENTATIVE],
        form=TerminateForm,
        guards=[deciding_guards.final_approver_decides],
        papers=[ending_papers.TERMINATION],
        events=["terminated"],
        help="申请人死亡、丧失行为能力或者依法终止等，没有可以决定的申请了。",
    )
    def terminate(self, do):
        self.ended_at = do.at
