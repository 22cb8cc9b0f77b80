"""整改台账: what each department was ordered to correct, the late ones first; and the lasting mechanisms."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from complaints.rows import lines_of
from hall.duty import duty
from hall.people.authority import Authority
from hall.people.roles import READS_HALL, Role
from hall.web.entrance import staff_only

from .rectification import OPEN, Rectification

READERS = {*READS_HALL, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER}
LISTS = {"open": "整改中", "lasting": "长效机制", "done": "已验收、撤销"}


@staff_only
@require_safe
def rectifications(request: HttpRequest) -> HttpResponse:
    if not request.authority.holds(*READERS):
        raise PermissionDenied("整改台账由首席代表、部门领导和大厅管理人员查阅。")
    asked = request.GET.get("list", "open")
    asked = asked if asked in LISTS else "open"
    page = lines_of(listed(asked, request.authority), request.GET.get("after", ""))
    lists = [(key, title, key == asked) for key, title in LISTS.items()]
    return render(request, "complaints/rectifications.html", {"page": page, "lists": lists, "asked": asked})


@duty("WS14-13-1 WS14-10-3", off=lambda asked, authority: Rectification.objects.none())
def listed(asked: str, authority: Authority) -> QuerySet[Rectification]:
    """One list as far as a person may read it: a department sees its own."""
    found = Rectification.objects.filter(authority.readable("dossier__"))
    if asked == "lasting":
        return found.exclude(review_on=None)
    return found.filter(state__in=OPEN) if asked == "open" else found.exclude(state__in=OPEN)
