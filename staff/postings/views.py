"""派驻登记: the register of postings for the centre, the departments' leaders and the first representatives."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall.people.roles import READS_HALL, Role
from hall.web.entrance import staff_only
from hall.web.shell import working_hall

from . import roster

READERS = {*READS_HALL, Role.DEPARTMENT_LEADER, Role.FIRST_REPRESENTATIVE}
MANY = 500


@staff_only
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Who is on duty, who is on the way in; for who answers for the whole hall also what is missing."""
    authority = request.authority
    if not authority.holds(*READERS):
        raise PermissionDenied("派驻登记由首席代表、部门领导和大厅管理人员查阅。")
    asked = request.GET.get("membership", "")
    rows = roster.serving(authority)
    if asked in roster.MEMBERSHIPS:
        rows = roster.without_transfer(rows, asked)
    rows = list(rows[:MANY])
    coming = list(roster.visible_to(authority).filter(state__in=roster.UNDER_WAY)[:MANY])
    leaving = list(roster.leaving(authority)[:MANY])
    letters = list(roster.letters(authority)[:MANY])
    dossiers = [one.dossier for one in (*rows, *coming, *leaving, *letters)]
    prefetch_related_objects([one.department for one in dossiers if one.department], "names")
    hall = working_hall(request) if authority.holds(*READS_HALL) else None
    context = {
        "rows": rows,
        "coming": coming,
        "leaving": leaving,
        "letters": letters,
        "before": roster.without_posting(authority)[:MANY],
        "memberships": [(key, title, key == asked) for key, (title, _) in roster.MEMBERSHIPS.items()],
        "asked": asked,
        "units": roster.units(hall) if hall else [],
        "unstaffed": roster.posts_without_people(hall) if hall else [],
    }
    return render(request, "staff/postings.html", context)
