"""Answered, followed up, filed; or ended before: withdrawn, terminated, handed to somebody else."""

from __future__ import annotations

from django_fsm import RETURN_VALUE

from hall.acts.act import act
from hall.people.roles import Role

from . import ending_forms, guards
from .papers import ANSWER, FORM
from .states import CLOSED, LIVE, State
from .taking import HANDLERS
from .transfer import Transfer

OPEN_STATES = [*LIVE[:-2]]


class EndingActs:
    """From the answer to the archive."""

    @act(
        "答复投诉人",
        State.HANDLED,
        State.ANSWERED,
        by=HANDLERS,
        form=ending_forms.AnswerForm,
        papers=[ANSWER],
        events=["complaint_answered"],
        clauses="WS06-3.4-1 XA-37.3",
    )
    def answer(self, do):
        self._say(do)

    @act(
        "答复意见建议",
        State.SUGGESTION,
        State.CONCLUDED,
        by=HANDLERS,
        form=ending_forms.SuggestionForm,
        events=["complaint_sorted", "complaint_answered"],
        clauses="WS06-3.1.5-1 WS06-3.1.5-2 WS04-2.3",
    )
    def answer_suggestion(self, do):
        """The department that can use it gets it – without the name of who made it."""
        self._say(do)
        self.use, self.handled_at = do.data["use"], do.at
        if do.data["department"]:
            self.matter = self.matter or do.data["answer"]
            do.then(Transfer, "refer", {}, parent=self, department=do.data["department"])

    @act(
        "答复信访举报",
        State.PETITION,
        State.CONCLUDED,
        by=HANDLERS,
        form=ending_forms.PetitionForm,
        events=["complaint_sorted", "complaint_answered"],
        clauses="WS09-3-4",
    )
    def answer_petition(self, do):
        self._say(do)
        self.result, self.handled_at = do.data["handling"], do.at

    @act(
        "反馈工单",
        [State.ANSWERED, *CLOSED],
        None,
        by=HANDLERS,
        form=ending_forms.NoteForm,
        guards=[guards.from_a_platform],
        clauses="DL-3.7a",
    )
    def feed_back(self, do):
        """The order goes back to its platform with what was done."""
        self.fed_back_at, self.note = do.at, do.data["note"]

    @act(
        "回访",
        State.ANSWERED,
        RETURN_VALUE(State.FOLLOWED, State.REDO),
        by=HANDLERS,
        form=ending_forms.FollowUpForm,
        clauses="WS06-3.4-2 WS06-3.4-3 WS06-4.2-2 DL-3.7a",
    )
    def follow_up(self, do):
        """Whoever was badly served gets a second round; whoever was punished for complaining, the leaders."""
        for name in ("satisfaction", "opinion", "reason"):
            setattr(self, {"opinion": "visitor_opinion", "reason": "why_not"}.get(name, name), do.data[name])
        self.retaliation, self.complete = do.data["retaliation"], do.data["complete"]
        self.followed_at = do.at
        if self.retaliation == "yes":
            note = {"note": f"回访{self.number}时，投诉人反映受到报复刁难。"}
            do.then(type(self), "raise_retaliation", note, parent=self)
        return State.REDO if do.data["badly_handled"] else State.FOLLOWED

    @act(
        "投诉人撤诉",
        OPEN_STATES,
        State.WITHDRAWN,
        by=HANDLERS,
        form=ending_forms.WithdrawForm,
        events=["complaint_closed"],
        clauses="WS06-3.1.2",
    )
    def withdraw(self, do):
        self.note, self.closed_at = do.data["explanation"], do.at
        self._recall(do)

    @act(
        "终止办理",
        OPEN_STATES,
        State.TERMINATED,
        by=HANDLERS,
        form=ending_forms.TerminateForm,
        events=["complaint_closed"],
        clauses="WS06-3.3.4",
    )
    def terminate(self, do):
        self.end_ground, self.note, self.closed_at = do.data["ground"], do.data["note"], do.at
        self._recall(do)

    @act(
        "移交有关部门",
        OPEN_STATES,
        State.REFERRED,
        by=HANDLERS,
        form=ending_forms.HandOverForm,
        events=["complaint_closed"],
        clauses="WS06-4.5-2",
    )
    def hand_over(self, do):
        """Fabrication, disturbance: no longer the hall's to judge; from now on only read."""
        self.body, self.note, self.closed_at = do.data["authority"], do.data["reason"], do.at
        self._recall(do)

    @act(
        "督办",
        LIVE,
        None,
        by=[Role.BUREAU, Role.HALL_LEADER, Role.SUPERVISOR],
        form=ending_forms.NoteForm,
        clauses="XA-36.1 DL-3.7a",
    )
    def press(self, do):
        self.pressed_at = do.at
        self.dossier.attention = f"督办：{do.data['note']}"

    @act("标记急难愁盼", LIVE, None, by=HANDLERS, form=ending_forms.UrgencyForm, clauses="WS11-06")
    def mark_urgent(self, do):
        self.is_urgent = do.data["is_urgent"]

    @act(
        "共享给大厅管理室",
        [*LIVE, *CLOSED],
        None,
        by=Role.SUPERVISOR,
        guards=[guards.was_to_discipline],
        clauses="AH-44.2",
    )
    def share(self, do):
        """What was said to the commission is shown to the hall only if the commission wants it."""
        self.shared_at = do.at

    @act(
        "归档",
        [*CLOSED],
        State.ARCHIVED,
        by=HANDLERS,
        form=ending_forms.ArchiveForm,
        guards=[guards.nothing_left_undone],
        clauses="WS06-3.5 WS06-3.1.1 WS06-4.2-3",
    )
    def archive(self, do):
        """The registration form once more, now with all its cells; then nothing changes any more."""
        self.documents, self.archived_at = dict(do.data), do.at
        if first := self.dossier.papers.filter(kind=FORM.code).first():
            do.issue(FORM, replaces=first)

    def _say(self, do) -> None:
        self.answer_text, self.answer_way, self.answered_at = do.data["answer"], do.data["way"], do.at

    def _recall(self, do) -> None:
        """What departments were working on is taken back; what was ordered to be put right stays ordered."""
        for one in self.transfers.filter(state=Transfer.State.SENT):
            do.then(one, "recall")
