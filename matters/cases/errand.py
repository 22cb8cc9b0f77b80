"""Errand (全程代办): a party entrusts the centre, in writing, with the whole way of one application (AH-40.2).

The agent – in the hall, or at a village agent point (XA-28.3) – takes the papers in as the party's agent: for the organ
nothing is received before the window takes it in. Agent and point stay visible on the case until the result is with
the party.
"""

from __future__ import annotations

from django import forms
from django.db import models
from django.db.models import Q

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm, ObjectField, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.models import Grant, User
from hall.people.roles import Role
from hall.places.place import Place
from hall.uploads import UploadField
from matters.catalogue.selectors import open_matters

from .forms.person import PersonForm
from .states import State as CaseState

TAKERS = [Role.AGENT, Role.GUIDE, Role.WINDOW_CLERK, Role.HALL_OFFICE]


class EntrustForm(PersonForm):
    """The party, the matter, the agent by name, and the written mandate itself."""

    private = PersonForm.private | {"papers"}

    matter = forms.ModelChoiceField(None, label="代办事项")
    agent = forms.ModelChoiceField(None, label="代办员")
    point = forms.ModelChoiceField(None, label="代办地点")
    mandate = UploadField(label="授权委托书（扫描件）", kinds=("pdf", "png", "jpg"))
    papers = forms.CharField(
        label="收取的材料", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        do = self.do
        held = Grant.objects.in_force(do.at).filter(hall=do.hall, role__in=TAKERS)
        self.fields["matter"].queryset = open_matters(do.hall, do.on)
        self.fields["agent"].queryset = User.objects.filter(pk__in=held.values("user"), is_active=True)
        self.fields["agent"].initial = do.by
        self.fields["point"].queryset = Place.objects.filter(hall=do.hall, is_active=True)
        self.fields["point"].initial = do.place

    @rule_of_form("XA-28.3")
    def check_point(self, cleaned):
        """A village agent works at an agent point that is registered with its place."""
        agent, point = cleaned.get("agent"), cleaned.get("point")
        if agent is None or point is None or point.kind != Place.Kind.AGENT_POINT:
            return
        here = Grant.objects.in_force(self.do.at).filter(user=agent, hall=self.do.hall, role=Role.AGENT)
        if not here.filter(Q(place=None) | Q(place=point)).exists():
            self.add_error("agent", f"{agent}不是{point}的代办员，请改选代办员或者代办地点。")


class FileForm(ActForm):
    case = ObjectField(None, label="办件")

    def __init__(self, *args, **kwargs):
        from .case import Case

        super().__init__(*args, **kwargs)
        self.fields["case"].queryset = Case.objects.filter(dossier__hall=self.do.hall)


class HandedForm(ActForm):
    signed_by = forms.CharField(label="委托人签收", max_length=60)
    private = frozenset({"signed_by"})


class EndForm(ActForm):
    reason = forms.CharField(label="原因", max_length=200)


@guard("AH-40.2")
def result_is_with_the_agent(errand, do):
    if errand.case.state not in (CaseState.DELIVERED, CaseState.ARCHIVED):
        return "办件的结果还没有领取，不能交付委托人。"


class Errand(Workflow):
    """One mandate for one application, from the party's door and back to it."""

    class State(models.TextChoices):
        TAKEN = "taken", "已受托"
        FILED = "filed", "已代为申请"
        DONE = "done", "已交付委托人"
        ENDED = "ended", "委托已终止"

    private_fields = frozenset({"principal", "papers"})

    state = StateField(State)
    principal = models.ForeignKey(
        "hall.Applicant", models.PROTECT, verbose_name="委托人", related_name="errands"
    )
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, verbose_name="事项", related_name="+")
    agent = models.ForeignKey("hall.User", models.PROTECT, verbose_name="代办员", related_name="errands")
    point = models.ForeignKey("hall.Place", models.PROTECT, verbose_name="代办地点", related_name="+")
    mandate = models.FileField("授权委托书", upload_to="mandates/%Y/", max_length=200)
    papers = models.CharField("收取的材料", max_length=500, blank=True)
    taken_at = models.DateTimeField("受托时间")
    case = models.OneToOneField(
        "cases.Case", models.PROTECT, verbose_name="办件", null=True, blank=True, related_name="errand"
    )

    class Meta:
        verbose_name = verbose_name_plural = "全程代办"

    def __str__(self) -> str:
        return f"代办：{self.matter}"

    @act("受托代办", NEW, State.TAKEN, by=TAKERS, form=EntrustForm, clauses="AH-40.2 XA-28.3")
    def entrust(self, do):
        self.principal = do.form.register_applicant()
        for name in ("matter", "agent", "point", "mandate", "papers"):
            setattr(self, name, do.data[name])
        self.taken_at = do.at
        do.label(str(self))

    @act("代为申请", State.TAKEN, State.FILED, by=SYSTEM, form=FileForm, hidden=True, clauses="AH-40.2")
    def file(self, do):
        """Follows when the window takes the application in (see Case.receive)."""
        self.case = do.data["case"]

    @act(
        "交付委托人",
        State.FILED,
        State.DONE,
        by=TAKERS,
        form=HandedForm,
        guards=[result_is_with_the_agent],
        clauses="AH-40.2",
    )
    def hand_over(self, do):
        """The result is in the party's hands, who signed for it."""

    @act("终止委托", [State.TAKEN, State.FILED], State.ENDED, by=TAKERS, form=EndForm, clauses="AH-40.2")
    def end(self, do):
        """The party takes the mandate back; the case goes on in the party's own hands."""


def file_open_errand(do, case) -> None:
    """An application of somebody who gave the centre a mandate for just this matter is filed under it."""
    errands = Errand.objects.filter(
        state=Errand.State.TAKEN, principal=case.applicant, matter=case.matter, dossier__hall=do.hall
    )
    if errand := errands.select_related("dossier").order_by("pk").first():
        do.then(errand, "file", {"case": case.pk})
