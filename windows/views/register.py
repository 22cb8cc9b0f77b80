"""The register of windows, and what waits there, for staff."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.web.entrance import staff_only
from hall.web.shell import working_hall
from windows.closures.closure import Closure
from windows.evaluator import Face, face_of
from windows.integration import departments_without_window, matters_apart
from windows.peaks.selectors import peaks_in
from windows.selectors import windows_of
from windows.states import State
from windows.suspensions.suspension import Suspension
from windows.window import Window
from windows.worklists import lists_for


@dataclass(frozen=True)
class Row:
    """One window: what it does, what it is closed or stopped for, and whether that may be."""

    window: Window
    matters: list[str]
    closure: Closure | None
    suspension: Suspension | None
    red: bool

    @property
    def evaluator(self) -> str:
        """What the evaluator of the window shows."""
        return str(Face(face_of(self.window)).label)


@staff_only
@require_safe
def windows(request: HttpRequest) -> HttpResponse:
    """All windows of the hall by number; below them who has none and what stays outside the integrated ones."""
    hall, today = working_hall(request), legal_time.today()
    context = {
        "rows": rows_of(hall) if hall else [],
        "gaps": departments_without_window(hall, today) if hall else [],
        "apart": matters_apart(hall, today) if hall else [],
    }
    return render(request, "windows/register.html", context)


@staff_only
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for the person who asks."""
    return render(request, "windows/waiting.html", {"lists": lists_for(request.authority)})


def rows_of(hall) -> list[Row]:
    """The windows of a hall as the register shows them. A window shut while its department's peak runs is red."""
    today = legal_time.today()
    closures = {one.window_id: one for one in Closure.objects.filter(state=Closure.State.CLOSED)}
    stopped = Suspension.objects.filter(dossier__hall=hall, state=Suspension.State.SUSPENDED)
    suspensions = {pk: one for one in stopped for pk in one.windows}
    return [
        Row(
            window,
            [str(matter) for matter in window.matters],
            closures.get(window.pk),
            suspensions.get(window.pk),
            _shut_in_a_peak(window, today),
        )
        for window in windows_of(hall)
    ]


def _shut_in_a_peak(window: Window, today) -> bool:
    department = window.dossier.department
    shut = window.state in (State.CLOSED, State.OFF_SEASON)
    return shut and department is not None and peaks_in(department, today, today).exists()
