"""Zones (功能区): those the rulebook asks for, held against where the places of a hall are."""

from __future__ import annotations

import datetime as dt

from hall.duty import duty
from hall.places.hall import Hall
from hall.places.place import Place
from hall.rulebook import answer
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import open_matters
from windows.window import Window

TOGETHER = "、"  # between the zones that share one room
APART = "专区"


@duty("XA-30.1 EL-1.2", off=lambda hall, on: {})
def zones_wanting(hall: Hall, on: dt.date) -> dict[Hall, list[str]]:
    """The zones a hall and each of its sub-halls should have and have not; a hall with all of them is left out."""
    halls = [hall, *Hall.objects.filter(parent=hall, kind=Hall.Kind.SUB_HALL, is_active=True)]
    found = {}
    for one in halls:
        there = zones_of(one, on)
        if wanting := [
            zone for zone in answer(hall, "hall.zones", on).value or () if _plain(zone) not in there
        ]:
            found[one] = wanting
    return found


@duty("XA-30.2", off=lambda hall, on: set(Place.objects.filter(hall=hall).values_list("zone", flat=True)))
def zones_of(hall: Hall, on: dt.date) -> set[str]:
    """The zones there are. Where the text lets small halls merge them, one room counts for each it names."""
    named = set(Place.objects.filter(hall=hall, is_active=True).values_list("zone", flat=True))
    if answer(hall, "hall.zones_mergeable", on).value:
        named = {zone for text in named for zone in text.split(TOGETHER)}
    return {_plain(zone) for zone in named}


def _plain(zone: str) -> str:
    return zone.strip().removesuffix("区")


@duty("XA-33.2", off=lambda hall, on: [])
def scattered(hall: Hall, on: dt.date) -> list[Matter]:
    """The matters kept out of the integrated windows that have no window in an area of their own (专区)."""
    excluded = open_matters(hall, on).filter(one_window=False).select_related("department")
    gathered = Window.objects.filter(dossier__hall=hall, place__zone__contains=APART)
    return [one for one in excluded if not gathered.fit_for(one, on).exists()]
