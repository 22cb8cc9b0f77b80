"""The kiosk at the door: a number by one touch, without login and without a name."""

from __future__ import annotations

import secrets

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Refused
from hall.web.errors import error_page
from hall.web.limits import too_often
from windows.queue.appointment import Appointment
from windows.queue.board import Board, green_channel
from windows.queue.line import Line
from windows.queue.states import Green
from windows.queue.ticket import Ticket

from .screens import hall_of

# One kiosk serves a crowd from one address; nobody is ever shut out for longer than the minute.
TIMES, SECONDS = 60, 60
CODES = 10  # booking codes tried in a minute
SALT = "windows.ticket"


@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a business, and before that whether the green channel is needed."""
    hall = hall_of(code)
    if request.method != "POST":
        return _kiosk(request, hall)
    if too_often(request, "ticket", times=TIMES, seconds=SECONDS):
        return error_page(request, 429, "取号过于频繁，请一分钟后再试，或者到服务台取号。")
    try:
        ticket = _arrived(request, hall) if "booking" in request.POST else _drawn(request, hall)
    except Refused as refusal:
        return _kiosk(request, hall, refusal.message or "没有取到号，请再试一次。", status=refusal.status)
    return redirect(f"{reverse('queue-ticket', args=[code, _name(ticket)])}?back=1")


def _kiosk(request: HttpRequest, hall, message: str = "", status: int = 200) -> HttpResponse:
    context = {
        "hall": hall,
        "lines": Board(hall).lines,
        "greens": Green.choices,
        "channel": green_channel(hall),
        "token": secrets.token_urlsafe(18),
        "message": message,
    }
    return render(request, "windows/queue/kiosk.html", context, status=status)


def _drawn(request: HttpRequest, hall) -> Ticket:
    """One number a page: who touches twice gets the same one."""
    token = request.POST.get("token", "")[:64] or None
    if token and (twin := Ticket.objects.filter(dossier__token=token, dossier__hall=hall).first()):
        return twin
    chosen = request.POST.get("line", "")
    lines = Line.objects.of(hall).select_related("dossier__department")
    line = get_object_or_404(lines, pk=chosen if chosen.isdecimal() else 0)
    scope = {"hall": hall, "department": line.dossier.department, "line": line}
    return perform(Ticket, "draw", {"green": request.POST.get("green", "")}, by=SYSTEM, token=token, **scope)


def _arrived(request: HttpRequest, hall) -> Ticket:
    """Whoever booked gives the code and gets the number of the slot."""
    if too_often(request, "booking-code", times=CODES, seconds=SECONDS):
        raise Refused("预约码输入过于频繁，请稍候再试，或者到服务台取号。")
    code = request.POST["booking"].strip().upper()
    booked = Appointment.objects.filter(line__dossier__hall=hall, code=code).select_related("dossier").first()
    if booked is None or not code:
        raise Refused("没有这个预约码，请对照预约时显示的八位码核对，或者到服务台取号。")
    if booked.state == Appointment.State.BOOKED:
        perform(booked, "check_in", by=SYSTEM)
    ticket = Ticket.objects.filter(booking=booked.dossier).first()
    if ticket is None:
        raise Refused("这个预约已经取消或者过期，请重新取号。")
    return ticket


def _name(ticket: Ticket) -> str:
    return signing.Signer(salt=SALT).sign(str(ticket.pk)).replace(":", ".")


@require_safe
def ticket(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The slip, and on a phone how many are still before it. At the kiosk it makes room for the next one."""
    try:
        pk = signing.Signer(salt=SALT).unsign(name.replace(".", ":"))
    except signing.BadSignature:
        pk = "0"
    tickets = Ticket.objects.filter(dossier__hall=hall_of(code)).select_related(
        "series", "line", "window__place"
    )
    found = get_object_or_404(tickets, pk=pk)
    context = {"ticket": found, "ahead": ahead_of(found), "code": code, "back": "back" in request.GET}
    return render(request, "windows/queue/ticket.html", context)


def ahead_of(ticket: Ticket) -> int | None:
    """How many are called before it, as things stand; None when it waits no longer."""
    if ticket.state != Ticket.State.WAITING:
        return None
    waiting = ticket.line.tickets.waiting().in_order(after_closing=False)
    return list(waiting.values_list("pk", flat=True)).index(ticket.pk)
