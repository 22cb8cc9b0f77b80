"""Asking over the net and reading the answer, without login; and what the hall's people read of all questions."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from complaints.public import filed, never_lost
from complaints.rows import lines_of
from hall.models import Hall
from hall.people.roles import READS_HALL
from hall.web.entrance import staff_only
from hall.web.errors import error_page
from hall.web.limits import too_often
from staff.views.sight import beside, period_of

from . import lists
from .enquiry import Enquiry
from .forms import UnitForm
from .states import POSTED, State

TIMES, SECONDS = 30, 300
KNOWN = 20


def hall_asked(request: HttpRequest) -> Hall:
    """The hall named in the address, or the only one there is. Raises Http404."""
    halls = Hall.objects.filter(is_active=True, is_administering=False, kind=Hall.Kind.MAIN)
    found = halls.filter(code=request.GET["hall"]) if "hall" in request.GET else halls
    hall = found.order_by("level", "pk").last()
    if hall is None:
        raise Http404("没有这个大厅。")
    return hall


@never_lost
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A question from anybody, beside what has been answered before."""
    hall = hall_asked(request)
    unit_form = UnitForm(request.POST or request.GET or None, hall=hall)
    unit = unit_form.cleaned_data["unit"] if unit_form.is_bound and unit_form.is_valid() else None
    words = request.GET.get("words", "")
    return filed(
        request,
        Enquiry,
        "ask",
        template="complaints/ask.html",
        done=lambda enquiry: redirect("ask-answer", number=enquiry.number),
        context={
            "title": "网上咨询",
            "hall": hall,
            "unit": UnitForm(request.POST or None, hall=hall),
            "known": lists.known_answers(hall, words)[:KNOWN],
            "words": words,
        },
        hall=hall,
        department=unit,
    )


@require_safe
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """What became of a question: for whoever has its number."""
    if too_often(request, "ask-answer", times=TIMES, seconds=SECONDS):
        return error_page(request, 429, "查询过于频繁，请五分钟后再试。")
    found = Enquiry.objects.filter(number=number, channel=Enquiry.Channel.WEB)
    enquiry = found.select_related("dossier__hall", "dossier__department").first()
    if enquiry is None:
        raise Http404("没有这个编号的咨询，请核对。")
    context = {"enquiry": enquiry, "answered": enquiry.state == State.ANSWERED}
    response = render(request, "complaints/ask_answer.html", context)
    response["Cache-Control"] = "no-store"
    return response


@staff_only
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Mine, coming to my window, to call back, from the net, overdue; and the month by channel."""
    authority, period = request.authority, period_of(request, monthly=True)
    if not authority.holds(*POSTED, *READS_HALL):
        raise PermissionDenied("咨询由派驻人员和管理人员查阅。")
    named = [
        ("超过约定时间", lists.overdue(authority)),
        ("我首问、我答复的", lists.responsible_for(authority)),
        ("待回拨", lists.to_call_back(authority)),
        ("网上提问，待接答", lists.from_the_net(authority)),
    ]
    coming = lists.coming_in(authority, request.place).select_related("dossier__parent", "window", "person")
    context = {
        "period": period,
        "beside": beside(period),
        "coming": coming.order_by("sent_at"),
        "lists": [(title, lines_of(found)) for title, found in named],
        "channels": lists.by_channel(authority, period.first, period.last),
        "missed": lists.missed_and_returned(authority, period.first, period.last),
        "known": lists.known_answers(authority.grants[0].hall, request.GET.get("words", ""))[:KNOWN],
    }
    return render(request, "complaints/enquiries.html", context)
