"""Roles at the windows come from postings and end with them; by hand nobody gives or takes one (WS13-3.1.4-1)."""

from __future__ import annotations

from hall.acts.guards import objects_to
from hall.duty import duty
from hall.people.grant import CONFLICTS, Grant
from hall.people.roles import Role

from .kinds import POSTED


@duty("WS13-3.1.4-1 DL-21.2")
def given_by_hand(do, user, role: str, place, held) -> str | None:
    """Why a role is not given directly: whoever works at a window comes through the entry form."""
    if isinstance(do.obj, Grant) and do.role != Role.SYSTEM and role in POSTED:
        return f"“{Role(role).label}”的授权随人员派驻产生，请办理入岗手续。"
    return None


@objects_to("hall.grant", "revoke", "DL-5.3")
def ends_with_the_posting(grant, do):
    """Neither the unit nor the office ends a posting by taking its role away."""
    parent = grant.dossier.parent
    if do.role != Role.SYSTEM and parent is not None and parent.kind == "staff.posting":
        return "该授权随人员派驻产生，请办理离岗手续。"
    return None


CONFLICTS.append(lambda *asked: given_by_hand(*asked))
