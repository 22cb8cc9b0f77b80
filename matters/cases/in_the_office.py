"""In the back office (后台分类审批): review, gaps, decision."""

from __future__ import annotations

from hall.acts.act import SYSTEM, act
from hall.duty import duty
from hall.papers.paper import Paper
from hall.people.roles import Role

from . import blocking, deciding_guards, guards, papers
from .bars import BarGround, bar_applicant
from .findings import keep_findings
from .forms.decision import ApproveForm, PartialForm, RefuseForm, RemindForm
from .forms.tolerance import FillGapsForm
from .licences.guards import licence_holds
from .notifying import notify
from .order import in_order_of_acceptance
from .states import Outcome, State
from .suspicion import Suspicion

CLERK, REVIEWER, FIRST = Role.WINDOW_CLERK, Role.REVIEWER, Role.FIRST_REPRESENTATIVE


@duty("许可法48-2", off=lambda case: [])
def hearing_records(case) -> list[str]:
    """The numbers of the records a decision rests on: its entry on the timeline names them (行政许可法 48)."""
    records = Paper.objects.filter(dossier__parent=case.dossier, kind="hearing_record", voided_at=None)
    return list(records.values_list("number", flat=True))


class OfficeActs:
    """The acts of a case from acceptance to decision."""

    @act(
        "进入审查",
        State.ACCEPTED,
        State.REVIEWING,
        by=SYSTEM,
        guards=[guards.not_instant, guards.acceptance_served],
        events=["review_begun"],
        clauses="AH-3.2 WS03-05-2",
        hidden=True,
    )
    def begin_review(self, do):
        """Follows when the back office signs for the materials (see Handover); who signed has them to examine."""
        self.examiner = do.by

    @act(
        "补齐容缺材料",
        [State.ACCEPTED, State.REVIEWING, State.DECIDED, State.SEALED, State.AT_WINDOW],
        None,
        by=CLERK,
        at_window=True,
        form=FillGapsForm,
        guards=[guards.gaps_open],
        clauses="EL-4.2f",
    )
    def fill_gaps(self, do):
        keep_findings(self, do)
        if do.form.all_supplied():
            do.happened("gaps_filled")

    @act(
        "容缺逾期未补齐",
        [State.ACCEPTED, State.REVIEWING],
        None,
        by=SYSTEM,
        guards=[guards.gaps_open],
        hidden=True,
        clauses="XA-16.3b",
    )
    def lapse_tolerance(self, do):
        """The promised papers did not come: the case can only be refused, with that reason, by whoever decides."""
        self.gaps_lapsed_at = do.at

    @act(
        "准予",
        [State.ACCEPTED, State.REVIEWING],
        State.DECIDED,
        by=[REVIEWER, FIRST, CLERK],
        form=ApproveForm,
        guards=[
            *deciding_guards.DECIDING,
            deciding_guards.no_gaps_at_decision,
            deciding_guards.gaps_not_lapsed,
            in_order_of_acceptance,
            licence_holds,
            *blocking.DECIDING,
            *blocking.GRANTING,
        ],
        papers=[papers.APPROVAL],
        events=["decided"],
        clauses="AH-13.2a XA-17.1 WS04-5.6",
    )
    def approve(self, do):
        self._decided(do, Outcome.GRANTED)

    @act(
        "部分准予",
        [State.ACCEPTED, State.REVIEWING],
        State.DECIDED,
        by=[REVIEWER, FIRST, CLERK],
        form=PartialForm,
        guards=[
            *deciding_guards.DECIDING,
            deciding_guards.no_gaps_at_decision,
            deciding_guards.gaps_not_lapsed,
            in_order_of_acceptance,
            licence_holds,
            *blocking.DECIDING,
            *blocking.GRANTING_PARTLY,
        ],
        papers=[papers.PARTIAL],
        events=["decided"],
        clauses="XA-17.2 许可法38-2",
    )
    def approve_partly(self, do):
        """One decision with two sides: what is granted, and what is refused, with reasons and remedies."""
        self._decided(do, Outcome.PARTLY)

    @act(
        "不予",
        [State.ACCEPTED, State.REVIEWING],
        State.DECIDED,
        by=[REVIEWER, FIRST, CLERK],
        form=RefuseForm,
        guards=[
            *deciding_guards.DECIDING,
            *blocking.DECIDING,
            *blocking.REFUSING,
            deciding_guards.gaps_may_still_come,
        ],
        papers=[papers.REFUSAL],
        events=["decided"],
        clauses="XA-17.2",
    )
    def refuse(self, do):
        self._decided(do, Outcome.REFUSED)
        if self.suspicions.filter(state=Suspicion.State.CONFIRMED).exists():
            bar_applicant(do, self.applicant, self.matter, BarGround.FALSE_MATERIAL)

    @act(
        "催办",
        [
            State.RECEIVED,
            State.CORRECTING,
            State.ACCEPTED,
            State.REVIEWING,
            State.SENT_UP,
            State.DECIDED,
            State.SEALED,
        ],
        None,
        by=[Role.HALL_OFFICE, Role.HALL_LEADER, Role.SUPERVISOR],
        form=RemindForm,
        clauses="AH-13.2b DL-4.1",
    )
    def remind(self, do):
        """The centre presses and reminds; it decides nothing for the department."""

    def _decided(self, do, outcome: Outcome) -> None:
        self.outcome, self.decided_at, self.decided_by = outcome, do.at, do.by
        if records := hearing_records(self):
            do.note(hearing_records=records)
        self._completed(do, "decided")
        if not do.rule("seal.required"):  # else nothing is decided before the stamp (AH-30.2)
            notify(do, self, "decided")
