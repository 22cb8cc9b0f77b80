"""Loss report (报失): what somebody misses. It is matched with a found item, or closed without one."""

from __future__ import annotations

from django import forms as django_forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField, Workflow
from hall.applicants.contact import Contact

from . import forms
from .item import DESK, LostItem
from .states import IN_CUSTODY, Kind


class MatchForm(ActForm):
    found = django_forms.ModelChoiceField(None, label="对应的拾获物品")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = LostItem.objects.filter(dossier__hall=self.do.hall, state__in=IN_CUSTODY)
        self.fields["found"].queryset = kept.order_by("-number")


class LossReport(Contact, Workflow):
    """Read together with what is in the cabinet; the owner still has to prove it at the claim."""

    class State(models.TextChoices):
        OPEN = "open", "查找中"
        MATCHED = "matched", "已找到，待认领"
        CLOSED = "closed", "已了结"

    final = frozenset({State.CLOSED})
    private_fields = frozenset({"contact_name", "phone", "features"})

    state = StateField(State)
    item = models.CharField("遗失物品", max_length=60)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    features = models.TextField("特征")
    taken_by = models.ForeignKey("hall.User", models.PROTECT, verbose_name="登记人", related_name="+")
    lost_at = models.DateTimeField("遗失时间")
    lost_place = models.CharField("遗失地点", max_length=100)
    found = models.ForeignKey(
        "complaints.LostItem", models.PROTECT, verbose_name="拾获物品", null=True, related_name="losses"
    )
    outcome = models.CharField("结果", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "报失"

    def __str__(self) -> str:
        return f"报失：{self.get_kind_display()}"

    def needs_contact(self, user) -> bool:
        """Whoever took the report down calls, as long as the thing is looked for."""
        return self.state != self.State.CLOSED and user == self.taken_by

    @act("登记报失", NEW, State.OPEN, by=DESK, form=forms.LossForm, clauses="WS07-1.1-2")
    def report(self, do):
        for name in forms.LossForm.base_fields:
            setattr(self, name, do.data[name])
        self.taken_by = do.by
        do.label(str(self))

    @act("对上拾获物品", State.OPEN, State.MATCHED, by=DESK, form=MatchForm, clauses="WS07-1.1-2")
    def match(self, do):
        self.found = do.data["found"]

    @act("不是此物", State.MATCHED, State.OPEN, by=DESK, form=forms.OutcomeForm)
    def part(self, do):
        """Looked at, and it was not theirs."""
        self.found = None

    @act("了结报失", [State.OPEN, State.MATCHED], State.CLOSED, by=DESK, form=forms.OutcomeForm)
    def close(self, do):
        self.outcome = do.data["outcome"]
