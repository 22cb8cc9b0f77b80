"""The public pages. Every one answers without login, and at once: what costs is kept until it changes."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.papers.qr import qr_svg
from hall.places.hall import Hall
from hall.policies.policy import Policy, explanations_of, published
from hall.web.keyset import slice_of
from matters.cases.case import Case
from matters.catalogue.guide import edition_of, guide_facts
from matters.catalogue.matter import Matter
from matters.catalogue.models import Bundle, Fee
from matters.catalogue.selectors import NoVersionInForce, version_on, versions_on
from windows.window import Window, windows_for

from . import decisions, directory
from .finding import SearchForm, find
from .kept import edition
from .online import offers_online

ROWS = 20


def halls():
    return Hall.objects.filter(is_active=True, is_administering=False)


def hall_of(request: HttpRequest) -> Hall:
    """The hall named in the address, else the first that has matters. Raises Http404 where there is none."""
    asked = request.GET.get("hall", "")
    if asked:
        return get_object_or_404(halls(), code=asked)
    found = halls().filter(matters__isnull=False).order_by("pk").first() or halls().order_by("pk").first()
    if found is None:
        raise Http404("还没有开办大厅。")
    return found


def base_of(request: HttpRequest, hall: Hall) -> dict[str, Any]:
    return {
        "hall": hall,
        "halls": list(halls().order_by("pk")),
        "edition": edition(),
        "today": legal_time.today(),
    }


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """找事项: nothing needs to be known but a word of it."""
    hall, on = hall_of(request), legal_time.today()
    asked = request.GET if any(request.GET.get(name) for name in SearchForm.base_fields) else None
    form = SearchForm(asked, hall, on)
    context = base_of(request, hall) | {"form": form}
    if asked and form.is_valid():
        page = Paginator(find(hall, on, form.cleaned_data), ROWS).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context |= {"page": page, "query": query.urlencode()}
    else:
        context["events"] = Bundle.objects.all().offered(hall, on).order_by("name")
    return render(request, "public/search.html", context)


@require_safe
def guide(request: HttpRequest, matter_id: int) -> HttpResponse:
    """办事指南: the one source of the counter's checklist, as the public reads it."""
    matter = get_object_or_404(Matter.objects.select_related("hall", "department"), pk=matter_id)
    on = legal_time.today()
    try:
        version = version_on(matter, on)
    except NoVersionInForce as gone:
        raise Http404("该事项没有现行的办事指南，或者已经停止办理。") from gone
    context = base_of(request, matter.hall) | {
        "matter": matter,
        "version": version,
        "edition_line": edition_of(version),
        "facts": lambda: guide_facts(version, matter.hall, on),
        "windows": lambda: windows_for(matter, on),
        "online": offers_online(version),
    }
    return render(request, "public/guide.html", context)


@require_safe
def guide_qr(request: HttpRequest, matter_id: int) -> HttpResponse:
    """The guide's address as a QR code, for a board or a leaflet."""
    matter = get_object_or_404(Matter, pk=matter_id)
    address = request.build_absolute_uri(reverse("public-guide", args=[matter.pk]))
    return HttpResponse(
        qr_svg(address), content_type="image/svg+xml", headers={"Cache-Control": "max-age=3600"}
    )


@require_safe
def fees(request: HttpRequest) -> HttpResponse:
    """收费目录: every charge with its basis; what is not here is free."""
    hall = hall_of(request)
    rows = Fee.objects.filter(version__in=versions_on(hall, legal_time.today()))
    rows = rows.select_related("version__matter__department", "statute").order_by("version__matter", "pk")
    context = {"fees": lambda: rows.prefetch_related("version__matter__department__names")}
    return render(request, "public/fees.html", base_of(request, hall) | context)


@require_safe
def decided(request: HttpRequest) -> HttpResponse:
    """许可决定公开: the newest first."""
    hall = hall_of(request)
    page = slice_of(decisions.granted(hall), ("-decided_at", "-pk"), request.GET.get("after", ""))
    rows = [decisions.shown(case) for case in page.rows]
    return render(
        request, "public/decisions.html", base_of(request, hall) | {"rows": rows, "after": page.after}
    )


@require_safe
def decision(request: HttpRequest, case_id: int) -> HttpResponse:
    """One decision; any other case does not exist here."""
    case = get_object_or_404(Case.objects.select_related("dossier__hall"), pk=case_id)
    case = get_object_or_404(decisions.granted(case.dossier.hall), pk=case_id)
    context = {"one": decisions.shown(case)}
    return render(request, "public/decision.html", base_of(request, case.dossier.hall) | context)


@require_safe
def directory_page(request: HttpRequest) -> HttpResponse:
    """大厅导览: zones, windows, departments and telephones."""
    hall = hall_of(request)
    context = {
        "rows": directory.windows(hall, legal_time.today()),
        "departments": directory.departments(hall),
        "conveniences": directory.conveniences(hall),
        "changed_at": directory.changed_at(hall),
    }
    return render(request, "public/directory.html", base_of(request, hall) | context)


@require_safe
def window(request: HttpRequest, window_id: int) -> HttpResponse:
    """One window: matters with their guides, opening hours, and who is at work there today."""
    found = get_object_or_404(
        Window.objects.exclude(state=Window.State.RETIRED).select_related("place", "dossier__hall"),
        pk=window_id,
    )
    on, hall = legal_time.today(), found.dossier.hall
    context = {
        "window": found,
        "matters": directory.matters_at(found, on),
        "people": directory.at_window(found, on),
        "phone": directory.phone_of(found, hall),
    }
    return render(request, "public/window.html", base_of(request, hall) | context)


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """政策公开: the newest first."""
    hall = hall_of(request)
    page = slice_of(published(hall), ("-published_at", "-pk"), request.GET.get("after", ""))
    context = {"rows": page.rows, "after": page.after}
    return render(request, "public/policies.html", base_of(request, hall) | context)


@require_safe
def policy(request: HttpRequest, policy_id: int) -> HttpResponse:
    """One policy with its explanations."""
    found = get_object_or_404(
        Policy.objects.filter(state=Policy.State.PUBLISHED).select_related("dossier__hall"), pk=policy_id
    )
    context = {"one": found, "explanations": explanations_of(found)}
    return render(request, "public/policy.html", base_of(request, found.dossier.hall) | context)
