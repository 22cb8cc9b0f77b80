"""办件统计: the month's figures of the hall, or of the departments one speaks for, on a page and as a table."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.people.roles import READS_HALL, Role
from hall.registers.export import plain_csv
from hall.registers.register import RegisterRecord
from hall.web.entrance import staff_only
from matters.cases.case import Case
from matters.cases.figures import Month, figures
from matters.cases.registers import FIGURES

MAY_READ = {*READS_HALL, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER}


def cases_of(request: HttpRequest) -> QuerySet[Case]:
    """The cases whose figures a person may read. Raises PermissionDenied for whoever answers for no unit."""
    if not request.authority.holds(*MAY_READ):
        raise PermissionDenied("办件统计由大厅管理人员和各部门首席代表查阅。")
    return Case.objects.filter(request.authority.readable("dossier__"))


@staff_only
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    month = Month.read(request.GET.get("month", ""), legal_time.today())
    comments = RegisterRecord.objects.filter(
        request.authority.readable("dossier__"),
        register=FIGURES.key,
        state=RegisterRecord.State.RECORDED,
        facts__month=str(month),
    ).select_related("dossier__department")
    context = {
        "month": month,
        "figures": figures(cases_of(request), month),
        "comments": comments.prefetch_related("dossier__department__names"),
        "may_comment": request.authority.holds(*FIGURES.by),
    }
    return render(request, "cases/figures.html", context)


@staff_only
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    month = Month.read(request.GET.get("month", ""), legal_time.today())
    rows = [("类别", "项目", "件数"), *figures(cases_of(request), month).rows()]
    name = f"办件统计_{month}.csv"
    return HttpResponse(
        plain_csv(rows).encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )
