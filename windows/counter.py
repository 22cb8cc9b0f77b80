"""The choice of a window on screen, kept by the register of seats instead of the session."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from hall.people.authority import Authority
from hall.people.roles import Role
from hall.places.place import Place
from hall.web.seating import Seating

from . import seating
from .seat import SITTERS
from .window import State, Window


def _kinds(role: str) -> Q:
    """Money is taken at the bank counter, by the cashier, who sits nowhere else (票款分离, WS04-4.8-1)."""
    bank = Q(place__kind=Place.Kind.BANK_COUNTER)
    return bank if role == Role.CASHIER else ~bank


def _own_point(authority: Authority) -> Place | None:
    """A village agent works at the point the grant names; there is no seat to take there (XA-28.3)."""
    points = (grant.place for grant in authority.grants if grant.role == Role.AGENT and grant.place)
    return next(points, None)


class WindowSeating(Seating):
    """People sit at registered windows; where somebody sits is the same on every screen."""

    def choices(self, authority: Authority) -> QuerySet[Place]:
        """The open windows a person's grants reach: their department's and the centre's."""
        reach = Q(pk__in=[])
        for grant in authority.grants:
            if grant.role not in SITTERS:
                continue
            windows = Q(dossier__hall=grant.hall_id) & _kinds(grant.role)
            if grant.place_id:
                windows &= Q(place=grant.place_id)
            if grant.department_id:
                windows &= Q(dossier__department=None) | Q(dossier__department=grant.department_id)
            reach |= windows
        places = Window.objects.open().filter(reach).values("place")
        return Place.objects.filter(pk__in=places).select_related("hall").order_by("hall", "code")

    def asks(self, authority: Authority) -> bool:
        return authority.holds(Role.WINDOW_CLERK, Role.FIRST_REPRESENTATIVE, Role.CASHIER)

    def sit(self, request: HttpRequest, place: Place) -> None:
        """Move to the window at a place. Raises a Refused where there is no seat."""
        seat = seating.current_seat(request.user)
        if seat is not None and seat.window.place_id == place.pk:
            return
        if seat is not None:
            seating.leave(request.user)
        standing = Window.objects.exclude(state=State.RETIRED).select_related("place", "dossier__department")
        seating.sit(request.user, standing.get(place=place))

    def leave(self, request: HttpRequest) -> None:
        seating.leave(request.user)

    def current(self, request: HttpRequest) -> Place | None:
        if not request.user.is_authenticated:
            return None
        return seating.current_place(request.user) or _own_point(request.authority)


def leave_with_logout(sender, request, user, **kwargs) -> None:
    """Whoever logs out gets up."""
    if user is not None:
        seating.leave(user)
