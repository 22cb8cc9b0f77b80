"""Whose figures a person reads: a hall's, or one department's of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from hall.people.roles import READS_BELOW, READS_HALL, Role
from hall.places.department import Department
from hall.places.hall import Hall
from hall.web.shell import working_hall

OF_A_UNIT = {Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER}
READERS = {*READS_HALL, *OF_A_UNIT}


@dataclass(frozen=True)
class Scope:
    """A hall, or one department there."""

    hall: Hall
    department: Department | None = None

    @property
    def of(self) -> dict:
        """As a filter on what is counted."""
        return {"hall": self.hall} | ({"department": self.department} if self.department else {})

    @property
    def dossiers(self) -> dict:
        """The same on dossiers' objects."""
        return {f"dossier__{name}": value for name, value in self.of.items()}

    def __str__(self) -> str:
        return f"{self.hall} {self.department}" if self.department else str(self.hall)


def halls_of(request: HttpRequest) -> list[Hall]:
    """The halls of which a person reads figures; the one they work in first."""
    found: dict[int, Hall] = {}
    here = working_hall(request)
    for grant in sorted(request.authority.grants, key=lambda one: one.hall_id != (here and here.pk)):
        if grant.role in READERS:
            below = grant.hall.descendants() if grant.role in READS_BELOW and not grant.department_id else ()
            found |= {hall.pk: hall for hall in (grant.hall, *below)}
    return list(found.values())


def scope_of(request: HttpRequest) -> Scope:
    """The hall of the address ("hall"), else where the person works; a unit's people read their unit's figures.

    Raises PermissionDenied for whoever answers for nothing, Http404 for a hall out of reach.
    """
    halls = halls_of(request)
    if not halls:
        raise PermissionDenied("统计报表由管理、监督人员和各部门首席代表、分管领导查阅。")
    asked = request.GET.get("hall", "")
    hall = next((one for one in halls if str(one.pk) == asked), None) if asked else halls[0]
    if hall is None:
        raise Http404
    grants = [one for one in request.authority.grants if one.role in READERS]
    whole = any(_reaches(one, hall) and not one.department_id for one in grants)
    if whole:
        return Scope(hall)
    mine = [one.department for one in grants if one.hall_id == hall.pk and one.department_id]
    if not mine:
        raise Http404
    return Scope(hall, mine[0])


def _reaches(grant, hall: Hall) -> bool:
    return grant.hall_id == hall.pk or (grant.role in READS_BELOW and grant.hall.covers(hall))
