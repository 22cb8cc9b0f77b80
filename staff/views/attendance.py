"""Attendance of a month for the office and for departments, and one day's sheet."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.web.entrance import staff_only
from staff.attendance.book import Book, month, totals
from staff.attendance.day import Standing
from staff.attendance.duty_leader import days_without_leader
from staff.attendance.meetings import meetings_held
from staff.leaves.leave import Leave

from .sight import MAY_READ, beside, hall_of, may_see, period_of

COLUMNS = (Standing.PRESENT, Standing.LEAVE, Standing.PENDING, Standing.ABSENT, Standing.INCOMPLETE)


@staff_only
@require_safe
def attendance(request: HttpRequest) -> HttpResponse:
    """A line for each person: days by standing, lateness, early leaving, leaving the post; the month's leaves."""
    if not request.authority.holds(*MAY_READ):
        raise PermissionDenied("月度考勤由管理、监督人员和派驻部门查阅；本人的考勤请看“我的档案”。")
    hall, period = hall_of(request), period_of(request, monthly=True)
    book = month(hall, period.year, period.month)
    people = [one for one in book.people if may_see(request, hall, one, min(period.last, book.today))]
    counted = [(one, book.counts(one)) for one in people]
    rows = [(one, [counts.of(column) for column in COLUMNS], counts) for one, counts in counted]
    leaves = Leave.objects.filter(dossier__hall=hall, begins_on__lte=period.last, ends_on__gte=period.first)
    context = {
        "period": period,
        "beside": beside(period),
        "columns": [column.label for column in COLUMNS],
        "rows": rows,
        "leaves": leaves.filter(person__in=people).select_related("person").order_by("begins_on"),
        "unread": book.unread,
        "meetings": meetings_held(book),
        "leaderless": days_without_leader(book),
    }
    return render(request, "staff/attendance.html", context)


@staff_only
@require_safe
def day(request: HttpRequest, on: dt.date) -> HttpResponse:
    """One working day: everybody once, and the totals."""
    if not request.authority.holds(*MAY_READ):
        raise PermissionDenied("考勤表由管理、监督人员和派驻部门查阅。")
    hall = hall_of(request)
    book = Book(hall, on, on)
    rows = book.sheet(on) if on in book.working_days else []
    rows = [(person, found) for person, found in rows if may_see(request, hall, person, on)]
    found = [(standing.label, n) for standing, n in totals(rows).items()]
    context = {"on": on, "rows": rows, "totals": found, "future": on > legal_time.today()}
    return render(request, "staff/day.html", context)
