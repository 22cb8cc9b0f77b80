"""What may be done now, and what not and why: read off the declarations, for buttons and for the door alike."""

from __future__ import annotations

from dataclasses import dataclass

from hall import legal_time

from .act import SYSTEM, Act
from .deed import Deed
from .guards import Objection, guards_of


@dataclass(frozen=True)
class Offer:
    """One act on one object for one person: available, or greyed with every reason."""

    act: Act
    reasons: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()

    @property
    def available(self) -> bool:
        return not self.reasons


def objections_now(obj, act: Act, do: Deed) -> list[Objection]:
    """Every objection to an act that stands and has not been waived; waivers used are noted on the deed."""
    found = [one for guard in guards_of(obj.dossier_kind(), act) for one in guard.check(obj, do)]
    if not any(one.waivable_by for one in found):
        return found
    waivers = {(w.guard, w.role): w for w in obj.dossier.waivers.filter(act=act.name)}
    standing = []
    for one in found:
        waiver = waivers.get((one.guard, one.waivable_by))
        if waiver is None:
            standing.append(one)
        else:
            do.waived.append(waiver)
    return standing


def offers(obj, authority, place=None) -> list[Offer]:
    """All acts of the present state that a person could ever do, each available or with its reasons.

    ``authority`` is the person's :class:`~hall.people.authority.Authority`, read once a page.
    """
    found = []
    for act in obj.acts().values():
        if act.hidden or not act.starts_from(obj.state):
            continue
        roles = [role for role in obj.roles_for(act) if role != SYSTEM]
        if roles:
            found.append(_offer(obj, act, roles, authority, place))
    return found


def _offer(obj, act: Act, roles, authority, place) -> Offer:
    dossier = obj.dossier
    reasons = []
    grant = authority.grant_for(
        roles, hall_id=dossier.hall_id, department_id=dossier.department_id, place=place
    )
    if grant is None:
        reasons.append(f"须由{'、'.join(str(role.label) for role in roles)}办理")
    if reason := act.wrong_place(place, dossier.hall_id):
        reasons.append(reason)
    do = Deed(
        act,
        obj,
        legal_time.now(),
        hall=dossier.hall,
        department=dossier.department,
        place=place,
        by=authority.user,
        role=grant.role if grant else "",
        grant=grant,
    )
    objections = tuple(objections_now(obj, act, do))
    return Offer(act, tuple(reasons) + tuple(one.reason for one in objections), objections)
