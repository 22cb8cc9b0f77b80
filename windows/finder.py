"""Where a matter is dealt with, for the guide desk: zone, window, and whether it is open right now (WS05-2.1-2)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hall.duty import duty
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import search

from .window import Window

SHOWN = 20


@dataclass(frozen=True)
class Found:
    """A matter with the windows it belongs to, open or not."""

    matter: Matter
    windows: tuple[Window, ...]


@duty("WS05-2.1-2", off=lambda hall, text, on: [])
def find(hall, text: str, on: dt.date) -> list[Found]:
    """The matters that answer to some words, the best first; a window that is paused or closed is shown as such."""
    found = []
    for matter in search(hall, text, on)[:SHOWN]:
        windows = Window.objects.all().fit_for(matter, on).exclude(state=Window.State.RETIRED)
        found.append(Found(matter, tuple(windows.select_related("place").order_by("place__code"))))
    return found
