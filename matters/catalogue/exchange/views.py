"""目录导入导出: a list is looked at first, row by row, and goes in whole or not at all."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from hall import legal_time
from hall.people.roles import Role
from hall.web.entrance import staff_only
from hall.web.shell import working_hall

from .checking import MOST_SHOWN, Fault, Plan, plan
from .storing import rows_of, store
from .table import BadFile, read, to_csv, to_excel

MAY_WRITE = (Role.HALL_OFFICE,)
FORMS = {
    "xlsx": (to_excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (to_csv, "text/csv; charset=utf-8"),
}


class ListForm(forms.Form):
    template_name = "hall/form.html"
    file = forms.FileField(label="事项目录表格", help_text="Excel（.xlsx）或者 CSV，列与导出的表格相同。")


def _hall(request: HttpRequest):
    if not request.authority.holds(*MAY_WRITE):
        raise PermissionDenied("事项目录的导入、导出由大厅管理室办理。")
    return working_hall(request)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest) -> HttpResponse:
    """Without the button 导入 a list is only checked; with it, it is checked and, if faultless, stored."""
    hall = _hall(request)
    form = ListForm(request.POST or None, request.FILES or None)
    context = {"form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "catalogue/exchange.html", context, status=400 if form.is_bound else 200)
    try:
        found = plan(hall, read(form.cleaned_data["file"].read()), legal_time.today())
    except BadFile as bad:
        found = Plan(hall, faults=[Fault(0, "", str(bad).rstrip("。"))])
    if not found.faults and request.POST.get("do") == "import":
        store(found, request.user)
        messages.success(
            request,
            f"已导入：新增{len(found.new)}项，修改{len(found.changed)}项，新建版本草稿{len(found.drafts)}个。",
        )
        return redirect("exchange")
    context |= {"plan": found, "faults": found.faults[:MOST_SHOWN]}
    return render(request, "catalogue/exchange.html", context, status=422 if found.faults else 200)


@staff_only
@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """The hall's whole list in a form that goes in again unchanged."""
    if suffix not in FORMS:
        raise Http404("只能导出 xlsx 或者 csv。")
    write, kind = FORMS[suffix]
    name = f"事项目录_{legal_time.today():%Y%m%d}.{suffix}"
    return HttpResponse(
        write(rows_of(_hall(request))),
        content_type=kind,
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )
