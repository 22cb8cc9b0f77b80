"""Both sides heard, a finding, and one of three ways to settle: on the spot, by a department, by several."""

from __future__ import annotations

from django_fsm import RETURN_VALUE

from complaints.rectification.rectification import Rectification
from complaints.rules import LEADERS
from hall.acts.act import SYSTEM, act
from hall.models import Department
from hall.people.grant import Grant
from hall.people.roles import Role

from . import ending_forms, guards, handling_forms
from .statement import Statement
from .states import SUBSTANTIATED, UNDER_WAY, Path, State
from .taking import HANDLERS
from .transfer import Transfer

# Who is meant by 分管领导 and 主要领导 of the centre.
APPROVERS = {"deputy": (Role.HALL_LEADER,), "chief": (Role.HALL_LEADER, Role.BUREAU)}


class HandlingActs:
    """From acceptance to the end of the handling."""

    @act(
        "记录询问投诉人",
        State.ACCEPTED,
        None,
        by=HANDLERS,
        form=handling_forms.ComplainantForm,
        clauses="WS06-3.2-1",
    )
    def hear_complainant(self, do):
        """Asked again, both notes stand on the timeline; here is the last."""
        self.complainant_heard = _said(do)

    @act(
        "记录询问被投诉对象",
        State.ACCEPTED,
        None,
        by=[*HANDLERS, SYSTEM],
        form=handling_forms.AccusedForm,
        clauses="WS06-3.2-2",
    )
    def hear_accused(self, do):
        self.accused_heard = _said(do)

    @act(
        "请被投诉对象说明情况",
        State.ACCEPTED,
        None,
        by=HANDLERS,
        form=handling_forms.AskForm,
        clauses="WS06-3.2-2 WS06-4.3-1",
    )
    def ask_statement(self, do):
        """A task for one person, who learns of the complaint what the office writes and nothing else."""
        asked = {name: do.data[name] for name in ("question", "due_on")} | {"person": do.data["person"].pk}
        do.then(Statement, "ask", asked, parent=self, department=_where(do, do.data["person"]))

    @act("被投诉对象未说明情况", State.ACCEPTED, None, by=SYSTEM, hidden=True, clauses="WS06-4.3-1")
    def note_silence(self, do):
        """Who was asked and stayed silent has been heard, and has not cooperated."""
        self.accused_heard = {"silent_on": do.on.isoformat()}
        self.uncooperative = True
        self.dossier.attention = "未配合：被投诉对象逾期没有说明情况。"

    @act(
        "记录干扰阻挠调查",
        UNDER_WAY,
        None,
        by=HANDLERS,
        form=ending_forms.NoteForm,
        clauses="WS06-4.4-1",
    )
    def mark_obstruction(self, do):
        self.obstruction, self.obstructed_at = do.data["note"], do.at

    @act(
        "完成调查",
        State.ACCEPTED,
        State.INVESTIGATED,
        by=HANDLERS,
        form=handling_forms.FindingForm,
        guards=[guards.complainant_heard, guards.accused_heard],
        clauses="WS06-3.2-1 WS06-3.2-2 WS06-4.4-2 DL-26.2 WS06-4.1-1",
    )
    def investigate(self, do):
        """What is found to be so is ordered to be put right at once, whatever becomes of the complaint."""
        for name in ("facts", "finding", "gravity"):
            setattr(self, name, do.data[name])
        self.investigated_at = do.at
        if self.finding in SUBSTANTIATED:
            order = {
                "problem": do.data["problem"],
                "basis": do.data["basis"],
                "due_on": do.data["rectify_by"] or None,
            }
            do.then(Rectification, "order", order, parent=self, department=self.target_department)

    @act(
        "现场协调处理",
        [State.ACCEPTED, State.INVESTIGATED],
        State.HANDLED,
        by=HANDLERS,
        form=handling_forms.SettleForm,
        events=["complaint_handled"],
        clauses="WS06-3.3.1 DL-26.2",
    )
    def settle(self, do):
        """Clear and simple: settled with the people there, without a transfer."""
        self.path, self.finding, self.result = Path.SPOT, do.data["finding"], do.data["result"]
        self.result_basis, self.handled_at = do.data["basis"], do.at

    @act(
        "转交部门办理",
        State.INVESTIGATED,
        State.TRANSFERRED,
        by=HANDLERS,
        form=handling_forms.OpinionForm,
        guards=[guards.ordinary_only],
        clauses="WS06-3.3.2-1 WS06-3.3.2-2 WS06-3.3.3-1",
    )
    def transfer(self, do):
        self._decide(do)
        self._send(do)

    @act(
        "报批处理意见",
        State.INVESTIGATED,
        State.APPROVING,
        by=HANDLERS,
        form=handling_forms.SeriousForm,
        clauses="WS06-3.3.2-4 WS06-3.3.2-5",
    )
    def propose(self, do):
        """Serious or influential: the leaders first, in the rulebook's order."""
        self._decide(do)
        self.unit_leader = do.data["leader"]
        self.departments = [one.pk for one in do.data["departments"]]
        self.start_chain(do.rule("complaint.serious_approvers"))
        self.approved_by = []

    @act(
        "批准处理意见",
        State.APPROVING,
        RETURN_VALUE(State.APPROVING, State.APPROVED),
        by=[Role.HALL_LEADER, Role.BUREAU],
        guards=[guards.another_leader],
        clauses="WS06-3.3.2-4",
    )
    def approve(self, do):
        self.approved_by = [*self.approved_by, do.by.pk]
        return self.agree(State.APPROVING, State.APPROVED)

    @act(
        "退回处理意见",
        State.APPROVING,
        State.INVESTIGATED,
        by=[Role.HALL_LEADER, Role.BUREAU],
        form=ending_forms.NoteForm,
        clauses="WS06-3.3.2-4",
    )
    def return_opinion(self, do):
        self.note = do.data["note"]

    @act(
        "转交部门及其分管领导",
        State.APPROVED,
        State.TRANSFERRED,
        by=HANDLERS,
        clauses="WS06-3.3.2-4 WS06-3.3.2-5 WS06-3.3.2-6 WS06-3.3.3-2",
    )
    def transfer_approved(self, do):
        self._send(do)

    @act(
        "退回再次处理",
        State.REDO,
        State.TRANSFERRED,
        by=HANDLERS,
        form=handling_forms.RedoForm,
        clauses="WS06-3.4-3",
    )
    def redo(self, do):
        """Until it is solved: every round has a day of its own."""
        self._decide(do)
        self.rounds += 1
        self._send(do, do.data["due_on"])

    @act(
        "各部门均已落实",
        State.TRANSFERRED,
        RETURN_VALUE(State.TRANSFERRED, State.HANDLED),
        by=SYSTEM,
        hidden=True,
        clauses="WS06-3.3.2-3 WS06-3.3.3-1",
    )
    def collect(self, do):
        """Follows each report; only when the last has come is it handled."""
        if self.transfers.filter(state=Transfer.State.SENT).exists():
            return State.TRANSFERRED
        reports = self.transfers.filter(round=self.rounds).order_by("pk")
        self.result = "\n".join(one.report for one in reports)
        self.handled_at = do.at
        do.happened("complaint_handled")
        return State.HANDLED

    def approvers_now(self) -> tuple[Role, ...]:
        """Whose turn it is to approve."""
        return APPROVERS[self.chain[self.chain_step]] if self.state == State.APPROVING else ()

    @property
    def approvals(self) -> str:
        """How far the approval has come, in words."""
        return " → ".join(
            f"{LEADERS[one]}{'已批准' if step < self.chain_step else '待批准'}"
            for step, one in enumerate(self.chain)
        )

    def _decide(self, do) -> None:
        several = len(do.data["departments"]) > 1
        self.opinion, self.path = do.data["opinion"], Path.JOINT if several else Path.TRANSFER
        self.departments = [one.pk for one in do.data["departments"]]

    def _send(self, do, due_on=None) -> None:
        for department in Department.objects.filter(pk__in=self.departments):
            data = {"due_on": due_on.isoformat() if due_on else ""}
            do.then(Transfer, "send", data, parent=self, department=department)


def _where(do, person):
    """The department in which somebody serves in this hall; None for the hall's own people."""
    held = Grant.objects.in_force(do.at).filter(user=person, hall=do.hall).select_related("department")
    return next((one.department for one in held if one.department), None)


def _said(do) -> dict:
    """The note, with the day it was taken."""
    return {name: value for name, value in do.data.items() if value} | {"on": do.on.isoformat()}
