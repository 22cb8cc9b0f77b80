"""The register of licences, and what the page of one has of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hall import legal_time
from hall.people.roles import READS_HALL, Role
from hall.web.clocks import Pill
from hall.web.entrance import staff_only
from hall.web.keyset import slice_of
from matters.cases.licences.licence import Licence
from matters.cases.licences.selectors import NEWEST, SOONEST, outlook, register, search
from matters.cases.licences.terms import Business

MAY_READ = {
    *READS_HALL,
    Role.WINDOW_CLERK,
    Role.REVIEWER,
    Role.FIRST_REPRESENTATIVE,
    Role.DEPARTMENT_LEADER,
}
VIEWS = {"ending": "有效，先届满的在前", "all": "全部，新登记的在前", "over": "已经终止的"}
ROWS = 50


@dataclass(frozen=True)
class Row:
    licence: Licence
    pill: Pill | None


@staff_only
@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """Page by page; a search goes through everything the person may read."""
    if not request.authority.holds(*MAY_READ):
        raise PermissionDenied("许可证件登记由窗口、部门和管理、监督人员查阅。")
    view = request.GET.get("list", "ending")
    view = view if view in VIEWS else "ending"
    found, order = register(request.authority), NEWEST
    if text := request.GET.get("q", "").strip():
        found, view = search(found, text), "all"
    elif view == "ending":
        found, order = found.filter(state=Licence.State.VALID), SOONEST
    elif view == "over":
        found = found.exclude(state=Licence.State.VALID)
    page = slice_of(found, order, request.GET.get("after", ""), ROWS)
    more = urlencode({"list": view, "q": text, "after": page.after}) if page.after else ""
    context = {"rows": rows_of(page.rows), "views": VIEWS, "view": view, "q": text, "more": more}
    return render(request, "cases/licences.html", context)


def rows_of(found: list[Licence]) -> list[Row]:
    prefetch_related_objects([one.dossier for one in found if one.dossier.department_id], "department__names")
    return [Row(one, pill_of(one)) for one in found]


def pill_of(licence: Licence) -> Pill | None:
    near = outlook(licence, legal_time.today())
    return Pill(near.light, near.text) if near else None


def context(request: HttpRequest, licence: Licence) -> dict[str, Any]:
    """The certificates issued so far, the cases about the licence, and the way to renew or change it."""
    applications = licence.applications.select_related("matter").order_by("-pk")
    return {
        "certificates": licence.certificates.order_by("-serial"),
        "applications": applications.filter(request.authority.readable("dossier__")),
        "end": pill_of(register(request.authority).get(pk=licence.pk)),
        "begin": _ways(licence) if request.authority.holds(Role.WINDOW_CLERK) else [],
    }


def _ways(licence: Licence) -> list[tuple[str, str]]:
    """The intake of a renewal or a change, with the number already in its field."""
    if licence.state != Licence.State.VALID:
        return []
    intake = reverse("intake", args=[licence.matter_id])
    wanted = [Business.CHANGE] if licence.valid_until is None else [Business.RENEWAL, Business.CHANGE]
    return [
        (f"收取{one.label}申请", f"{intake}?{urlencode({'business': one, 'licence_number': licence.number})}")
        for one in wanted
    ]
