"""Kinds of dossier that not everybody in the hall may read: narrowed by role."""

from __future__ import annotations

from django.db.models import Q

from hall.people.authority import Authority
from hall.people.roles import READS_BELOW, Role


def in_halls_of(authority: Authority, prefix: str, *roles: Role) -> Q:
    """A filter on dossiers: those of the halls in which a person holds one of the roles."""
    halls: set[int] = set()
    for grant in authority.grants:
        if grant.role in roles and grant.department_id is None:
            halls.add(grant.hall_id)
            if grant.role in READS_BELOW:
                halls.update(hall.pk for hall in grant.hall.descendants())
    return Q(**{f"{prefix}hall__in": halls})
