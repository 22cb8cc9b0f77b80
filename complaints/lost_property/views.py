"""失物招领: the public notice, and the desk's own page."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from complaints.enquiries.views import hall_asked
from hall.people.roles import READS_HALL, Role
from hall.web.entrance import staff_only

from . import lists
from .loss import LossReport
from .states import State

READERS = {*READS_HALL, Role.GUIDE}
ROWS = 50


@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    hall = hall_asked(request)
    page = Paginator(lists.announced(hall), ROWS).get_page(request.GET.get("page"))
    context = {"hall": hall, "point": lists.point_of(hall), "page": page}
    return render(request, "complaints/lost.html", context)


@staff_only
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What is due, whom to tell, what to store, what must be in the cabinet, who misses something."""
    authority = request.authority
    if not authority.holds(*READERS):
        raise PermissionDenied("遗失物品由咨询台和管理人员查阅。")
    losses = LossReport.objects.filter(authority.readable("dossier__"), state__in=("open", "matched"))
    context = {
        "lists": [
            ("期满待移交、待处理", lists.due(authority)),
            ("待通知失主", lists.owners_to_tell(authority)),
            ("待检查入柜、待交派出所", lists.items(authority).filter(state=State.REGISTERED)),
            ("盘点表：应在柜中的物品", lists.stock(authority)),
            ("盘亏，查处中", lists.items(authority).filter(state=State.MISSING)),
        ],
        "losses": losses.order_by("-pk"),
    }
    return render(request, "complaints/lost_desk.html", context)
