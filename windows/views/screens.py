"""The big screen, the screen over a window, and the stream that keeps both up to date. Nobody is named."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from hall.places.hall import Hall
from windows.queue.board import Board, green_channel
from windows.queue.line import Line
from windows.queue.stream import events
from windows.window import Window

PICTURE = {False: "windows/queue/board.html", True: "windows/queue/over.html"}


def hall_of(code: str) -> Hall:
    """A hall of this address that is open."""
    return get_object_or_404(Hall, code=code, is_active=True)


@require_safe
def halls(request: HttpRequest) -> HttpResponse:
    """Where numbers are drawn and slots booked."""
    found = Hall.objects.filter(is_active=True, pk__in=Line.objects.values("dossier__hall"))
    return render(
        request, "windows/queue/halls.html", {"halls": [(one, green_channel(one)) for one in found]}
    )


def _board(code: str, window_id: int | None) -> Board:
    hall, window = hall_of(code), None
    if window_id:
        found = Window.objects.filter(dossier__hall=hall).select_related("place", "dossier")
        window = get_object_or_404(found, pk=window_id)
    return Board(hall, window)


@require_safe
def screen(request: HttpRequest, code: str, window_id: int | None = None) -> HttpResponse:
    """Works without JavaScript too: it then reads itself anew every few seconds."""
    board = _board(code, window_id)
    args = [code, window_id] if window_id else [code]
    context = {
        "board": board,
        "picture": PICTURE[bool(window_id)],
        "stream": reverse("queue-over-stream" if window_id else "queue-stream", args=args),
        "mark": board.mark,
    }
    return render(request, "windows/queue/screen.html", context)


@require_safe
def stream(request: HttpRequest, code: str, window_id: int | None = None) -> StreamingHttpResponse:
    """What changed since ``Last-Event-ID`` – or since the page was drawn, which names its mark in the address."""
    board = _board(code, window_id)
    seen = request.headers.get("Last-Event-ID") or request.GET.get("seen", "")
    picture = PICTURE[bool(window_id)]
    found = events(lambda: board.mark, lambda: render_to_string(picture, {"board": board}), seen)
    response = StreamingHttpResponse(found, content_type="text/event-stream; charset=utf-8")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"  # a proxy hands every event on at once
    return response
