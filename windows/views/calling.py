"""The clerk's bench: who waits, who stands here, and the next one by one key."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe

from hall import legal_time
from hall.acts.door import perform
from hall.acts.refusals import Objected, Refused, Stale, WrongState
from hall.web.entrance import asked_next, staff_only
from hall.web.shell import working_hall
from windows.queue.appointment import Appointment
from windows.queue.figures import figures_of, left_unserved
from windows.queue.selectors import Bench, booked_on, rest_days_of, to_coordinate
from windows.queue.ticket import Ticket
from windows.window import Window

BY_ONE_KEY = ("call", "recall", "begin", "end", "skip", "take_again")
TRIES = 5  # how often somebody else may be quicker before the clerk is told


def bench_at(request: HttpRequest) -> Bench | None:
    """The bench of the window where the person sits, if people queue for it."""
    if request.place is None:
        return None
    standing = Window.objects.exclude(state=Window.State.RETIRED).select_related("place", "dossier__hall")
    window = standing.filter(place=request.place).first()
    bench = Bench(window, request.user) if window else None
    return bench if bench and bench.lines else None


@staff_only
@require_safe
def bench(request: HttpRequest) -> HttpResponse:
    """For htmx only the list of those who wait."""
    context = {"bench": bench_at(request)}
    template = "windows/queue/waiting.html" if request.htmx else "windows/queue/bench.html"
    return render(request, template, context)


@staff_only
@require_POST
def call_next(request: HttpRequest) -> HttpResponse:
    """The first in turn; whom another window was quicker to call is passed over."""
    here = _bench(request)
    for _ in range(TRIES):
        if not here.waiting:
            messages.info(request, "现在没有等候的号。")
            break
        first, *_rest = here.waiting
        try:
            perform(first, "call", by=request.user, place=request.place)
        except (WrongState, Stale):
            here = _bench(request)
            continue
        except Refused as refusal:
            messages.error(request, refusal.message)
        break
    return redirect(asked_next(request) or "queue-bench")


@staff_only
@require_POST
def step(request: HttpRequest, ticket_id: int, act: str) -> HttpResponse:
    """One of the acts that ask nothing further, on a number of this window's lines."""
    if act not in BY_ONE_KEY:
        raise PermissionDenied("这一步需要填写内容，请从号码页面办理。")
    ticket = get_object_or_404(_bench(request).tickets, pk=ticket_id)
    try:
        perform(ticket, act, by=request.user, place=request.place)
    except (Objected, WrongState) as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{ticket}：{Ticket.acts()[act].title}。")
    return redirect(asked_next(request) or "queue-bench")


def _bench(request: HttpRequest) -> Bench:
    found = bench_at(request)
    if found is None:
        raise PermissionDenied("请先登录到有取号业务的窗口再叫号。")
    return found


@staff_only
@require_safe
def bookings(request: HttpRequest) -> HttpResponse:
    """The day list, the rest days ahead, and which of them have to be coordinated."""
    hall, on = working_hall(request), legal_time.today()
    context = {
        "on": on,
        "booked": booked_on(hall, on) if hall else [],
        "ahead": _ahead(hall, on) if hall else [],
        "rest_days": rest_days_of(hall, on) if hall else [],
        "coordinate": to_coordinate(hall) if hall else [],
    }
    return render(request, "windows/queue/bookings.html", context)


def _ahead(hall, on) -> list:
    found = Appointment.objects.standing().filter(line__dossier__hall=hall, on__gt=on)
    return list(found.select_related("line", "matter", "dossier").order_by("starts_at", "pk")[:100])


@staff_only
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Waiting on one day, today unless the address names another."""
    hall = working_hall(request)
    try:
        on = parse_date(request.GET.get("on", "")) or legal_time.today()
    except ValueError:
        on = legal_time.today()
    context = {
        "on": on,
        "rows": figures_of(hall, on) if hall else [],
        "unserved": left_unserved(hall, on) if hall else [],
    }
    return render(request, "windows/queue/figures.html", context)
