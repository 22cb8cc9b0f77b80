"""投诉台账 for the office and those who watch, 转办 for the departments, figures, orders in and out, the files."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from complaints.complaint import figures, orders
from complaints.complaint.bundle import bundle_of
from complaints.complaint.complaint import Complaint
from complaints.complaint.evidence import Evidence
from complaints.complaint.ledger import EVERYTHING, LISTS, URGENT_FIRST, ledger, transfers_to
from complaints.complaint.states import Channel, Kind
from complaints.rows import lines_of
from hall import legal_time
from hall.people.roles import Role
from hall.web.entrance import staff_only
from hall.web.shell import working_hall

READERS = (Role.HALL_OFFICE, Role.HALL_LEADER, Role.BUREAU, Role.SUPERVISOR)
SPEAKERS = (Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER)
FILTERS = ("list", "channel", "kind", "month", "q", "obstructed")


def _readers_only(request: HttpRequest, *roles: Role) -> None:
    if not request.authority.holds(*(roles or READERS)):
        raise PermissionDenied("投诉由受理投诉的机构查阅。")


@staff_only
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """The ledger, by channel, sort, month and state; the urgent first, then what presses most."""
    _readers_only(request)
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    rest = request.GET.copy()
    rest.pop("after", None)
    page = lines_of(ledger(request.authority, asked), request.GET.get("after", ""), URGENT_FIRST)
    context = {
        "page": page,
        "asked": asked,
        "lists": [(key, title) for key, (title, _) in LISTS.items()],
        "channels": Channel.choices,
        "kinds": Kind.choices,
        "rest": rest.urlencode(),
    }
    return render(request, "complaints/ledger.html", context)


@staff_only
@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """What was transferred to me."""
    _readers_only(request, *READERS, *SPEAKERS)
    done = "done" in request.GET
    page = lines_of(transfers_to(request.authority, done), request.GET.get("after", ""), URGENT_FIRST)
    return render(request, "complaints/transfers.html", {"page": page, "done": done})


@staff_only
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """A month's figures: all that came, and the orders of 12345 by unit."""
    _readers_only(request)
    asked = request.GET.get("month", "") or figures.month_of(legal_time.today())
    valid = ledger(request.authority, {"month": asked})
    came = ledger(request.authority, {"month": asked, "list": EVERYTHING})
    context = {
        "month": asked,
        "total": came.count(),
        "states": _named(figures.by_state(came)),
        "rate": figures.follow_up_rate(valid),
        "units": figures.by_unit(valid),
        "orders": figures.by_unit(figures.orders(valid)),
    }
    return render(request, "complaints/figures.html", context)


def _named(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(str(label), counts[value]) for value, label in Complaint.State.choices if value in counts]


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def order_table(request: HttpRequest) -> HttpResponse:
    """Orders come in as a table, row by row; nothing typed stops the rest."""
    _readers_only(request, Role.HALL_OFFICE)
    form = orders.OrdersForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        made, refused = orders.take_in(form.cleaned_data["file"], request.user, working_hall(request))
        context |= {"made": made, "refused": refused}
    return render(request, "complaints/orders.html", context)


@staff_only
@require_safe
def orders_back(request: HttpRequest) -> HttpResponse:
    """What was done with the orders, for their platforms."""
    _readers_only(request, Role.HALL_OFFICE)
    text = orders.give_back(ledger(request.authority, {"month": request.GET.get("month", "")}))
    return _download(text.encode("utf-8-sig"), "text/csv; charset=utf-8", "工单办理情况.csv")


@staff_only
@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """One file, for whoever may read the complaint."""
    found = Evidence.objects.filter(complaint__in=_readable(request))
    one = get_object_or_404(found, pk=pk)
    return FileResponse(one.file.open(), as_attachment=True, filename=one.name)


@staff_only
@require_safe
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """An archived complaint as one file."""
    one = get_object_or_404(_readable(request).filter(state=Complaint.State.ARCHIVED), pk=pk)
    return _download(bundle_of(one), "application/zip", f"{one.number}.zip")


def _readable(request: HttpRequest):
    return Complaint.objects.filter(request.authority.readable("dossier__"))


def _download(data: bytes, kind: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
        "Cache-Control": "no-store",
    }
    return HttpResponse(data, content_type=kind, headers=headers)
