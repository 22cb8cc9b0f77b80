"""What a visit was about: the cases worked on at the window while its number was being served."""

from __future__ import annotations

from hall.timeline.entry import Entry

APPLICATIONS = "cases.case"  # a kind of the floor above: the lines of its timeline say enough


def dossiers_worked_on(ticket, until) -> list[int]:
    """The keys of the cases on which the clerk did something at this window between the beginning and an instant."""
    lines = Entry.objects.filter(
        dossier__kind=APPLICATIONS,
        kind=Entry.Kind.ACT,
        place=ticket.window.place_id,
        by=ticket.clerk_id,
        legal_at__range=(ticket.served_at, until),
    )
    return sorted(set(lines.values_list("dossier", flat=True)))
