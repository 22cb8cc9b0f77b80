"""What everybody may read without login: the windows, their powers, what is stopped and what rush is coming."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.duty import duty
from hall.legal_time import local_date
from hall.places.hall import Hall
from hall.web.shell import working_hall
from matters.catalogue.matter import Matter
from windows.evaluator import Face, face_of
from windows.mandate import Mandate
from windows.peaks.plan import STANDING, PeakPlan
from windows.selectors import windows_of
from windows.suspensions.suspension import Suspension
from windows.window import Window

ANNOUNCED = (Suspension.State.PUBLISHED, Suspension.State.SUSPENDED)


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The hall's board: windows with state, the filed sheets of powers, notices of suspensions and of peaks."""
    hall = working_hall(request) or Hall.objects.filter(is_active=True, places__isnull=False).first()
    context = {
        "windows": windows_of(hall) if hall else [],
        "suspensions": suspensions_announced(hall) if hall else [],
        "peaks": peaks_announced(hall) if hall else [],
        "mandates": [(one, one.lines()) for one in Mandate.objects.public().filter(dossier__hall=hall)],
    }
    return render(request, "windows/board.html", context)


@require_safe
def face(request: HttpRequest, window_id: int) -> HttpResponse:
    """The evaluator's face of one window, for the screen beside it."""
    window = get_object_or_404(Window.objects.select_related("place"), pk=window_id)
    return render(request, "windows/face.html", {"window": window, "face": Face(face_of(window))})


@duty("WS12-2.2.2-2 WS12-2.2.2-4", off=lambda hall: [])
def suspensions_announced(hall) -> list[Suspension]:
    """The notices of a hall, from their publication until the business goes on."""
    found = Suspension.objects.filter(dossier__hall=hall, state__in=ANNOUNCED)
    return list(found.select_related("dossier__department").order_by("begins_at"))


@duty("WS12-2.1.2-1 WS12-2.1.2-2", off=lambda hall: [])
def peaks_announced(hall) -> list[tuple[PeakPlan, list[Matter], list[Window]]]:
    """Plans that have been publicised, with their matters and the department's windows, until the rush is over."""
    plans = PeakPlan.objects.filter(
        dossier__hall=hall,
        state__in=STANDING,
        published_at__isnull=False,
        ends_on__gte=local_date(legal_time.now()),
    )
    return [
        (
            plan,
            list(Matter.objects.filter(pk__in=plan.matters)),
            list(Window.objects.of_department(plan.dossier.department).select_related("place")),
        )
        for plan in plans.select_related("dossier__department").order_by("begins_on")
    ]
