"""Reports on pages: each with its chart, the rows behind a figure, the bulletin, the wall screen, the files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.web.entrance import staff_only
from hall.web.keyset import slice_of
from supervision.reports import bulletin as bulletins
from supervision.reports import of_cases, of_service, overdue  # noqa: F401 – declare the reports
from supervision.reports.counting import NARROWED, TITLES, rows
from supervision.reports.export import to_excel, to_pdf
from supervision.reports.period import Period
from supervision.reports.scope import Scope, halls_of, scope_of
from supervision.reports.summing import update
from supervision.reports.table import REPORTS, Report, Table
from supervision.reports.wall import picture

ROWS = 50
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked(request: HttpRequest) -> tuple[Scope, Period]:
    """Whose figures of when; the sums are brought up to date on the way."""
    scope = scope_of(request)
    update()
    return scope, Period.read(request.GET.get("period", ""), legal_time.today())


def _of(scope: Scope, period: Period) -> str:
    return f"{scope}　{period}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})


def _export(request: HttpRequest, tables: list[Table], title: str, of: str) -> HttpResponse | None:
    """The file the address asks for, or None."""
    wanted, name = request.GET.get("as", ""), f"{title}_{of.replace('　', '_')}"
    if wanted == "xlsx":
        return _file(to_excel(tables, of), EXCEL, f"{name}.xlsx")
    if wanted == "pdf":
        return _file(to_pdf(tables, title, of), "application/pdf", f"{name}.pdf")
    return None


def _choices(request: HttpRequest, scope: Scope, period: Period) -> dict[str, Any]:
    """What every page of the reports shows to choose by."""
    today = legal_time.today()
    halls = halls_of(request)
    return {
        "scope": scope,
        "period": period,
        "periods": [
            (Period.read(key, today), title)
            for key, title in (
                (f"{today}", "今日"),
                (f"{today:%Y-%m}", "本月"),
                (f"{today.year}-Q{(today.month + 2) // 3}", "本季"),
                (f"{today.year}", "本年"),
            )
        ],
        "halls": halls if len(halls) > 1 else [],
        "reports": REPORTS.values(),
    }


@staff_only
@require_safe
def report(request: HttpRequest, key: str = "statistics") -> HttpResponse:
    """One report for a period, as a page with its chart, or as a file."""
    if key not in REPORTS:
        raise Http404
    kind: Report = REPORTS[key]
    scope, period = _asked(request)
    table = kind.make(scope, period)
    if file := _export(request, [table], kind.title, _of(scope, period)):
        return file
    context = {"report": kind, "table": table}
    return render(request, "supervision/reports/report.html", context | _choices(request, scope, period))


@staff_only
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases a figure counts; as many as it says."""
    scope, period = _asked(request)
    column = request.GET.get("cell", "")
    narrowed = {name: value for name in NARROWED if (value := request.GET.get(name))}
    try:
        found = rows(scope, period, column, narrowed)
    except (KeyError, ValueError) as error:
        raise Http404 from error
    page = slice_of(
        found.select_related("case__dossier", "case__matter", "department", "window").prefetch_related(
            "department__names"
        ),
        ("-case_id",),
        request.GET.get("after", ""),
        ROWS,
    )
    rest = request.GET.copy()
    rest.pop("after", None)
    context = {"page": page, "title": TITLES[column], "total": found.count(), "rest": rest.urlencode()}
    return render(request, "supervision/reports/cases.html", context | _choices(request, scope, period))


@staff_only
@require_safe
def bulletin(request: HttpRequest) -> HttpResponse:
    """日报 or 月报, as the period is a day or longer."""
    scope, period = _asked(request)
    tables = bulletins.tables(scope, period)
    title = (
        "政务服务日报" if not period.months else "政务服务月报" if period.months == 1 else "政务服务运行报告"
    )
    if file := _export(request, tables, title, _of(scope, period)):
        return file
    context = {"tables": tables, "title": title, "told": list(bulletins.sentences(scope, period, tables))}
    return render(request, "supervision/reports/bulletin.html", context | _choices(request, scope, period))


@staff_only
@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """The hall on one screen, read anew every minute by itself; without names of people."""
    scope, _ = _asked(request)
    return render(request, "supervision/reports/wall.html", picture(scope))
