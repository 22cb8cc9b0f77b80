"""The register of seals: who keeps each, what each was put on, and what was refused."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hall.people.roles import READS_HALL, Role
from hall.web.entrance import staff_only
from hall.web.keyset import slice_of
from windows.seals.ledger import attempts_visible_to, sealed_without_a_line, uses_visible_to
from windows.selectors import seals_visible_to

# 单位领导负责制、接受党组监督 (AH-32): the department's leader, and whoever supervises it, read with its own grant.
MAY_READ = {*READS_HALL, Role.FIRST_REPRESENTATIVE, Role.DEPARTMENT_LEADER}
VIEWS = {
    "seals": "印章和保管人",
    "uses": "用印登记",
    "missing": "用印核对",
    "attempts": "被拒绝的用印",
}
ROWS = 50


@staff_only
@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """One list at a time, page by page; ``seal`` narrows the ledger to one seal."""
    if not request.authority.holds(*MAY_READ):
        raise PermissionDenied("印章登记由首席代表、部门分管领导和管理、监督人员查阅。")
    view = request.GET.get("list", "seals")
    view = view if view in VIEWS else "seals"
    found: QuerySet[Any] = {
        "seals": seals_visible_to(request.authority).prefetch_related("dossier__department__names"),
        "uses": uses_visible_to(request.authority),
        "missing": sealed_without_a_line(request.authority),
        "attempts": attempts_visible_to(request.authority),
    }[view]
    one = request.GET.get("seal", "")
    if view == "uses" and one.isdecimal():
        found = found.filter(seal=one)
    page = slice_of(found, ("-pk",), request.GET.get("after", ""), ROWS)
    more = urlencode({"list": view, "seal": one, "after": page.after}) if page.after else ""
    return render(
        request, "windows/seals.html", {"rows": page.rows, "views": VIEWS, "view": view, "more": more}
    )
