"""One mechanism for every duty that says only "is recorded": a declaration, a form, a list, a timeline."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm, plain
from hall.acts.refusals import WrongState
from hall.acts.workflow import StateField, Workflow
from hall.people.authority import Authority
from hall.people.roles import READS_HALL, Role

REGISTERS: dict[str, Register] = {}
RECORDERS = tuple(Role)  # stands for whoever the register names


@dataclass(frozen=True)
class Register:
    """A register: its key, its title, who records, what is recorded (an ActForm) and on whose clause.

    Whoever records in it, and whoever answers for the whole hall, may read it as a list.
    """

    key: str
    title: str
    by: tuple[Role, ...]
    form: type[ActForm]
    clauses: str = ""

    def __post_init__(self):
        REGISTERS[self.key] = self

    def open_to(self, authority: Authority) -> bool:
        """Whether a person may read the list at all; which lines of it, their grants say."""
        return authority.holds(*self.by, *READS_HALL)

    def lines(self, authority: Authority) -> models.QuerySet[RegisterRecord]:
        """The lines a person may read, the newest first; none where the register is not open to them."""
        mine = authority.readable("dossier__") if self.open_to(authority) else models.Q(pk__in=[])
        lines = RegisterRecord.objects.filter(mine, register=self.key)
        return lines.select_related("dossier__department").order_by("-recorded_on", "-pk")


class RecordForm(ActForm):
    """Takes the fields and the checks of the register's own form."""

    def __init__(self, data=None, files=None, *, do, **kwargs):
        super().__init__(data, files, do=do, **kwargs)
        self.rows = do.obj.declaration.form(data, files, do=do)
        self.fields |= self.rows.fields
        self.private = self.rows.private

    def check_rows(self, cleaned):
        for name, errors in self.rows.errors.items():
            if name not in self.errors:
                self.add_error(None if name == "__all__" else name, errors)


class CorrectionForm(RecordForm):
    """Begins with what was recorded, but for what is private: left empty, that stays as it was."""

    correction = forms.CharField(label="更正原因", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data=None, files=None, *, do, **kwargs):
        super().__init__(data, files, do=do, **kwargs)
        told = {name: value for name, value in do.obj.facts.items() if name not in self.private}
        self.initial = {name: retyped(value) for name, value in told.items()}


class VoidingForm(ActForm):
    reason = forms.CharField(label="作废原因", widget=forms.Textarea(attrs={"rows": 2}))


class RegisterRecord(Workflow):
    """One line of a register. Corrected and voided by acts, never edited."""

    class State(models.TextChoices):
        RECORDED = "recorded", "已登记"
        VOIDED = "voided", "已作废"

    final = frozenset({State.VOIDED})
    state = StateField(State)
    opening_fields = frozenset({"register"})
    # The entry's input says what was typed, but for what the register's form calls private.
    private_fields = frozenset({"facts"})
    register = models.CharField("台账", max_length=60)
    facts = models.JSONField("内容", default=dict)
    recorded_on = models.DateField("登记日期")

    class Meta:
        verbose_name = verbose_name_plural = "台账记录"
        indexes = [models.Index(fields=["register", "recorded_on"], name="register_by_day")]

    @property
    def declaration(self) -> Register:
        """The register this line belongs to. Raises WrongState for one that is not declared."""
        if self.register not in REGISTERS:
            raise WrongState(f"没有“{self.register}”这一台账，请核对台账代码。")
        return REGISTERS[self.register]

    def roles_for(self, act):
        """Who records in this register also corrects and voids in it; acts every workflow has keep their own."""
        return self.declaration.by if act.by == RECORDERS else super().roles_for(act)

    @act("登记", NEW, State.RECORDED, by=RECORDERS, form=RecordForm)
    def record(self, do):
        self.recorded_on = do.on
        self._take(do)
        do.label(self.declaration.title)

    @act("更正", State.RECORDED, None, by=RECORDERS, form=CorrectionForm)
    def correct(self, do):
        self._take(do)

    @act("作废", State.RECORDED, State.VOIDED, by=RECORDERS, form=VoidingForm)
    def void(self, do):
        """The line stays, with the reason on its timeline."""

    def _take(self, do) -> None:
        form, kept = self.declaration.form, self.facts
        self.facts = {name: plain(do.data[name]) for name in form.base_fields}
        for name in form.private & kept.keys():
            self.facts[name] = self.facts[name] or kept[name]


def retyped(value):
    """What a form begins with, from what ``plain`` made of it."""
    if isinstance(value, list):
        return [retyped(one) for one in value]
    return value["id"] if isinstance(value, dict) and "ref" in value else value
