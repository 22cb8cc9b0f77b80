"""Intake (收件): the guide beside the checklist, everything typed once, and the answer given in the same breath."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hall import legal_time
from hall.acts.door import perform
from hall.acts.offers import Offer, offer
from hall.acts.refusals import Refused
from hall.models import Dossier
from hall.web.entrance import staff_only
from hall.web.shell import working_hall
from matters.cases.case import Case
from matters.cases.outage import LateEntry
from matters.catalogue.models import Matter
from matters.catalogue.selectors import version_on

from .intake_page import IntakePage
from .known import known_person
from .outlook import outlook

# What a button beside 收件 does next: at once, or on the page of the act, where there is more to type.
AT_ONCE = {"accept": (), "tell_corrections": ("mode", "until")}
ON_ITS_PAGE = ("accept_tolerantly", "reject")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest, matter_id: int) -> HttpResponse:
    """Take an application in. ``then`` names the answer to give with it: a second act, refused or done by itself."""
    matter = _matter(request, matter_id)
    page = _page(request, matter)
    if request.method != "POST":
        return page.ask()
    if who := request.POST.get("find"):
        found, _ = known_person(request, matter, request.POST, who)
        return page.fill(request.POST.dict() | found)
    try:
        case = perform(
            Case,
            "receive",
            request.POST,
            by=request.user,
            place=request.place,
            token=request.POST.get("token") or None,
            matter=matter,
            hall=matter.hall,
            department=matter.department,
            **_late(request, matter),
        )
    except Refused as refusal:
        return _sent_before(request) or page.refuse(refusal)
    return _answer(request, case)


@staff_only
@require_POST
def live(request: HttpRequest, matter_id: int) -> HttpResponse:
    """The banner: what the verdicts ticked so far lead to."""
    offered = _offer(request, _matter(request, matter_id))
    return render(
        request, "cases/parts/outlook.html", {"outlook": outlook(offered, request.POST), "live": True}
    )


@staff_only
@require_POST
def person(request: HttpRequest, matter_id: int) -> HttpResponse:
    """Whether the number just typed can be right, and the rest of the fields where it is known."""
    matter, who = _matter(request, matter_id), request.POST.get("find", "")
    found, said = known_person(request, matter, request.POST, who)
    form = Case.acts()["receive"].form(do=_offer(request, matter).do, initial=request.POST.dict() | found)
    return render(request, "cases/parts/known.html", {"form": form, "found": found, "said": said, "who": who})


def _matter(request: HttpRequest, matter_id: int) -> Matter:
    hall = working_hall(request)
    matters = Matter.objects.filter(hall=hall).select_related("hall__parent", "department")
    matter = get_object_or_404(matters.prefetch_related("department__names"), pk=matter_id)
    if not request.authority.roles.intersection(Case.acts()["receive"].by):
        raise Http404("收件由窗口受理人员办理。")
    return matter


def _late(request: HttpRequest, matter: Matter) -> dict[str, LateEntry]:
    """The slip of an outage on which the application came in (?slip=), approved before."""
    asked = request.GET.get("slip", "")
    if not asked.isdecimal():
        return {}
    return {"late_entry": get_object_or_404(LateEntry, pk=asked, dossier__hall=matter.hall)}


def _page(request: HttpRequest, matter: Matter) -> IntakePage:
    offered = _offer(request, matter)
    return IntakePage(
        request,
        offered.do.obj,
        Case.acts()["receive"],
        back=reverse("workbench"),
        heading=str(matter),
        hidden={"token": request.POST.get("token") or secrets.token_urlsafe(24)},
        judge=lambda: offered,
    )


def _offer(request: HttpRequest, matter: Matter) -> Offer:
    """The intake as it would begin: on a case that is not stored."""
    case = Case(matter=matter, version=version_on(matter, legal_time.today()), **_late(request, matter))
    case.dossier = Dossier(kind=Case.dossier_kind(), hall=matter.hall, department=matter.department)
    return offer(case, Case.acts()["receive"], request.authority, request.place)


def _sent_before(request: HttpRequest) -> HttpResponse | None:
    """The same form sent twice leads to the one case it made."""
    token = request.POST.get("token")
    twin = token and Dossier.objects.filter(request.authority.readable(), token=token).first()
    if not twin:
        return None
    messages.info(request, "该表单已经提交过，没有重复收件。")
    return redirect("dossier", twin.pk)


def _answer(request: HttpRequest, case: Case) -> HttpResponse:
    name, received = request.POST.get("then", ""), case.dossier.head_seq
    if name in ON_ITS_PAGE:
        messages.success(request, f"已收件，办件编号{case.number}。")
        return redirect("act", case.pk, name)
    if name in AT_ONCE:
        data = {field: request.POST.get(field, "") for field in AT_ONCE[name]}
        try:
            perform(case, name, data, by=request.user, place=request.place, seen=case.dossier.version)
        except Refused as refusal:
            title = case.acts()[name].title
            messages.error(
                request, f"已收件，但没有办成“{title}”：{refusal.message} 此件停在“已收件”，请接着办理。"
            )
    return redirect(f"{reverse('dossier', args=[case.pk])}?done={received}")
