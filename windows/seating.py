"""Sitting down, getting up, and where somebody sits now."""

from __future__ import annotations

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.people.authority import Authority
from hall.places.place import Place

from .seat import SITTERS, Seat
from .window import Window


def current_seat(user) -> Seat | None:
    """The seat a user is logged in to, with its window and place."""
    return Seat.objects.seated().filter(user=user).select_related("window__place", "dossier").first()


def current_place(user) -> Place | None:
    """The place of the window a user is logged in to; None for somebody who sits nowhere."""
    seat = current_seat(user)
    return seat.window.place if seat else None


def sit(user, window: Window) -> Seat:
    """Log a user in to a window. Raises a Refused: no grant there, not open, no free seat, seated elsewhere."""
    department = window.dossier.department or seconded_from(user, window.dossier.hall_id)
    return perform(Seat, "sit", by=user, parent=window, place=window.place, department=department)


def leave(user) -> None:
    """Log a user out of the window, if logged in to one. Whose grant ran out meanwhile is logged out by the system."""
    seat = current_seat(user)
    if seat is None:
        return
    place, dossier = seat.window.place, seat.dossier
    grant = Authority.of(user).grant_for(
        SITTERS, hall_id=dossier.hall_id, department_id=dossier.department_id, place=place
    )
    perform(seat, "leave", by=user if grant else SYSTEM, place=place)


def seconded_from(user, hall_id: int):
    """At a window of the centre a person sits by the grant they have: the hall's, or their department's (EL-2.3)."""
    grants = [g for g in Authority.of(user).grants if g.role in SITTERS and g.hall_id == hall_id]
    if not grants or any(grant.department is None for grant in grants):
        return None
    return grants[0].department
