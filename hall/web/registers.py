"""The registers (台账) to read: which there are, the lines of one, and the same as a table for a spreadsheet."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.registers.export import csv_of
from hall.registers.register import REGISTERS, Register

from .entrance import staff_only
from .lists import ROWS
from .names import Names


@staff_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    open_ones = [one for one in REGISTERS.values() if one.open_to(request.authority)]
    return render(request, "hall/registers.html", {"registers": open_ones})


@staff_only
@require_safe
def lines(request: HttpRequest, key: str) -> HttpResponse:
    register = _open(request, key)
    page = Paginator(register.lines(request.authority), ROWS).get_page(request.GET.get("page"))
    form, names = register.form, Names()
    fields = {name: field for name, field in form.base_fields.items() if name not in form.private}
    prefetch_related_objects([line.dossier for line in page], "department__names")
    rows = [(line, [names.typed(f, line.facts.get(name)) for name, f in fields.items()]) for line in page]
    context = {"register": register, "fields": fields.values(), "rows": rows, "page": page}
    return render(request, "hall/register.html", context)


@staff_only
@require_safe
def table(request: HttpRequest, key: str) -> HttpResponse:
    """All lines as CSV; the mark at its head tells spreadsheets that it is UTF-8."""
    register = _open(request, key)
    found = register.lines(request.authority).prefetch_related("dossier__department__names")
    name = f"{register.title}_{legal_time.today():%Y%m%d}.csv"
    return HttpResponse(
        csv_of(register, found, Names().typed).encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )


def _open(request: HttpRequest, key: str) -> Register:
    register = REGISTERS.get(key)
    if register is None or not register.open_to(request.authority):
        raise Http404("没有这本台账，或者您无权查阅。")
    return register
