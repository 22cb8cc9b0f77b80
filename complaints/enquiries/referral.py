"""Referral (转引): a question led to a window or a colleague of the hall. Its department may read the question."""

from __future__ import annotations

from django import forms
from django.db import models

from hall.acts.act import NEW, SYSTEM, act
from hall.acts.form import ActForm
from hall.acts.guards import guard
from hall.acts.workflow import StateField, Workflow
from hall.models import Place, User

from .states import POSTED


class SendForm(ActForm):
    window = forms.ModelChoiceField(Place.objects.all(), required=False)
    person = forms.ModelChoiceField(User.objects.all(), required=False)


@guard("WS01-05.1.1b", forbids=True)
def sent_to_them(referral, do):
    """Taken where it was led to: at that window, or by that colleague."""
    if referral.person_id:
        return None if referral.person == do.by else f"该咨询转引给{referral.person}，须由本人接答。"
    return None if referral.window == do.place else f"该咨询转引到{referral.window}，请在该窗口接答。"


class Referral(Workflow):
    """One hand-over of a question, below it."""

    class State(models.TextChoices):
        SENT = "sent", "待接答"
        TAKEN = "taken", "已接答"

    final = frozenset({State.TAKEN})

    state = StateField(State)
    window = models.ForeignKey(
        "hall.Place", models.PROTECT, verbose_name="转引到窗口", null=True, related_name="+"
    )
    person = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="转引到工作人员", null=True, related_name="+"
    )
    sent_at = models.DateTimeField("转引时间")
    taken_by = models.ForeignKey(
        "hall.User", models.PROTECT, verbose_name="接答人", null=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "咨询转引"
        indexes = [models.Index(fields=["window", "state"], name="referral_to_window")]

    def __str__(self) -> str:
        return f"转引到{self.person or self.window}"

    @act("转引", NEW, State.SENT, by=SYSTEM, form=SendForm, hidden=True, clauses="WS01-05.1.1b")
    def send(self, do):
        self.window, self.person, self.sent_at = do.data["window"], do.data["person"], do.at
        do.label(str(self))

    @act(
        "接答转引的咨询",
        State.SENT,
        State.TAKEN,
        by=POSTED,
        guards=[sent_to_them],
        clauses="WS01-05.1.1b WS01-03",
    )
    def take(self, do):
        self.taken_by = do.by
        handed = {"handler": do.by.pk, "department": do.department.pk if do.department else ""}
        do.then(self.dossier.parent.object(), "pass_on", handed)
