"""Unmasking: the one way a person gets to see sealed personal data, and never without leaving a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError

from hall.applicants.applicant import Applicant
from hall.applicants.contact import Contact
from hall.applicants.crypto import opened
from hall.people.authority import Authority
from hall.people.roles import SEES_PERSONAL_DATA
from hall.timeline.logs import log_access

if TYPE_CHECKING:
    from hall.people.user import User
    from hall.places.hall import Hall
    from hall.places.place import Place

REVEALABLE = ("identity_number", "phone", "email", "address", "contact_name")


def reveal(
    applicant: Applicant | Contact,
    field: str,
    *,
    hall: Hall,
    by: User,
    reason: str,
    place: Place | None = None,
) -> str:
    """The plain text of one field, after the access log has taken down who read it, where and why.

    Raises PermissionDenied when no grant of `by` in `hall` needs personal data (nor has `by` to call the contact),
    and ValidationError when no reason is given.
    """
    if field not in REVEALABLE:
        raise ValueError(f"{field} is not sealed")
    if not reason.strip():
        raise ValidationError("请填写查阅事由。")
    grants = Authority.of(by).grants
    called = isinstance(applicant, Contact) and applicant.needs_contact(by)
    if not called and not any(
        grant.role in SEES_PERSONAL_DATA and grant.hall_id == hall.pk for grant in grants
    ):
        raise PermissionDenied("您在本大厅没有查阅申请人个人信息的权限。")
    log_access(hall, by, applicant, field, reason.strip(), place=place)
    return opened(getattr(applicant, field))
