"""What may be done now, and what not and why: read off the declarations, for buttons and for the door alike."""

from __future__ import annotations

from dataclasses import dataclass

from .act import SYSTEM, Act
from .deed import Deed
from .guards import Objection, guards_of


@dataclass(frozen=True)
class Offer:
    """One act on one object for one person: available, or greyed with every reason.

    ``barred``: why this person may not do it here; ``objections``: what stands against the act itself. ``do`` is the
    deed as it would begin, for drawing the act's form.
    """

    act: Act
    do: Deed
    barred: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        return self.barred + tuple(one.reason for one in self.objections)

    @property
    def available(self) -> bool:
        return not self.reasons


def objections_now(obj, act: Act, do: Deed) -> list[Objection]:
    """Every objection to an act that stands and has not been waived; waivers used are noted on the deed."""
    found = [one for guard in guards_of(obj.dossier_kind(), act) for one in guard.check(obj, do)]
    if obj.dossier._state.adding or not any(one.waivable_by for one in found):
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


def offers(obj, authority, place=None, reads: dict | None = None) -> list[Offer]:
    """All acts of the present state that a person could ever do, each available or with its reasons.

    They are judged at one look: what several guards ask (``do.read``) is asked once, and kept in ``reads``.
    ``authority`` is the person's :class:`~hall.people.authority.Authority`, read once a page.
    """
    reads = {} if reads is None else reads
    return [
        offer(obj, act, authority, place, reads=reads)
        for act in obj.acts().values()
        if not act.hidden and obj.knows(act) and any(r != SYSTEM for r in obj.roles_for(act))
    ]


def offer(obj, act: Act, authority, place=None, parent=None, reads: dict | None = None) -> Offer:
    """One act, also a hidden one, or one that creates: ``obj`` is then unsaved and its dossier too."""
    dossier, barred = obj.dossier, []
    do = Deed(
        act,
        obj,
        authority.at,
        hall=dossier.hall,
        department=dossier.department,
        place=place,
        by=authority.user,
        parent=parent,
        reads=reads if reads is not None else {},
    )
    roles = [role for role in obj.roles_for(act) if role != SYSTEM]
    department = obj.authorising_department(act, do)
    grant = authority.grant_for(
        roles,
        hall_id=dossier.hall_id,
        department_id=department.pk if department else None,
        place=place,
    )
    if grant is None:
        barred.append(f"须由{'、'.join(str(role.label) for role in roles) or '系统'}办理")
    else:
        do.grant, do.role = grant, grant.role
    if reason := act.wrong_place(place, dossier.hall_id):
        barred.append(reason)
    return Offer(act, do, tuple(barred), tuple(objections_now(obj, act, do)))
