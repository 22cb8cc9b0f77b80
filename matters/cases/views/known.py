"""An applicant who has been here before: the number is typed, the rest is filled in – and taken down as read."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from hall import legal_time
from hall.applicants.access import reveal
from hall.applicants.applicant import Applicant
from hall.applicants.identity import check_identity, normalise_number
from matters.catalogue.models import Matter

# Who may stand at the counter, and the prefix of their fields.
PREFIX = {"applicant": "", "agent": "agent_"}
SEALED = ("phone", "email", "address")


def known_person(
    request: HttpRequest, matter: Matter, typed: Mapping[str, str], who: str
) -> tuple[dict[str, str], str]:
    """What is known of the applicant (or agent) with the number typed, as fields of the form; and a sentence.

    Phone and address are personal data: filling them in is a reading, and stands in the access log with its reason.
    """
    prefix = PREFIX.get(who, "")
    number, kind = typed.get(f"{prefix}identity_number", ""), typed.get(f"{prefix}identity_kind", "")
    if not normalise_number(number):
        return {}, ""
    person = Applicant.objects.with_identity(number).order_by("pk").last()
    if person is None:
        return {}, _wrong(kind, number)
    given = {
        "kind": person.kind,
        "name": person.name,
        "identity_kind": person.identity_kind,
        "legal_representative": person.legal_representative,
    }
    for field in SEALED:
        if getattr(person, field):
            reason = f"收件登记：{matter.title}"
            given[field] = reveal(
                person, field, hall=matter.hall, by=request.user, reason=reason, place=request.place
            )
    said = f"{person.masked_name}已登记过，其余各项已填入，请核对。"
    return {prefix + field: value for field, value in given.items()}, said


def _wrong(kind: str, number: str) -> str:
    try:
        check_identity(kind, normalise_number(number), legal_time.today())
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
