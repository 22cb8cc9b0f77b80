"""网上申请: what waits for the pre-review, what passed and waits to be taken in, what the applicant has to supply."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.people.roles import Role
from hall.web import openings
from hall.web.entrance import staff_only
from hall.web.shell import working_hall
from matters.cases.filing import Filing
from matters.cases.filing_files import FilingFile
from matters.cases.states import FilingState
from matters.cases.worklists import filings
from matters.catalogue.models import Matter
from matters.catalogue.selectors import open_matters

from .case_page import shared_of
from .rows import CaseList, shown


class MatterChoice(forms.Form):
    """Which matter was applied for online."""

    matter = forms.ModelChoiceField(None, label="事项")

    def __init__(self, request: HttpRequest):
        super().__init__(request.GET or None)
        matters = open_matters(working_hall(request), legal_time.today())
        self.fields["matter"].queryset = matters.order_by("department", "code")


def scope(request: HttpRequest, parent: Any) -> dict[str, Any]:
    """The matter named in the address, with its department."""
    hall, asked = working_hall(request), request.GET.get("matter", "")
    matter = get_object_or_404(
        Matter.objects.select_related("department"), hall=hall, pk=asked if asked.isdecimal() else 0
    )
    return {"hall": hall, "department": matter.department, "matter": matter}


@staff_only
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """网上申请预审: the worst light first."""
    if not request.authority.holds(Role.WINDOW_CLERK):
        raise PermissionDenied("网上申请由窗口受理人员预审。")
    acts = Filing.acts()

    def listed(key: str, title: str, state: str, act: str, empty: str) -> CaseList:
        return CaseList(
            request, key, title, filings(request.authority, state), act=acts[act], empty=empty, kind="申请"
        )

    lists = [
        listed("filed", "待预审", FilingState.FILED, "look_through", "没有待预审的网上申请。"),
        listed("passed", "预审通过，待收件", FilingState.PASSED, "take_in", "没有待收件的网上申请。"),
        listed("correcting", "待申请人补正", FilingState.CORRECTING, "supply", "没有待补正的网上申请。"),
    ]
    context = {"title": "网上申请", "lists": shown(request, lists)}
    context["entering"] = openings.opening("cases.filing", "file")
    return render(request, "cases/filings.html", context)


def page(request: HttpRequest, filing: Filing) -> dict[str, Any]:
    """What the page of a filing has of its own."""
    case = getattr(filing, "case", None)
    files = filing.files.select_related("material")
    return {"checklist": filing.checklist, "shared": shared_of(filing), "case": case, "files": files}


@staff_only
@require_safe
def file(request: HttpRequest, file_id: int) -> FileResponse:
    """One uploaded file, for whoever may read the filing; always as a download, never drawn in this site's name."""
    readable = FilingFile.objects.filter(request.authority.readable("filing__dossier__"))
    found = get_object_or_404(readable, pk=file_id)
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)
