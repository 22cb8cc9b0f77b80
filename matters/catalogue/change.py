"""Change of the catalogue (事项进驻、调整、取消): filed by the department, agreed link by link, then in force.

Who must agree, and in which order, is the hall's rulebook (AH: 司法局 before 政务服务局; WS: the bureau alone).
"""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django_fsm import RETURN_VALUE

from hall.acts.act import NEW, Chain, act
from hall.acts.form import ActForm, rule_of_form
from hall.acts.guards import guard
from hall.acts.workflow import Chained, StateField, Workflow
from hall.failures import LegalFailure
from hall.people.roles import Role

from .matter import Matter
from .publishing import objections, publish
from .version import MatterVersion


class Kind(models.TextChoices):
    ENTER = "enter", "进驻"
    CHANGE = "change", "调整"
    CANCEL = "cancel", "取消"


CHAINS = {
    Kind.ENTER: "catalogue.entry_chain",
    Kind.CHANGE: "catalogue.change_chain",
    Kind.CANCEL: "catalogue.change_chain",
}


class ChangeImpossible(LegalFailure):
    """The catalogue does not take the change; its own objections say why."""


class FileForm(ActForm):
    """The written application: what changes, on which ground, from when."""

    kind = forms.ChoiceField(label="变更类型", choices=Kind.choices)
    matter = forms.ModelChoiceField(None, label="事项")
    version = forms.ModelChoiceField(None, label="拟施行的办事指南（草稿）", required=False)
    ground = forms.CharField(label="调整情形", max_length=200)
    reason = forms.CharField(label="理由和依据", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    effective_from = forms.DateField(label="施行（取消）日期", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mine = {"hall": self.do.hall, "department": self.do.department}
        self.fields["matter"].queryset = Matter.objects.filter(**mine)
        drafts = MatterVersion.objects.filter(published_at=None, matter__in=Matter.objects.filter(**mine))
        self.fields["version"].queryset = drafts
        grounds = self.do.rule("catalogue.change_grounds")
        if grounds:
            self.fields["ground"] = forms.ChoiceField(
                label="调整情形", choices=[(one, one) for one in grounds]
            )

    @rule_of_form("WS08-03-1")
    def check_what_changes(self, cleaned):
        """An entry or a change brings its guide as a draft; nothing may take effect in the past."""
        kind, version, day = cleaned.get("kind"), cleaned.get("version"), cleaned.get("effective_from")
        if kind in (Kind.ENTER, Kind.CHANGE) and version is None:
            self.add_error("version", "进驻和调整须附拟施行的办事指南草稿，请先在事项目录中起草。")
        if version is not None and version.matter != cleaned.get("matter"):
            self.add_error("version", "草稿不属于所选事项，请核对。")
        if day and day < self.do.on:
            self.add_error("effective_from", "不能从过去的日期起施行，请改为今天或者以后。")


class ReturnForm(ActForm):
    reason = forms.CharField(label="退回理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


@guard("XA-9.1 XA-10.1a")
def draft_is_ready(change, do):
    """What is agreed must be able to take effect: the draft holds everything a guide needs."""
    if change.version_id is None:
        return None
    return objections(change.version)


class MatterChange(Chained, Workflow):
    """One application to enter, change or cancel a matter."""

    class State(models.TextChoices):
        FILED = "filed", "审批中"
        APPROVED = "approved", "已核准"
        RETURNED = "returned", "已退回"

    state = StateField(State)
    kind_of_change = models.CharField("变更类型", max_length=8, choices=Kind)
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, verbose_name="事项", related_name="changes"
    )
    version = models.ForeignKey(
        "catalogue.MatterVersion",
        models.PROTECT,
        verbose_name="草稿",
        null=True,
        blank=True,
        related_name="+",
    )
    ground = models.CharField("调整情形", max_length=200)
    reason = models.TextField("理由和依据")
    effective_from = models.DateField("施行（取消）日期")

    class Meta:
        verbose_name = verbose_name_plural = "事项变更"

    def __str__(self) -> str:
        return f"{self.get_kind_of_change_display()} {self.matter}"

    @act(
        "提出事项变更申请",
        NEW,
        State.FILED,
        by=[Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER],
        form=FileForm,
        clauses="AH-7.2 WS08-03-1",
    )
    def file(self, do):
        self.kind_of_change, self.matter = do.data["kind"], do.data["matter"]
        self.version, self.ground, self.reason = do.data["version"], do.data["ground"], do.data["reason"]
        self.effective_from = do.data["effective_from"]
        self.start_chain(do.rule(CHAINS[Kind(self.kind_of_change)]))
        do.label(str(self))

    @act(
        "核准",
        State.FILED,
        RETURN_VALUE(State.FILED, State.APPROVED),
        by=Chain("catalogue.change_chain"),
        guards=[draft_is_ready],
        clauses="AH-4.6a AH-4.6b AH-7.1 WS08-04",
    )
    def endorse(self, do):
        """One link of the chain agrees; with the last the change is in force from its day."""
        state = self.agree(self.State.FILED, self.State.APPROVED)
        if state == self.State.APPROVED:
            self._take_effect(do)
        return state

    @act(
        "退回",
        State.FILED,
        State.RETURNED,
        by=Chain("catalogue.change_chain"),
        form=ReturnForm,
        clauses="AH-7.1",
    )
    def send_back(self, do):
        """Any link may send it back, with its reason; the department files anew."""

    def _take_effect(self, do) -> None:
        try:
            if self.kind_of_change == Kind.CANCEL:
                self.matter.withdrawn_on = self.effective_from
            else:
                self.version.effective_from = self.effective_from
                self.version.save()
                publish(self.version)
                self.matter.entered_on = self.matter.entered_on or self.effective_from
            self.matter.save()
        except ValidationError as error:
            raise ChangeImpossible("；".join(error.messages)) from error
