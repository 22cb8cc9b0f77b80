"""Who applies: typed once, checked before anything is stored, and kept in the applicant's own record."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from hall.acts.form import ActForm
from hall.applicants.applicant import Applicant
from hall.applicants.identity import IdentityKind

APPLICANT = (
    "kind",
    "name",
    "identity_kind",
    "identity_number",
    "phone",
    "email",
    "address",
    "legal_representative",
)


class PersonForm(ActForm):
    """The fields of an applicant. None of them goes to the timeline."""

    private = frozenset(APPLICANT)

    kind = forms.ChoiceField(
        label="申请人类别", choices=Applicant.Kind.choices, initial=Applicant.Kind.NATURAL
    )
    name = forms.CharField(label="姓名（名称）", max_length=120)
    identity_kind = forms.ChoiceField(label="证件种类", choices=IdentityKind.choices)
    identity_number = forms.CharField(label="证件号码", max_length=40)
    phone = forms.CharField(label="联系电话", max_length=20)
    email = forms.EmailField(label="电子邮箱", max_length=120, required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)
    legal_representative = forms.CharField(label="法定代表人（负责人）", max_length=60, required=False)

    def check_applicant(self, cleaned):
        """Numbers are checked before anything is stored; the message names the field and what is wrong."""
        self.vet_person(Applicant(**{f: cleaned.get(f, "") for f in APPLICANT}), "")

    def vet_person(self, person: Applicant, prefix: str) -> None:
        try:
            person.full_clean(validate_constraints=False)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                field = prefix + name
                if field not in self.errors:  # what the field itself has said is not said twice
                    self.add_error(field if field in self.fields else None, messages)

    def register_applicant(self) -> Applicant:
        """Find or create the applicant's record. Called by the act, inside its transaction."""
        return Applicant.objects.register(**{f: self.cleaned_data[f] for f in APPLICANT})
