"""Booking by everybody: a slot, or a rest day when it cannot wait. No login; name and phone stay on the booking."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.deed import Deed
from hall.acts.door import perform
from hall.acts.refusals import Invalid, Refused
from hall.web.errors import error_page
from hall.web.limits import too_often
from windows.queue.appointment import Appointment
from windows.queue.booking_forms import Channel
from windows.queue.line import Line
from windows.queue.rest_day import RestDayService
from windows.queue.slots import bookable_days, free_slots

from .screens import hall_of

TIMES, SECONDS = 10, 600  # a family, or a village's helper
KINDS = {"slot": Appointment, "rest-day": RestDayService}
KNOWN = {"slot": ("channel", "on", "time"), "rest-day": ("channel",)}  # fields the page fills in itself


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, code: str) -> HttpResponse:
    """A business, a day, one of its free slots, then who comes."""
    hall, now = hall_of(code), legal_time.now()
    given = request.POST if request.method == "POST" else request.GET
    days, lines = bookable_days(hall, legal_time.local_date(now)), Line.objects.of(hall).filter(state="open")
    line = _chosen(lines.select_related("dossier__hall", "dossier__department"), given.get("line", ""))
    on = _day(given.get("on", ""), days)
    context = {"hall": hall, "lines": lines, "line": line, "days": days, "on": on}
    if line is None or on is None:
        return render(request, "windows/queue/book.html", context)
    context["slots"] = free_slots(line, on, now)
    asked = {"channel": Channel.ONLINE, "on": on.isoformat(), "time": given.get("time", "")}
    scope = {"hall": hall, "department": line.dossier.department, "line": line}
    return _ask(request, "slot", "book", Appointment(line=line), asked, scope, context)


@require_http_methods(["GET", "HEAD", "POST"])
def rest_day(request: HttpRequest, code: str) -> HttpResponse:
    """公休日预约: the hall office answers."""
    hall = hall_of(code)
    asked = {"channel": Channel.ONLINE}
    return _ask(request, "rest-day", "ask", RestDayService(), asked, {"hall": hall}, {"hall": hall})


def _ask(
    request, kind: str, act: str, obj, asked: dict, scope: dict, context: dict[str, Any]
) -> HttpResponse:
    """Draw the act's own form, or do the act for the system and show what has been agreed."""
    template = "windows/queue/rest_day.html" if kind == "rest-day" else "windows/queue/book.html"
    deed = Deed(
        type(obj).acts()[act], obj, legal_time.now(), hall=scope["hall"], department=scope.get("department")
    )
    form, status = deed.act.form(do=deed, initial=asked), 200
    if request.method == "POST":
        if too_often(request, "book", times=TIMES, seconds=SECONDS):
            return error_page(request, 429, "预约过于频繁，请十分钟后再试，或者拨打大厅电话预约。")
        data = request.POST.copy()
        for name, value in asked.items():
            data[name] = value
        token = request.POST.get("token", "")[:64] or None
        try:
            made = perform(type(obj), act, data, by=SYSTEM, token=token, **scope)
        except Invalid as refusal:
            form, status = refusal.form, refusal.status
        except Refused as refusal:
            context["message"], status = refusal.message, refusal.status
        else:
            return redirect(reverse("queue-booking", args=[context["hall"].code, kind, made.code]))
    for name in KNOWN[kind]:
        form.fields[name].widget = form.fields[name].hidden_widget()
    context |= {"form": form, "token": secrets.token_urlsafe(18)}
    return render(request, template, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def booking(request: HttpRequest, code: str, kind: str, name: str) -> HttpResponse:
    """One's own booking by its code: to keep, to look up, to cancel."""
    if kind not in KINDS:
        raise Http404
    if too_often(request, "booking-code", times=TIMES * 3, seconds=SECONDS):
        return error_page(request, 429, "查询过于频繁，请十分钟后再试。")
    model = KINDS[kind]
    found = get_object_or_404(model.objects.select_related("dossier"), dossier__hall=hall_of(code), code=name)
    message = ""
    if request.method == "POST":
        try:
            found = perform(found, "cancel", {}, by=SYSTEM)
        except Refused as refusal:
            message = refusal.message
    context = {"booking": found, "hall": found.dossier.hall, "message": message}
    return render(request, "windows/queue/booking.html", context)


def _chosen(lines, asked: str) -> Line | None:
    return lines.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None


def _day(asked: str, days) -> Any:
    try:
        day = parse_date(asked)
    except ValueError:
        return None
    return day if day in days else None
