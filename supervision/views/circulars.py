"""The circulars of a month: what is due, what was missed, what was issued; awards for the public; the year."""

from __future__ import annotations

import csv
import io

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.people.roles import READS_HALL, Role
from hall.registers.export import cell
from hall.web.entrance import staff_only
from hall.web.keyset import slice_of
from hall.web.shell import Shell, working_hall
from supervision.assessment.yearly import year_of
from supervision.circulars.circular import Circular
from supervision.circulars.dues import interviews, oral_missed, written
from supervision.commendation.registers import winners
from supervision.oversight.meeting import quarters_without
from supervision.oversight.oversight import Oversight
from supervision.oversight.reports import busiest, by_channel, running, supervised

from .patrols import month_of

ROWS = 30
READERS = {*READS_HALL, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER}


@staff_only
@require_safe
def circulars(request: HttpRequest) -> HttpResponse:
    """Whoever answers for the hall sees its dues; a department the circulars it was sent."""
    if not request.authority.holds(*READERS):
        raise PermissionDenied("督查通报由管理、监督人员和派驻部门查阅。")
    hall, first = working_hall(request), month_of(request)
    mine = Circular.objects.filter(request.authority.readable("dossier__"))
    page = slice_of(mine.select_related("unit"), ("-pk",), request.GET.get("after", ""), ROWS)
    context = {"first": first, "page": page, "manages": request.authority.holds(*READS_HALL)}
    if context["manages"]:
        context |= {
            "dues": [*interviews(hall, first), *written(hall, first)],
            "missed": oral_missed(hall, first, legal_time.today()),
        }
    return render(request, "supervision/circulars.html", context)


@staff_only
@require_safe
def oversight(request: HttpRequest) -> HttpResponse:
    """Pieces of supervision that are open, the busiest matters, how each ran, who is supervised."""
    if not request.authority.holds(*READERS):
        raise PermissionDenied("监督事项由管理、监督人员和派驻部门查阅。")
    hall, first, today = working_hall(request), month_of(request), legal_time.today()
    mine = Oversight.objects.filter(
        request.authority.readable("dossier__"), state__in=[Oversight.State.OPEN, Oversight.State.REPLIED]
    )
    open_ones = mine.select_related("dossier__department", "responsible").prefetch_related(
        "dossier__department__names"
    )
    page = slice_of(open_ones, ("-pk",), request.GET.get("after", ""), ROWS)
    context = {"first": first, "page": page, "manages": request.authority.holds(*READS_HALL), "today": today}
    if context["manages"]:
        quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        context |= {
            "busiest": busiest(hall, quarter, today),
            "running": running(hall, first, today),
            "supervised": supervised(hall),
            "channels": by_channel(hall, first.replace(month=1), today),
            "quarters": quarters_without(hall, today.year),
        }
    return render(request, "supervision/oversight.html", context)


@staff_only
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """The year of every department, as a page or (``?as=csv``) as a table for the government's appraisal."""
    if not request.authority.holds(*READS_HALL):
        raise PermissionDenied("部门年度考核由管理和监督人员查阅。")
    asked = request.GET.get("year", "")
    number = int(asked) if asked.isdecimal() and len(asked) == 4 else legal_time.today().year
    rows = year_of(working_hall(request), number)
    if request.GET.get("as") != "csv":
        return render(request, "supervision/year.html", {"year": number, "rows": rows})
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["部门", "考核得分", "意见", "办结", "其中超期", "问题", "督查次数", "其中差项"])
    for one in rows:
        told = [one.department, "未考核" if one.missing else one.score, one.opinion]
        table.writerow(
            [cell(one_) for one_ in [*told, one.done, one.late, one.problems, one.inspections, one.poor]]
        )
    return HttpResponse(
        text.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=f"部门年度考核_{number}.csv"
            )
        },
    )


@require_safe
def awards(request: HttpRequest) -> HttpResponse:
    """评优创先: the winners, for everybody, where a round was set to be public."""
    hall = Shell(request).hall
    return render(request, "supervision/awards.html", {"rounds": winners(hall) if hall else []})
