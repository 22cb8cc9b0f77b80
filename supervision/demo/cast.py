"""Who plays in a hall's stories: people by role, places by number, matters by name."""

from __future__ import annotations

from functools import cached_property

from hall.models import Department, Grant, Hall, Place, User
from hall.people.roles import Role
from matters.catalogue.models import Matter


class Cast:
    """Everybody and everything of one hall that a story may name, each looked up once.

    ``decides`` is the role that decides in this hall; ``applicants`` are the typed fields of each, by name.
    """

    def __init__(self, hall: Hall, decides: Role | None = None, applicants: dict[str, dict] | None = None):
        self.hall, self.decides, self.applicants = hall, decides, applicants or {}

    @cached_property
    def _posted(self) -> dict[tuple, list[User]]:
        posted: dict[tuple, list[User]] = {}
        for grant in Grant.objects.filter(hall=self.hall).select_related("user").order_by("pk"):
            posted.setdefault((grant.role, grant.department_id), []).append(grant.user)
        return posted

    def people(self, role: Role, department: Department | None = None) -> list[User]:
        """Those posted in a role, in the order of their posting; raises LookupError when nobody is."""
        found = self._posted.get((role, department.pk if department else None))
        if not found:
            raise LookupError(f"{self.hall}没有派驻{department or ''}的{role.label}。")
        return found

    def person(self, role: Role, department: Department | None = None) -> User:
        return self.people(role, department)[0]

    @cached_property
    def office(self) -> User:
        return self.person(Role.HALL_OFFICE)

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {place.code: place for place in self.hall.places.all()}

    def place(self, code: str) -> Place:
        return self._places[code]

    def places(self, kind: str) -> list[Place]:
        """The places of a kind, by number."""
        return [place for place in self._places.values() if place.kind == kind]

    @cached_property
    def _matters(self) -> dict[str, Matter]:
        return {matter.name: matter for matter in self.hall.matters.select_related("department", "hall")}

    def matter(self, name: str) -> Matter:
        """A matter by its name; raises LookupError for one the hall does not have."""
        if name not in self._matters:
            raise LookupError(f"{self.hall}没有“{name}”这一事项。")
        return self._matters[name]
