"""Where a person works today: the place their acts are done from. Checked anew on every request."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from hall.people.authority import Authority
from hall.people.roles import Role
from hall.places.place import Place

KEY = "place"
# Roles that work at a counter and are asked for it as soon as they have logged in.
ASKED = {Role.WINDOW_CLERK, Role.GUIDE, Role.FIRST_REPRESENTATIVE}


class Seating:
    """A plain choice kept in the session. The floor of the windows may replace it by one that keeps a register."""

    def choices(self, authority: Authority) -> QuerySet[Place]:
        """The places a person's grants in force allow: a grant's own place, else every place of its hall."""
        allowed = Q(pk__in=[])
        for grant in authority.grants:
            allowed |= Q(pk=grant.place_id) if grant.place_id else Q(hall_id=grant.hall_id)
        return Place.objects.filter(allowed, is_active=True).select_related("hall").order_by("hall", "code")

    def asks(self, authority: Authority) -> bool:
        """Whether to ask for the place right after login."""
        return authority.holds(*ASKED)

    def sit(self, request: HttpRequest, place: Place) -> None:
        """Take a place; one of ``choices``. May raise Refused."""
        request.session[KEY] = place.pk

    def leave(self, request: HttpRequest) -> None:
        """Give the place up."""
        request.session.pop(KEY, None)

    def current(self, request: HttpRequest) -> Place | None:
        """The place taken, if the grants in force still allow it."""
        taken = request.session.get(KEY)
        if taken is None or not request.user.is_authenticated:
            return None
        place = self.choices(request.authority).filter(pk=taken).first()
        if place is None:
            self.leave(request)
        return place


seating = Seating()


def replace_seating(other: Seating) -> None:
    """Let a higher floor say where people sit."""
    global seating
    seating = other
