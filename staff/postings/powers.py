"""What a first representative may do on the letter of authority: the powers it names, and no other (EL-4.1e)."""

from __future__ import annotations

from hall.people.roles import Role
from hall.timeline.dossier import Dossier

from .kinds import Power
from .posting import Posting


def not_granted(do, power: Power) -> str | None:
    """Why the deed is not this first representative's to do: the letter does not grant the power.

    A stand-in acts on the letter of the person they stand in for. A role from before postings has no letter to read.
    """
    if do.role != Role.FIRST_REPRESENTATIVE or do.grant is None:
        return None
    above = Dossier.objects.filter(pk=do.grant.pk).values("parent")
    posting = Posting.objects.filter(pk__in=above).select_related("stands_in_for").first()
    if posting is None or power in (posting.stands_in_for or posting).powers:
        return None
    return f"授权委托书没有授予您“{power.label}”，请由有权的人员办理。"
