"""Who may see a complaint and what hangs on it: whoever handles it, never whom it is about, never the other queue.

Grants say for which hall somebody works; this only narrows it. A complaint to the discipline commission is seen by
the supervisors alone until they share it (AH-44, DL-26); a department sees what was transferred to it, not the file.
"""

from __future__ import annotations

from django.db.models import Q

from hall.duty import duty
from hall.people.authority import NARROWED, Authority
from hall.people.roles import READS_BELOW, Role

from .states import DISCIPLINE, State

HANDLES = (Role.HALL_OFFICE, Role.HALL_LEADER, Role.BUREAU)
SPEAKS = (Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER)
JUST_TAKEN = (State.RECEIVED, State.WANTING, State.SUGGESTION, State.PETITION)


def _halls(authority: Authority, *roles: Role) -> set[int]:
    """The halls in which a person holds one of the roles, with those below where the role reads them."""
    found: set[int] = set()
    for grant in authority.grants:
        if grant.role in roles:
            found.add(grant.hall_id)
            if grant.role in READS_BELOW:
                found.update(hall.pk for hall in grant.hall.descendants())
    return found


@duty("AH-44.2 DL-26.1 WS06-3.0", off=lambda authority: Q())
def seen_complaints(authority: Authority) -> Q:
    """A filter on complaints."""
    commission = Q(addressee__in=DISCIPLINE) & Q(shared_at=None)
    handled = Q(dossier__hall__in=_halls(authority, *HANDLES)) & ~commission
    watched = Q(dossier__hall__in=_halls(authority, Role.SUPERVISOR))
    taken = Q(registered_by=authority.user, state__in=JUST_TAKEN)
    return (handled | watched | taken) & ~_about(authority)


@duty("WS06-3.0", off=lambda authority, prefix="": Q(pk__in=[]))
def _about(authority: Authority, prefix: str = "") -> Q:
    """What is about the person. A complaint without a known person is about nobody."""
    return Q(**{f"{prefix}accused": authority.user, f"{prefix}accused__isnull": False})


def _complaints(authority: Authority):
    from .complaint import Complaint

    return Complaint.objects.filter(seen_complaints(authority))


def _complaint(authority: Authority, prefix: str) -> Q:
    return Q(**{f"{prefix}pk__in": _complaints(authority).values("pk")})


def _transfer(authority: Authority, prefix: str) -> Q:
    """Whoever sees the complaint, and who speaks for the department – never whom it is about."""
    from .transfer import Transfer

    departments = [g.department_id for g in authority.grants if g.role in SPEAKS and g.department_id]
    ours = Q(dossier__department__in=departments) & ~_about(authority, "complaint__")
    seen = Transfer.objects.filter(ours | Q(complaint__in=_complaints(authority).values("pk")))
    return Q(**{f"{prefix}pk__in": seen.values("pk")})


def _statement(authority: Authority, prefix: str) -> Q:
    from .statement import Statement

    seen = Statement.objects.filter(
        Q(person=authority.user) | Q(complaint__in=_complaints(authority).values("pk"))
    )
    return Q(**{f"{prefix}pk__in": seen.values("pk")})


NARROWED["complaints.complaint"] = _complaint
NARROWED["complaints.transfer"] = _transfer
NARROWED["complaints.statement"] = _statement
