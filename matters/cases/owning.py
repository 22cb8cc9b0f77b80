"""Who answers for a case (承办责任): who took it in, to the end, until an act hands it on (WS02-08-1).

In the back office it is who signed for its papers.
"""

from __future__ import annotations

from django import forms
from django.db.models import Q, QuerySet

from hall.acts.act import SYSTEM, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.duty import duty
from hall.models import Entry, Grant, User
from hall.people import open_work
from hall.people.roles import Role

from .states import ENDED_EARLY, State

OVER = (*ENDED_EARLY, State.DELIVERED, State.ARCHIVED)
OPEN = tuple(state for state in State if state not in OVER)
EXAMINERS = (Role.REVIEWER, Role.FIRST_REPRESENTATIVE)


def holding(hall, department, at, *roles: Role) -> QuerySet[User]:
    """The people who may act in one of the roles on cases of a department."""
    grants = Grant.objects.in_force(at).filter(
        Q(department=department) | Q(department=None), hall=hall, role__in=roles
    )
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("pk")


class HandOnForm(ActForm):
    """To whom, and why. Only who may do the work can take it over."""

    roles: tuple[Role, ...] = ()
    to = forms.ModelChoiceField(
        None, label="接手人", error_messages={"invalid_choice": "接手人在本大厅没有办理本件的授权，请改选。"}
    )
    reason = forms.CharField(label="原因", max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        do = self.do
        self.fields["to"].queryset = holding(do.hall, do.department, do.at, *self.roles)


class OwnerForm(HandOnForm):
    roles = (Role.WINDOW_CLERK,)

    @rule_of_form("WS02-08-1")
    def check_another(self, cleaned):
        if cleaned.get("to") == self.do.obj.owner:
            self.add_error("to", "本件已由此人承办，请选择另一人。")


class ExaminerForm(HandOnForm):
    roles = EXAMINERS


@guard("WS02-08-1", forbids=True)
def owner_hands_on(case, do):
    """A colleague cannot take a case away, nor push it off: its owner hands it on, or who manages the department's
    work (AH-28.7), or the hall office.
    """
    if do.role == Role.WINDOW_CLERK and do.by != case.owner:
        return f"本件由{case.owner}承办，须由本人、首席代表或者大厅管理室移交。"


class OwnerActs:
    """The acts by which responsibility for a case moves; its state stays."""

    @act(
        "移交承办责任",
        OPEN,
        None,
        by=[Role.WINDOW_CLERK, Role.FIRST_REPRESENTATIVE, Role.HALL_OFFICE, SYSTEM],
        form=OwnerForm,
        guards=[owner_hands_on],
        clauses="WS02-08-1 AH-28.7",
    )
    def hand_on(self, do):
        """The line keeps from whom to whom and when; nobody is ever left out of it."""
        self.owner = do.data["to"]

    @act(
        "更换审查人员",
        State.REVIEWING,
        None,
        by=[Role.FIRST_REPRESENTATIVE, SYSTEM],
        form=ExaminerForm,
        clauses="WS02-08-1",
    )
    def change_examiner(self, do):
        self.examiner = do.data["to"]


@duty("WS02-08-1", off=lambda case: [])
def owners_of(case) -> list[tuple[User, object]]:
    """Everyone who was responsible for a case, with the instant it began, in order; the last one is now."""
    begun = []
    for entry in Entry.objects.filter(dossier=case.pk, kind=Entry.Kind.ACT):
        if moved := entry.facts.get("changes", {}).get("owner_id"):
            begun.append((moved[1], entry.legal_at))
    people = User.objects.in_bulk([pk for pk, _ in begun])
    return [(people[pk], since) for pk, since in begun]


def owned_by(user, hall) -> QuerySet:
    """The open cases a person answers for at the counter."""
    from .case import Case

    return Case.objects.filter(owner=user, dossier__hall=hall, state__in=OPEN)


def examined_by(user, hall) -> QuerySet:
    """The cases a person has before them in the back office."""
    from .case import Case

    return Case.objects.filter(examiner=user, dossier__hall=hall, state=State.REVIEWING)


open_work.register("承办的办件", owned_by)
open_work.register("审查中的办件", examined_by)
