"""Interested party (利害关系人): told where a licence touches their major interests, and heard (行政许可法 36)."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from hall.acts.act import NEW, act
from hall.acts.form import ActForm
from hall.acts.workflow import StateField
from hall.applicants.applicant import Applicant
from hall.applicants.identity import IdentityKind

from . import hearing_papers as papers
from .below import DEPARTMENT, LONG, BelowCase, case_of, case_under_review

PERSON = ("kind", "name", "identity_kind", "identity_number", "phone", "address", "legal_representative")


class RegisterForm(ActForm):
    private = frozenset(PERSON)
    kind = forms.ChoiceField(label="类别", choices=Applicant.Kind.choices, initial=Applicant.Kind.NATURAL)
    name = forms.CharField(label="姓名（名称）", max_length=120)
    identity_kind = forms.ChoiceField(label="证件种类", choices=IdentityKind.choices)
    identity_number = forms.CharField(label="证件号码", max_length=40)
    phone = forms.CharField(label="联系电话", max_length=20)
    address = forms.CharField(label="地址", max_length=200, required=False)
    legal_representative = forms.CharField(label="法定代表人（负责人）", max_length=60, required=False)
    interest = forms.CharField(label="与本件的重大利益关系", max_length=500, widget=LONG)

    def check_person(self, cleaned):
        try:
            Applicant(**{name: cleaned.get(name, "") for name in PERSON}).full_clean(
                validate_constraints=False
            )
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                if name not in self.errors:  # what the field itself has said is not said twice
                    self.add_error(name if name in self.fields else None, messages)


class StatementForm(ActForm):
    private = frozenset({"statement"})
    statement = forms.CharField(label="陈述和申辩", max_length=2000, widget=LONG)


class Party(BelowCase):
    """One person or body whose major interests the licence touches."""

    class State(models.TextChoices):
        REGISTERED = "registered", "已登记并告知"
        HEARD = "heard", "已听取意见"

    private_fields = frozenset({"person", "statement"})

    state = StateField(State)
    case = case_of("parties")
    person = models.ForeignKey("hall.Applicant", models.PROTECT, verbose_name="利害关系人", related_name="+")
    interest = models.TextField("重大利益关系")
    statement = models.TextField("陈述和申辩", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "利害关系人"

    @property
    def told(self) -> str:
        return self.interest

    @act(
        "登记并告知利害关系人",
        NEW,
        State.REGISTERED,
        by=DEPARTMENT,
        form=RegisterForm,
        guards=[case_under_review],
        papers=[papers.PARTY],
        clauses="许可法36",
    )
    def register(self, do):
        self.person = Applicant.objects.register(**{name: do.data[name] for name in PERSON})
        self.interest = do.data["interest"]
        self.open_below(do)

    @act(
        "听取利害关系人意见",
        State.REGISTERED,
        State.HEARD,
        by=DEPARTMENT,
        form=StatementForm,
        guards=[case_under_review],
        clauses="许可法36",
    )
    def hear(self, do):
        self.statement = do.data["statement"]
