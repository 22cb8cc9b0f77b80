"""The assessment report: every unit and person of a period, each sheet with rows that open to their evidence."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.people.roles import Role
from hall.people.user import User
from hall.places.department import Department
from hall.rulebook import answer
from hall.web.entrance import staff_only
from staff.assessment.overview import guide_month, overview
from staff.assessment.sheets import Period, Sheets, circulars
from staff.at_work import grants_on

from .sight import MAY_READ, beside, departments_read, hall_of, may_see, period_of


@staff_only
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Points of every unit and person, and who has not been assessed yet; a guide's month in four figures."""
    if not request.authority.holds(*MAY_READ):
        raise PermissionDenied("考核情况由管理、监督人员和派驻部门查阅；本人的考核请看“我的档案”。")
    hall, period = hall_of(request), period_of(request, monthly=False)
    sheets, rows = Sheets(hall, period), []
    for one in overview(hall, period):
        unit = isinstance(one.subject, Department)
        if not _sees(request, hall, one.subject, period):
            continue
        sheet = sheets.of_department(one.subject) if unit else sheets.of_person(one.subject)
        rows.append((one, unit, sheet))
    guides = User.objects.filter(
        pk__in=grants_on(hall, period.first, period.last, [Role.GUIDE]).values("user")
    )
    context = {
        "period": period,
        "beside": beside(period),
        "asked": _asked(period),
        "rows": rows,
        "missing": sum(one.missing for one, _, _ in rows),
        "guides": [(one, guide_month(sheets, one)) for one in guides] if period.month else [],
        "use": answer(hall, "staff.result_use", on=min(period.last, legal_time.today())),
    }
    return render(request, "staff/assessment.html", context)


@staff_only
@require_safe
def sheet(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """The sheet of one unit or person: every ground with its rows, each with the record it comes from."""
    hall, period = hall_of(request), period_of(request, monthly=False)
    model = {"unit": Department, "person": User}[what]
    subject = get_object_or_404(model, pk=pk)
    if not _sees(request, hall, subject, period):
        raise Http404("没有这份考核表，或者您无权查阅。")
    sheets = Sheets(hall, period)
    found = sheets.of_department(subject) if what == "unit" else sheets.of_person(subject)
    context = {
        "subject": subject,
        "what": what,
        "period": period,
        "beside": beside(period),
        "sheet": found,
        "circulars": circulars(found),
    }
    return render(request, "staff/sheet.html", context)


def _sees(request: HttpRequest, hall, subject: Department | User, period: Period) -> bool:
    if isinstance(subject, User):
        return may_see(request, hall, subject, min(period.last, legal_time.today()))
    departments = departments_read(request.authority, hall)
    return departments is None or subject.pk in departments


def _asked(period: Period) -> str:
    return f"{period.year}-{period.month:02}" if period.month else str(period.year)
