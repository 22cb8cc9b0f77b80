"""Statement (情况说明): whom a complaint is about says how it was – without learning who complained."""

from __future__ import annotations

from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.people.authority import Authority
from hall.people.roles import Role

from .clocks import STATEMENT_CLOCKS
from .handling_forms import AccusedForm, AskForm
from .states import State as Stage

SERVING = tuple(role for role in Role if role not in (Role.SYSTEM, Role.SYSADMIN))


@guard("WS06-4.3-1", forbids=True)
def one_s_own_statement(statement, do):
    if do.by is not None and do.by != statement.person:
        return f"请{statement.person}本人说明。"
    return None


class State(models.TextChoices):
    ASKED = "asked", "待说明"
    GIVEN = "given", "已说明"
    SILENT = "silent", "未配合"


class Statement(Workflow):
    """One request to one person, below the complaint; what was said goes into the complaint's file."""

    State = State
    clocks = STATEMENT_CLOCKS
    final = frozenset({State.GIVEN})

    state = StateField(State)
    complaint = models.ForeignKey(
        "complaints.Complaint", models.PROTECT, verbose_name="投诉", related_name="statements"
    )
    person = models.ForeignKey("hall.User", models.PROTECT, verbose_name="说明人", related_name="+")
    question = models.TextField("请说明的事项")
    due_on = models.DateField("期限")
    course = models.TextField("事情经过", blank=True)
    explanation = models.TextField("解释说明", blank=True)
    proposal = models.TextField("解决的建议", blank=True)
    given_at = models.DateTimeField("说明时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "情况说明"

    def __str__(self) -> str:
        return f"{self.complaint.number}情况说明"

    def authorising_department(self, act, do):
        """Whoever gives it does so as themselves; the guard sees to it that it is they."""
        if act.name != "give" or do.by is None:
            return do.department
        held = Authority(do.by, do.at).grants
        return next((g.department for g in held if g.hall_id == do.hall.pk), None)

    @act(
        "要求说明情况",
        NEW,
        State.ASKED,
        by=SYSTEM,
        form=AskForm,
        hidden=True,
        events=["statement_asked"],
        clauses="WS06-3.2-2 WS06-4.3-1",
    )
    def ask(self, do):
        """Follows when the office asks; opened for the department in which the person serves."""
        self.complaint = do.parent
        for name in ("person", "question", "due_on"):
            setattr(self, name, do.data[name])
        do.label(f"{self.complaint.number}情况说明")

    @act(
        "说明情况",
        [State.ASKED, State.SILENT],
        State.GIVEN,
        by=SERVING,
        form=AccusedForm,
        guards=[one_s_own_statement],
        events=["statement_given"],
        clauses="WS06-3.2-2 WS06-4.3-1",
    )
    def give(self, do):
        """Late is better than never, while the investigation lasts."""
        for name in ("course", "explanation", "proposal"):
            setattr(self, name, do.data[name])
        self.given_at = do.at
        if self.complaint.state == Stage.ACCEPTED:
            do.then(self.complaint, "hear_accused", do.data)

    @act("逾期未说明", State.ASKED, State.SILENT, by=SYSTEM, hidden=True, clauses="WS06-4.3-1")
    def stay_silent(self, do):
        self.dossier.attention = "未配合：逾期没有说明情况。"
        if self.complaint.state == Stage.ACCEPTED:
            do.then(self.complaint, "note_silence")
