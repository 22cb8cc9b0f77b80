"""Ends of a case before any decision: the applicant takes it back, or what it was about is gone."""

from __future__ import annotations

from hall.acts.act import act
from hall.people.roles import Role

from . import ending_papers, guards
from .forms.withdrawal import TerminateForm, WithdrawForm
from .states import UNDECIDED, State


class WithdrawalActs:
    """The ends of a case that are no decision. Nothing is held against the applicant: they may apply anew."""

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
        guards=[guards.final_approver_decides],
        papers=[ending_papers.TERMINATION],
        events=["terminated"],
        help="申请人死亡、丧失行为能力或者依法终止等，没有可以决定的申请了。",
    )
    def terminate(self, do):
        self.ended_at = do.at
