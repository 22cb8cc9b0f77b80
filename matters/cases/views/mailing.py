"""邮寄台账: one month to read, to print, to export; what waits and what lies still; and the service, for everybody."""

from __future__ import annotations

import csv
import datetime as dt
import io

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from hall import legal_time
from hall.models import Hall
from hall.people.roles import READS_HALL, SEES_PERSONAL_DATA, Role
from hall.registers.export import FORMULA
from hall.rulebook import answer
from hall.timeline.logs import log_access
from hall.web.entrance import staff_only
from hall.web.reveal import ReasonForm
from hall.web.shell import working_hall
from matters.cases.mail_agreement import agreement_on, agreement_warning
from matters.cases.mail_ledger import costs, lines, sent_in, stalled, to_send, without_number

READERS = {*READS_HALL, Role.WINDOW_CLERK}


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def ledger(request: HttpRequest) -> HttpResponse:
    """Masked to read; sent with a reason, the month as a table in the clear, each letter's reading logged."""
    if not request.authority.holds(*READERS):
        raise PermissionDenied("邮寄台账由窗口人员、管理和监督人员查阅。")
    hall, month = working_hall(request), _month(request)
    columns = answer(hall, "paper.mailing_register.cells", month).value
    title = answer(hall, "paper.mailing_register.title", month).value
    pieces = list(sent_in(request.authority, month))
    form = ReasonForm(request.POST or None)
    form.fields["reason"].widget.attrs.pop("autofocus", None)
    if request.method == "POST" and form.is_valid():
        return _export(request, hall, f"{title}_{month:%Y%m}.csv", columns, pieces, form)
    free = answer(hall, "mail.payer", month).value == "bureau"
    context = {
        "title": title,
        "month": month,
        "columns": columns,
        "rows": zip(pieces, lines(columns, pieces), strict=True),
        "costs": costs(request.authority, month),
        "to_send": to_send(request.authority).select_related("matter"),
        "stalled": stalled(request.authority),
        "without_number": without_number(request.authority),
        "warning": agreement_warning(hall, legal_time.today()) if free else "",
        "form": form,
    }
    return render(request, "cases/mailing_ledger.html", context, status=400 if form.is_bound else 200)


def _month(request: HttpRequest) -> dt.date:
    """The month asked for; anything unreadable is this one."""
    try:
        return dt.date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return legal_time.today().replace(day=1)


def _export(request: HttpRequest, hall, name: str, columns, pieces, form: ReasonForm) -> HttpResponse:
    if not any(g.role in SEES_PERSONAL_DATA and g.hall_id == hall.pk for g in request.authority.grants):
        raise PermissionDenied("您在本大厅没有查阅收件人信息的权限。")
    for piece in pieces:
        reason = form.cleaned_data["reason"]
        log_access(hall, request.user, piece, "address", reason, place=request.place)
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(columns)
    for line in lines(columns, pieces, clear=True):
        table.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in line])
    return HttpResponse(
        text.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
            "Cache-Control": "no-store",
        },
    )


@require_safe
def service(request: HttpRequest) -> HttpResponse:
    """免费邮寄服务 for the public: scope, steps, where to ask (WS16 四（三）); of each hall that has it."""
    today, halls = legal_time.today(), []
    for hall in Hall.objects.filter(is_active=True, is_administering=False):
        rules = {
            key: answer(hall, f"mail.{key}", today).value for key in ("carrier", "payer", "phone", "url")
        }
        if rules["carrier"]:
            halls.append({"hall": hall, "agreement": agreement_on(hall, today)} | rules)
    return render(request, "cases/mailing_service.html", {"halls": halls})
