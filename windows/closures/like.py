"""Like windows (同类窗口): where the business of a window goes while it is closed (WS13-2.2.1b)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hall.places.place import Place
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import open_matters
from windows.forms import LISTING
from windows.window import Window

# A short pause takes no business away; a window closed for days does.
AT_WORK = (Window.State.OPEN, Window.State.PAUSED)


def matters_of(window: Window, on: date):
    """What is taken in at the window: its list, or at an integrated window whatever its department has."""
    matters = open_matters(window.dossier.hall, on)
    if window.kind in LISTING:
        return matters.filter(pk__in=window.matters)
    if window.kind == Place.Kind.DELIVERY_WINDOW:
        return matters.none()
    return matters.filter(department=window.dossier.department_id)


def without_like_window(closure, on: date, *, apart: Iterable[int] = ()) -> list[Matter]:
    """The matters of a closure's window that nobody else would take while it lasts, on a local date.

    No like window is one that closes in the same days, and none of those ``apart``. One whose own closure is over has
    only to be opened by the sweep.
    """
    closing = closure.same_days().values("window")
    over = type(closure).objects.filter(state=closure.State.CLOSED, ends_on__lt=on).values("window")
    work = Window.objects.filter(state__in=AT_WORK) | Window.objects.filter(
        state=Window.State.CLOSED, pk__in=over
    )
    rest = work.exclude(pk__in=[closure.window_id, *apart]).exclude(pk__in=closing)
    return [one for one in matters_of(closure.window, on) if not rest.fit_for(one, on).exists()]
