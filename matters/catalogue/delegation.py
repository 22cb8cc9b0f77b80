"""Delegation (审批授权): which of a department's powers a named person has in the hall (AH-2.2, AH-8.2, XA-34.1)."""

from __future__ import annotations

from datetime import date

from django import forms
from django.db import models
from django.db.models import Q

from hall.acts.act import NEW, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.workflow import StateField, Workflow
from hall.duty import duty
from hall.models import Grant, User
from hall.people.roles import Role
from matters.catalogue.codes import Power
from matters.catalogue.fields import ChoicesField

from .matter import Matter

DAY = forms.DateInput(attrs={"type": "date"})
GIVEN = (Power.ACCEPT, Power.REVIEW, Power.APPROVE)
HOLDERS = (Role.WINDOW_CLERK, Role.REVIEWER, Role.FIRST_REPRESENTATIVE)


class DelegateForm(ActForm):
    """To whom, for which matters, which powers, by which document, from when until when."""

    person = forms.ModelChoiceField(None, label="被授权人")
    matters = forms.ModelMultipleChoiceField(
        None, label="事项", required=False, help_text="不选为本部门全部进驻事项。"
    )
    powers = forms.MultipleChoiceField(
        label="权限", choices=[(one.value, one.label) for one in GIVEN], widget=forms.CheckboxSelectMultiple
    )
    document = forms.CharField(label="授权文件文号", max_length=80)
    since = forms.DateField(label="起始日期", widget=DAY)
    until = forms.DateField(
        label="截止日期", required=False, widget=DAY, help_text="当日仍有效；留空为长期。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hall, department = self.do.hall, self.do.department
        here = Grant.objects.in_force(self.do.at).filter(
            Q(department=department) | Q(department=None), hall=hall, role__in=HOLDERS
        )
        self.fields["person"].queryset = User.objects.filter(pk__in=here.values("user"))
        self.fields["matters"].queryset = Matter.objects.filter(hall=hall, department=department)

    @rule_of_form("AH-2.2")
    def check_period(self, cleaned):
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "截止日期不得早于起始日期。")


class RevokeForm(ActForm):
    reason = forms.CharField(label="收回原因", max_length=200)


class Delegation(Workflow):
    """One person's powers for a department; ``matters`` empty means all of them."""

    class State(models.TextChoices):
        GIVEN = "given", "有效"
        REVOKED = "revoked", "已收回"

    final = frozenset({State.REVOKED})

    state = StateField(State)
    person = models.ForeignKey("hall.User", models.PROTECT, verbose_name="被授权人", related_name="+")
    matters = models.JSONField("事项", default=list)
    powers = ChoicesField("权限", of=Power)
    document = models.CharField("授权文件文号", max_length=80)
    since = models.DateField("起始日期")
    until = models.DateField("截止日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "审批授权"

    def __str__(self) -> str:
        return f"授权{self.person}{'、'.join(str(Power(one).label) for one in self.powers)}"

    @act(
        "审批授权",
        NEW,
        State.GIVEN,
        by=Role.DEPARTMENT_LEADER,
        form=DelegateForm,
        clauses="AH-2.2 AH-8.2 XA-34.1",
    )
    def delegate(self, do):
        self.person, self.powers, self.document = (do.data[name] for name in ("person", "powers", "document"))
        self.matters = [matter.pk for matter in do.data["matters"]]
        self.since, self.until = do.data["since"], do.data["until"]
        do.label(str(self))

    @act("收回授权", State.GIVEN, State.REVOKED, by=Role.DEPARTMENT_LEADER, form=RevokeForm, clauses="AH-8.2")
    def revoke(self, do):
        """From now on the person has no power by it."""


def in_force(matter: Matter, on: date) -> list[Delegation]:
    """The delegations of the matter's department that cover it on a local date."""
    given = Delegation.objects.filter(
        Q(until=None) | Q(until__gte=on),
        dossier__hall_id=matter.hall_id,
        dossier__department_id=matter.department_id,
        state=Delegation.State.GIVEN,
        since__lte=on,
    )
    return [one for one in given if not one.matters or matter.pk in one.matters]


@duty("AH-2.2 XA-34.1", off=lambda matter, on: True)
def delegated_to_decide(matter: Matter, on: date) -> bool:
    """Whether a named person may approve it."""
    return any(Power.APPROVE in one.powers for one in in_force(matter, on))


@duty("AH-8.2", off=lambda matter, person, power, on: True)
def may(matter: Matter, person: User, power: Power, on: date) -> bool:
    """Whether a person's delegations let them use a power; without any the grant alone decides."""
    own = [one.powers for one in in_force(matter, on) if one.person_id == person.pk]
    return not own or any(power in powers for powers in own)
