"""The people behind a dossier (当事人): masked, each sealed field behind its own reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from hall.acts.workflow import Workflow
from hall.applicants.agency import Agency
from hall.applicants.applicant import Applicant
from hall.applicants.contact import Contact
from hall.people.roles import SEES_PERSONAL_DATA


@dataclass(frozen=True)
class SealedField:
    label: str
    masked: str
    url: str


@dataclass(frozen=True)
class Party:
    title: str
    name: str
    sealed: list[SealedField]


MASKS = {
    "identity_number": "masked_identity",
    "phone": "masked_phone",
    "email": "masked_email",
    "address": "masked_address",
    "contact_name": "masked_contact_name",
}


def persons_of(obj: Workflow) -> dict[str, Applicant | Contact]:
    """The applicants a workflow object points to, by the name of the field: "applicant", "agency"; the "contact"
    somebody left with the object itself.
    """
    found: dict[str, Applicant | Contact] = {}
    if isinstance(obj, Contact) and (obj.contact_name or obj.phone):
        found["contact"] = obj
    for field in obj._meta.concrete_fields:
        if field.related_model is Applicant or field.related_model is Agency:
            pointed = getattr(obj, field.name)
            if pointed is not None:
                found[field.name] = pointed.agent if isinstance(pointed, Agency) else pointed
    return found


def may_unmask(request: HttpRequest, obj: Workflow) -> bool:
    """Whether a grant in the dossier's own hall needs personal data, or the person has to reach the contact."""
    if isinstance(obj, Contact) and obj.needs_contact(request.user):
        return True
    grants = request.authority.grants
    return any(g.role in SEES_PERSONAL_DATA and g.hall_id == obj.dossier.hall_id for g in grants)


def parties_of(request: HttpRequest, obj: Workflow) -> list[Party]:
    """Name in clear only for those whose work needs it; numbers, phones and addresses masked for everybody."""
    open_to = may_unmask(request, obj)
    return [
        Party(
            title=_title(obj, name),
            name=person.name if open_to else person.masked_name,
            sealed=list(_sealed(obj, name, person, open_to)),
        )
        for name, person in persons_of(obj).items()
    ]


def _title(obj: Workflow, name: str) -> str:
    if name == "contact":
        return "联系人"
    field = obj._meta.get_field(name)
    return "代理人" if field.related_model is Agency else str(field.verbose_name)


def _sealed(obj: Workflow, name: str, person: Applicant, open_to: bool):
    for field, mask in MASKS.items():
        masked = getattr(person, mask)
        if masked:
            url = reverse("reveal", args=[obj.pk, name, field]) if open_to and "*" in masked else ""
            yield SealedField(str(person._meta.get_field(field).verbose_name), masked, url)
