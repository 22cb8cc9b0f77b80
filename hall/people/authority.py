"""What one person may do right now: the grants in force, read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from django.db.models import Q

from hall import legal_time
from hall.duty import duty
from hall.prepared import Prepared
from hall.timeline.dossier import Dossier

from .grant import Grant
from .roles import READS_BELOW, READS_ONLY, RECORDS, Role

# Kinds of object that not everybody who sees their hall may see (whom a complaint is about, say): for each, who may,
# as ``(authority, prefix) -> Q``. It can only narrow what the grants show. Higher floors add theirs.
NARROWED: dict[str, Callable[[Authority, str], Q]] = {}


def _in_force(user, at):
    return Grant.objects.in_force(at).filter(user=user)


def _with_names(user, at):
    return list(_in_force(user, at).select_related("hall", "department", "place"))


GRANTS = Prepared(_in_force)


class Authority:
    """A person's grants in force at one legal instant. Deny by default: no grant, no act, no sight."""

    def __init__(self, user, at, read=GRANTS):
        self.user, self.at = user, at
        self.grants: list[Grant] = read(user.pk, at) if user is not None and user.is_active else []

    @classmethod
    def of(cls, user, at=None) -> Authority:
        """The authority of a (possibly anonymous) user now, or at an instant, for pages: with the names it shows."""
        known = user if user is not None and user.is_authenticated else None
        return cls(known, at or legal_time.now(), _with_names)

    def grant_for(self, roles: Iterable[Role], *, hall_id, department_id=None, place=None) -> Grant | None:
        """The grant that lets one of the roles act on an object of this hall and department from this place."""
        for grant in self.grants:
            if grant.role in roles and grant.covers(hall_id, department_id, place):
                return grant
        return None

    def holds(self, *roles: Role) -> bool:
        """Whether any grant in force gives one of the roles, wherever."""
        return any(grant.role in roles for grant in self.grants)

    @cached_property
    def roles(self) -> set[str]:
        return {grant.role for grant in self.grants}

    @duty("XA-4 AH-46.2 EL-3.1j", off=lambda authority, prefix="": Q())
    def readable(self, prefix: str = "") -> Q:
        """A filter on dossiers: what these grants may see, nothing else. Who may act on something may also see it.

        ``prefix`` leads to them ("dossier__"). Supervising roles also see the halls below theirs (XA-4); a department
        asked for its opinion sees the case it was asked about, and all papers of it: they are shared (EL-3.1j).
        """
        seen = Q(pk__in=[])
        for grant in self.grants:
            if grant.role == Role.SYSADMIN:
                continue  # administers machines, reads no applicant's data
            halls = [grant.hall_id]
            if grant.role in READS_BELOW:
                halls += [hall.pk for hall in grant.hall.descendants()]
            clause = Q(**{f"{prefix}hall__in": halls})
            if grant.role in READS_ONLY:
                clause &= Q(**{f"{prefix}kind__in": READS_ONLY[grant.role]})
            if grant.department_id:
                asked = Dossier.objects.filter(department=grant.department_id, parent__isnull=False)
                mine = Q(**{f"{prefix}department": grant.department_id})
                shared = asked.filter(parent__department__isnull=False).values("parent")
                clause &= (
                    mine
                    | Q(**{f"{prefix}pk__in": asked.values("parent")})
                    | Q(**{f"{prefix}parent__in": shared})
                )
            seen |= clause
        return seen & self._not_kept_from(prefix) if NARROWED else seen

    def _not_kept_from(self, prefix: str) -> Q:
        open_to = ~Q(**{f"{prefix}kind__in": sorted(NARROWED)})
        for kind, may in NARROWED.items():
            open_to |= Q(**{f"{prefix}kind": kind}) & may(self, prefix)
        return open_to

    @cached_property
    @duty(
        "AH-4.b",
        off=lambda authority: {
            label: set(verbs.split()) for label, verbs in RECORDS[Role.HALL_OFFICE].items()
        },
    )
    def record_permissions(self) -> dict[str, set[str]]:
        """Model label (or "app.*") -> verbs, as the roles in force derive them."""
        found: dict[str, set[str]] = {}
        for role in self.roles:
            for label, verbs in RECORDS.get(Role(role), {}).items():
                found.setdefault(label, set()).update(verbs.split())
        return found
