"""Handing out (综合窗口出件): the seal, the window, the applicant, the archive."""

from __future__ import annotations

from hall.acts.act import SYSTEM, act
from hall.people.roles import Role
from windows.seals import custody
from windows.seals.guards import STAMPING

from . import guards, licensing, papers
from .archive import ArchiveFile
from .archive_guards import required_papers_there
from .charge_guards import due_fee_paid
from .coordinating import delay_explained
from .delivery_guards import result_not_elsewhere
from .forms.decision import DeliveredForm, HandOutForm
from .notifying import notify
from .states import ENDED_EARLY, State

CLERK, REVIEWER, FIRST = Role.WINDOW_CLERK, Role.REVIEWER, Role.FIRST_REPRESENTATIVE


class HandingOutActs:
    """The acts of a case from its seal to the archive."""

    @act(
        "加盖审批专用章",
        State.DECIDED,
        State.SEALED,
        by=FIRST,
        at_window=True,
        guards=STAMPING,
        locks=licensing.locks_seal_and_licence,
        events=["sealed"],
        clauses="AH-31.1 AH-30.1",
    )
    def seal(self, do):
        """The stamp: where the rulebook says so, its time is the completion."""
        self.sealed_at = do.at
        papers.stamp_waiting(self, do)
        licensing.enter_in_register(self, do)
        self._completed(do, "sealed")
        if do.rule("seal.required"):
            notify(do, self, "decided")

    @act(
        "补盖审批专用章",
        [State.SEALED, State.AT_WINDOW, State.DELIVERED],
        None,
        by=FIRST,
        at_window=True,
        guards=[guards.something_to_seal, *STAMPING],
        locks=custody.locks_seal,
        clauses="AH-30.1 AH-30.2",
    )
    def seal_again(self, do):
        """A decision whose slip of the pen was corrected after the stamp; the completion stays where it was."""
        papers.stamp_waiting(self, do)

    @act(
        "结果送出件窗口",
        [State.DECIDED, State.SEALED],
        State.AT_WINDOW,
        by=[REVIEWER, FIRST, CLERK],
        at_window=True,
        guards=[guards.sealed_where_required],
        events=["at_window"],
        clauses="AH-3.2 EL-3.3a",
    )
    def bring_to_window(self, do):
        self.at_window_at = do.at
        self._completed(do, "at_window")
        notify(do, self, "ready")

    @act(
        "出件（送达）",
        [State.SEALED, State.AT_WINDOW],
        State.DELIVERED,
        by=CLERK,
        at_window=True,
        form=HandOutForm,
        guards=[
            guards.clerk_is_entrusted,
            guards.sealed_where_required,
            guards.at_the_window_first,
            guards.no_gaps_at_issue,
            due_fee_paid,
            guards.integrated_window_hands_out,
            result_not_elsewhere,
        ],
        papers=[papers.DELIVERY_RECORD],
        events=["delivered", "answered"],
        clauses="AH-3.2 AH-12.3 EL-3.3b EL-4.2g",
    )
    def hand_out(self, do):
        self.delivered_at = do.at
        if self.at_window_at is None:  # an instant item is stamped and handed out at the window itself
            self.at_window_at = do.at
            do.happened("at_window")
            self._completed(do, "at_window")
        self._completed(do, "answered")
        papers.serve_result(self, do, at=do.at, by=do.data["received_by"], method=do.data["method"])

    @act(
        "结果已发出",
        [State.SEALED, State.AT_WINDOW],
        State.AT_WINDOW,
        by=SYSTEM,
        events=["answered"],
        hidden=True,
        clauses="XA-19",
    )
    def dispatch(self, do):
        """Follows when the result leaves the window another way: the hall has answered, the law still waits for its
        arrival (行政许可法 44).
        """
        if self.at_window_at is None:
            self.at_window_at = do.at
            do.happened("at_window")
            self._completed(do, "at_window")
        self._completed(do, "answered")

    @act(
        "结果已送达",
        State.AT_WINDOW,
        State.DELIVERED,
        by=SYSTEM,
        form=DeliveredForm,
        hidden=True,
        clauses="XA-19",
    )
    def count_as_delivered(self, do):
        """Follows when a delivery by another way has reached the applicant (see Delivery, Mailing)."""
        self.delivered_at = do.data["received_at"]
        papers.serve_result(
            self, do, at=self.delivered_at, by=do.data["received_by"], method=do.data["method"]
        )

    @act(
        "提醒领取结果",
        State.AT_WINDOW,
        None,
        by=SYSTEM,
        hidden=True,
        clauses="EL-3.3c",
    )
    def remind_collection(self, do):
        """Once, without anybody's doing: the result waits at the window."""
        notify(do, self, "remind")

    @act(
        "归档",
        [State.DELIVERED, *ENDED_EARLY],
        State.ARCHIVED,
        by=[CLERK, Role.HALL_OFFICE],
        guards=[
            guards.every_paper_served,
            required_papers_there,
            guards.result_document_kept,
            delay_explained,
        ],
        events=["archived"],
        clauses="AH-12.3 WS04-4.7-2",
    )
    def archive(self, do):
        """Nothing happens to a case after this; what is left of it is an archive file of its own."""
        do.then(ArchiveFile, "deposit", parent=self)
