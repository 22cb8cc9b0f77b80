"""网上申请 from the guide page: typed and uploaded by the applicant, and then exactly what any filing is.

Whether to come this way or to the counter is the applicant's own choice (XA-16.a); the page always says both.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from hall import legal_time
from hall.acts.act import SYSTEM
from hall.acts.door import perform
from hall.acts.offers import offer
from hall.acts.refusals import Invalid, Refused
from hall.duty import duty
from hall.failures import LegalFailure
from hall.models import Dossier
from hall.people.authority import Authority
from hall.web.errors import error_page
from hall.web.limits import too_often
from matters.cases.filing import Filing
from matters.cases.filing_files import Terminal
from matters.catalogue.codes import Channel
from matters.catalogue.matter import Matter
from matters.catalogue.selectors import NoVersionInForce, version_on

# A family with several matters files in an afternoon; nobody fills the hall's inbox with a script.
TIMES, SECONDS = 10, 600
APPLY = Filing.acts()["apply"]
WRONG = "填写的内容有误，请按提示改正后重新提交；上传的文件请重新选择。"


@duty("AH-39.1 XA-25", off=lambda version: True)
def offers_online(version: Any) -> bool:
    """Whether the guide itself names the way 网上办理; another matter has no such button."""
    return Channel.ONLINE in version.channels


@duty("XA-24.3", off=lambda request: Terminal.PC)
def terminal_of(request: HttpRequest) -> str:
    """From what the application was sent: named in the address by kiosk and mini-program, else as the browser says."""
    named = request.GET.get("from", "")
    if named in Terminal.values:
        return named
    return Terminal.MOBILE if "Mobi" in request.headers.get("User-Agent", "") else Terminal.PC


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, matter_id: int) -> HttpResponse:
    """The form, and what was typed again where something is wrong. A matter not offered online has no such page."""
    matter = get_object_or_404(Matter.objects.select_related("hall", "department"), pk=matter_id)
    try:
        version = version_on(matter, legal_time.today())
    except NoVersionInForce as gone:
        raise Http404("该事项没有现行的办事指南，或者已经停止办理。") from gone
    if not offers_online(version):
        raise Http404("该事项没有开通网上办理，请到窗口申请。")
    if request.method != "POST":
        return _page(request, matter, APPLY.form(do=_deed(request, matter, version)))
    if too_often(request, "apply", times=TIMES, seconds=SECONDS):
        return error_page(request, 429, "提交过于频繁，请十分钟后再试；急办的请到窗口申请。")
    return _file(request, matter, version)


def _file(request: HttpRequest, matter: Matter, version: Any) -> HttpResponse:
    token = request.POST.get("token") or None
    data = request.POST.copy()
    data["terminal"] = terminal_of(request)
    scope = {"hall": matter.hall, "department": matter.department, "matter": matter}
    try:
        filing = perform(Filing, "apply", data, by=SYSTEM, files=request.FILES, token=token, **scope)
    except Invalid as refusal:
        return _page(request, matter, refusal.form, 400, WRONG)
    except (Refused, LegalFailure) as refusal:
        twin = token and Dossier.objects.filter(token=token, kind=Filing.dossier_kind()).first()
        if not twin:
            form = APPLY.form(data, request.FILES, do=_deed(request, matter, version))
            return _page(request, matter, form, 422, str(refusal))
        filing = twin.object()
    response = render(request, "public/filed.html", {"filing": filing, "hall": matter.hall})
    add_never_cache_headers(response)
    return response


def _page(
    request: HttpRequest, matter: Matter, form: Any, status: int = 200, message: str = ""
) -> HttpResponse:
    token = request.POST.get("token") or secrets.token_urlsafe(24)
    context = {"matter": matter, "hall": matter.hall, "form": form, "message": message, "token": token}
    return render(request, "public/apply.html", context, status=status)


def _deed(request: HttpRequest, matter: Matter, version: Any) -> Any:
    """The application as it would begin, on a filing that is not stored."""
    filing = Filing(matter=matter, version=version)
    filing.dossier = Dossier(kind=Filing.dossier_kind(), hall=matter.hall, department=matter.department)
    return offer(filing, APPLY, Authority.of(request.user), None).do
