"""Services that were given, and what people thought of them."""

from __future__ import annotations

from complaints.models import Invitation, Rating
from hall.acts.act import SYSTEM
from hall.acts.door import perform

VERIFIED = {"call": "3月10日电话回访，本人确认", "finding": "窗口未一次性告知", "justified": "yes"}
UNJUSTIFIED = {"call": "3月10日电话回访", "finding": "要求免交法定材料", "justified": "no"}
TOLD = {"told_at": "2026-03-09 10:00", "feedback": "已电话反馈，本人满意"}


def invitations(case) -> list[Invitation]:
    return list(Invitation.objects.filter(dossier=case.pk).order_by("pk"))


def rate(
    invitation: Invitation, grade: str = "5", *, by=SYSTEM, way: str = "qr", place=None, **more
) -> Rating:
    scope = {"hall": invitation.hall, "department": invitation.department, "invitation": invitation}
    data = {"grade": grade, "way": way, "said": "", "phone": ""} | more
    return perform(Rating, "give", data, by=by, place=place, **scope)


def bad(hall, grade: str = "1", **more) -> Rating:
    """A bad rating of a rejected application."""
    case = hall.reject(hall.receive())
    return rate(invitations(case)[-1], grade, **more)
