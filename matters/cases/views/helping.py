"""帮办代办: who accompanies whom just now, what was done today and this month, and whose errands are under way."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.people.roles import READS_HALL
from hall.web.entrance import staff_only
from hall.web.shell import working_hall
from matters.cases.assistance import HELPERS, Assistance, board, by_group_and_helper, by_kind, services
from matters.cases.errand import Errand

MAY_READ = {*READS_HALL, *HELPERS}
MANY = 100


@staff_only
@require_safe
def assistance(request: HttpRequest) -> HttpResponse:
    authority, today = request.authority, legal_time.today()
    if not authority.holds(*MAY_READ):
        raise PermissionDenied("帮办代办由导服、代办、窗口和管理人员查阅。")
    errands = Errand.objects.filter(authority.readable("dossier__"), state__in=("taken", "filed"))
    context = {
        "today": by_kind(authority, today),
        "month": sorted(by_group_and_helper(authority, today).items()),
        "board": board(working_hall(request), authority.at),
        "running": services(authority).filter(state=Assistance.State.OPEN)[:MANY],
        "errands": errands.select_related("matter", "agent", "point", "case").order_by("pk")[:MANY],
    }
    return render(request, "cases/assistance.html", context)
