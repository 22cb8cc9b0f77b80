"""Whose attendance and assessment a person may look at: the whole hall's, or their own department's people's."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from hall import legal_time
from hall.people.authority import Authority
from hall.people.grant import Grant
from hall.people.roles import READS_HALL, Role
from hall.web.shell import working_hall
from staff.assessment.sheets import Period
from staff.at_work import department_of

MAY_READ = {*READS_HALL, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER}


def hall_of(request: HttpRequest):
    """The hall a person works in. Raises PermissionDenied where there is none."""
    hall = working_hall(request)
    if hall is None:
        raise PermissionDenied("您没有任何大厅的授权，不能查阅。")
    return hall


def departments_read(authority: Authority, hall) -> set[int] | None:
    """The departments whose people a person may look at; None for all of the hall."""
    grants = [one for one in authority.grants if one.hall_id == hall.pk and one.role in MAY_READ]
    if any(one.department_id is None for one in grants):
        return None
    return {one.department_id for one in grants}


def may_see(request: HttpRequest, hall, person, on: dt.date) -> bool:
    """Everybody sees their own; leaders and first representatives those of their department; whoever reads the whole
    hall those who have ever worked in it, and nobody from elsewhere.
    """
    if person == request.user:
        return True
    departments = departments_read(request.authority, hall)
    if departments is None:
        return Grant.objects.filter(user=person, hall=hall).exists()
    home = department_of(person, hall, on)
    return home is not None and home.pk in departments


def period_of(request: HttpRequest, *, monthly: bool) -> Period:
    """What the address asks for, ``2026-03`` or ``2026``; else the present month or year."""
    year, _, month = request.GET.get("period", "").partition("-")
    today = legal_time.today()
    if year.isdecimal() and dt.MINYEAR <= int(year) <= today.year:
        if not month and not monthly:
            return Period(int(year))
        if month.isdecimal() and 1 <= int(month) <= 12:
            return Period(int(year), int(month))
    return Period(today.year, today.month if monthly else None)


def beside(period: Period) -> tuple[str, str]:
    """The periods before and after, as the address names them."""
    if period.month is None:
        return str(period.year - 1), str(period.year + 1)
    earlier, later = period.first - dt.timedelta(days=1), period.last + dt.timedelta(days=1)
    return f"{earlier:%Y-%m}", f"{later:%Y-%m}"
