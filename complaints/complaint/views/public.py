"""What everybody may do without login: learn how to complain, complain, and follow the complaint by its two numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods, require_safe

from complaints.complaint.complaint import Complaint
from complaints.complaint.states import LIVE, State
from complaints.public import filed, never_lost
from complaints.rules import ADDRESSEES
from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.refusals import Refused
from hall.applicants.identity import normalise_number
from hall.duty import duty
from hall.places.hall import Hall
from hall.rulebook import answer
from hall.web.errors import error_page
from hall.web.limits import too_often

TIMES, SECONDS = 10, 300
NOWHERE = "-" * 8  # what a code is compared with where there is no such complaint


def open_halls():
    """The halls a complaint may be sent to."""
    return Hall.objects.filter(is_active=True, kind=Hall.Kind.MAIN).order_by("level", "name")


@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    """The ways to complain of each hall, as its rulebook has them; one entry for all halls (XA-37.2)."""
    on = legal_time.today()
    halls = [(hall, ways_of(hall, on)) for hall in open_halls()]
    return render(request, "complaints/ways.html", {"halls": halls})


@duty("WS06-2.3-2 AH-44.1 DL-26.1", off=lambda hall, on: {})
def ways_of(hall: Hall, on) -> dict[str, list[str]]:
    """Where, by which number and to whom."""
    return {
        "ways": list(answer(hall, "complaint.ways", on).value),
        "phones": list(answer(hall, "complaint.phones", on).value),
        "to": [ADDRESSEES[one] for one in answer(hall, "complaint.to", on).value],
    }


@never_lost
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, code: str) -> HttpResponse:
    """The form, on a telephone too; nothing but the complaint itself has to be filled in."""
    hall = get_object_or_404(open_halls(), code=code)
    return filed(
        request,
        Complaint,
        "file",
        template="complaints/complain.html",
        done=lambda complaint: _filed(request, complaint),
        context={"title": "投诉、举报、意见建议", "button": "提交", "about": hall.name},
        hall=hall,
    )


def _filed(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    response = render(request, "complaints/filed.html", {"complaint": complaint})
    add_never_cache_headers(response)
    return response


class FollowForm(forms.Form):
    template_name = "hall/form.html"
    number = forms.CharField(label="编号", max_length=40, help_text="以TS开头。")
    code = forms.CharField(label="查询码", max_length=20, help_text="共8位。")

    def clean_number(self) -> str:
        return normalise_number(self.cleaned_data["number"])

    def clean_code(self) -> str:
        return normalise_number(self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors:
            self.complaint = known(given["number"], given["code"])
            if self.complaint is None:
                raise forms.ValidationError("编号或者查询码不对，请核对后再查。")
        return given


@duty("WS06-1 XA-37.1", off=lambda number, code: None)
def known(number: str, code: str) -> Complaint | None:
    """The complaint with these two numbers; nobody learns which numbers exist by trying."""
    same = list(Complaint.objects.filter(number=number).select_related("dossier__hall"))
    found = [one for one in same if constant_time_compare(code, one.query_code)]
    if not same:
        constant_time_compare(code, NOWHERE)
    return found[0] if found else None


@never_lost
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Where it stands, the answer, who is competent instead; further material may be handed in."""
    if request.method != "POST":
        form = FollowForm(initial={"number": request.GET.get("number", "")})
        return render(request, "complaints/follow.html", {"form": form})
    if too_often(request, "complaint", times=TIMES, seconds=SECONDS):
        return error_page(request, 429, "查询过于频繁，请五分钟后再试。")
    form = FollowForm(request.POST)
    if not form.is_valid():
        return render(request, "complaints/follow.html", {"form": form}, status=400)
    complaint, said = form.complaint, ""
    if "file" in request.FILES:
        complaint, said = _hand_in(request, complaint)
    response = render(request, "complaints/followed.html", {"said": said, **shown(complaint), "form": form})
    add_never_cache_headers(response)
    return response


def _hand_in(request: HttpRequest, complaint: Complaint) -> tuple[Complaint, str]:
    act = "supply" if complaint.state == State.WANTING else "add_evidence"
    try:
        after = perform(complaint, act, {}, files=request.FILES, by=SYSTEM)
    except Refused as refusal:
        return complaint, refusal.message
    return after, "材料已经收到。"


@duty("WS06-3.1.3 XA-37.3", off=lambda complaint: {"complaint": complaint})
def shown(complaint: Complaint) -> dict[str, Any]:
    """What the complainant learns: the dated steps, the answer, where to turn instead. Nothing of the other side."""
    steps = [
        ("收到", complaint.received_at),
        ("受理", complaint.accepted_at),
        ("调查完毕", complaint.investigated_at),
        ("处理完毕", complaint.handled_at),
        ("答复", complaint.answered_at),
        ("撤诉、终止、移交", complaint.closed_at),
    ]
    return {
        "complaint": complaint,
        "hall": complaint.dossier.hall,
        "steps": [step for step in steps if step[1]],
        "takes_files": complaint.state in LIVE,
    }


@require_safe
def entry(request: HttpRequest) -> HttpResponse:
    """The one address of all halls: straight to the form where there is only one."""
    halls = list(open_halls()[:2])
    return redirect("complain", code=halls[0].code) if len(halls) == 1 else redirect("complaint-ways")
